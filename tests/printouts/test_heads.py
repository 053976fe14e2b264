"""The lines of a head: centred texts are broken where their lines become about as long."""

import pytest

from server.printouts.line_pieces import balanced

ISSUER, SMALL = 70.0, 12.0


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("SỞ NỘI VỤ", ["SỞ NỘI VỤ"]),
        ("ỦY BAN NHÂN DÂN TỈNH BẮC GIANG", ["ỦY BAN NHÂN DÂN", "TỈNH BẮC GIANG"]),
        ("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH", ["HỘI ĐỒNG THI ĐUA -", "KHEN THƯỞNG TỈNH"]),
    ],
)
def test_a_head_is_broken_into_lines_about_as_long(text: str, lines: list[str]) -> None:
    assert list(balanced(text, ISSUER, SMALL)) == lines


def test_a_word_that_is_too_long_stands_on_a_line_of_its_own() -> None:
    assert list(balanced("A " + "B" * 90, ISSUER, SMALL)) == ["A", "B" * 90]
