"""One way to fold a text for every search, in Python and in the browser; names in their order."""

import json
import random
import re
import shutil
import subprocess
from unicodedata import normalize

import pytest

from server.config import ROOT
from server.domain.texts.vietnamese import (
    fold,
    name_sort_key,
    sort_key,
)
from tests.work import work

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵÐð"
OTHERS = "0123456789 &/.-–—'’\u00a0\u3000\t\n%_!@#İßΣς²ﬁ™Ⅷ字\u0301\u0323\u200b\uf0b7(),“”"


@pytest.mark.parametrize(
    "typed",
    ["NGUYỄN", "nguyễn", "nguyen", "Nguyen", normalize("NFD", "Nguyễn"), "  nguyễn\u00a0"],
)
def test_whatever_is_typed_of_a_name_folds_alike(typed: str) -> None:
    assert fold(typed) == "nguyen"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đào", "dao"),
        ("Ðào", "dao"),
        (normalize("NFD", "Đào"), "dao"),
        ("Sở GD&ĐT", "so gddt"),
        ("SỞ GD-ĐT", "so gddt"),
        ("gdđt", "gddt"),
        ("Văn hóa – Xã hội", "van hoa xa hoi"),
        ("Văn hoá - xã hội", "van hoa xa hoi"),
        ("%", ""),
    ],
)
def test_letters_and_digits_count_and_no_sign_between_them(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_a_text_is_folded_as_a_whole_not_letter_by_letter() -> None:
    text = "Sở GD&ĐT tỉnh Bắc Giang "
    fold(text)
    assert work(lambda: fold(text * 100)) == work(lambda: fold(text))


def test_more_letters_than_are_kept_fold_like_the_first() -> None:
    letters = "".join(map(chr, range(0x4E00, 0x4E00 + 6000)))
    assert fold(letters) == fold(letters) == letters


def test_folding_twice_changes_nothing() -> None:
    for text in strings():
        assert fold(fold(text)) == fold(text), repr(text)


def strings() -> list[str]:
    drawn = random.Random(2024)  # noqa: S311 - the same strings each time
    letters = LETTERS + LETTERS.upper() + OTHERS
    made = ["".join(drawn.choices(letters, k=drawn.randint(0, 30))) for _ in range(3000)]
    return made + [normalize("NFD", text) for text in made]


def test_the_browser_folds_as_the_server_does() -> None:
    node = shutil.which("node")
    assert node is not None, "node comes with the front-end packages"
    source = (ROOT / "server/web/static/names.js").read_text(encoding="utf-8")
    found = re.search(r"const fold = .*;", source)
    assert found is not None
    program = (
        f"{found[0]} const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        " process.stdout.write(JSON.stringify(texts.map(fold)));"
    )
    answer = subprocess.run(
        [node, "-e", program], input=json.dumps(strings()).encode(), capture_output=True, check=True
    )
    theirs = json.loads(answer.stdout)
    for text, folded in zip(strings(), theirs, strict=True):
        assert folded == fold(text), repr(text)


def test_the_letter_that_looks_like_d_with_a_stroke_sorts_as_it() -> None:
    assert sort_key("Ðào") == sort_key("Đào")


def test_persons_are_listed_by_given_name_in_the_order_of_the_alphabet() -> None:
    names = ["Phạm Thị Sen", "Vũ Ánh", "Nguyễn Đào", "Lê Bình", "Trần Văn An", "Lê Dung", "Bùi An"]
    assert sorted(names, key=name_sort_key) == [
        "Bùi An",
        "Trần Văn An",
        "Vũ Ánh",
        "Lê Bình",
        "Lê Dung",
        "Nguyễn Đào",
        "Phạm Thị Sen",
    ]
