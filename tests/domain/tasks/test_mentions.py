"""Who a remark names."""

import unicodedata

import pytest

from server.domain.tasks.mentions import (
    Nameable,
    named_in,
    pieces,
)
from server.domain.texts.typed_text import readable

HEAD = Nameable(post_id="a/head", names=("Giám đốc Sở GD&ĐT", "Director of Education", "Lê A"))
OFFICER = Nameable(post_id="a/officer", names=("Cán bộ TĐKT – Sở GD&ĐT", "", "Trần B"))
SHORT = Nameable(post_id="b/head", names=("Giám đốc Sở", "Lê C"))
TWIN = Nameable(post_id="c/head", names=("Chánh Thanh tra", "Trần B"))
ALL = (HEAD, OFFICER, SHORT, TWIN)


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("@Giám đốc Sở GD&ĐT xem giúp", {"a/head"}),
        ("nhờ @GIÁM ĐỐC SỞ GD&ĐT.", {"a/head"}),
        ("(@Director of Education)", {"a/head"}),
        ("@Lê A, @Lê C", {"a/head", "b/head"}),
        ("@Giám đốc Sở khác", {"b/head"}),
        ("@Cán bộ TĐKT - Sở GD&ĐT: gõ gạch ngắn", {"a/officer"}),
        ("@Lê A và @Giám đốc Sở GD&ĐT", {"a/head"}),
        ("@Lê Anh", set()),
        ("le@Lê A", set()),
        ("@Trần B", set()),
        ("@Không ai", set()),
        ("@ Lê A", set()),
        ("@", set()),
        ("", set()),
    ],
)
def test_a_remark_names_who_stands_after_the_sign(text: str, posts: set[str]) -> None:
    assert set(named_in(text, ALL)) == posts


def test_letters_written_in_pieces_are_the_same_name() -> None:
    assert set(named_in(readable(unicodedata.normalize("NFD", "@Giám đốc Sở GD&ĐT")), ALL)) == {
        "a/head"
    }


@pytest.mark.parametrize("text", ["@lê a xem @Lê C nhé", "@Lê A", "không ai", "ß@Lê A İ@Lê C"])
def test_the_pieces_of_a_remark_are_the_remark(text: str) -> None:
    cut = pieces(text, named_in(text, ALL).values())
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.names] == [
        f"@{label}" for label in named_in(text, ALL).values()
    ]


def test_a_text_of_nothing_but_signs_is_read_at_once() -> None:
    assert named_in("@" * 2000, ALL) == {}
