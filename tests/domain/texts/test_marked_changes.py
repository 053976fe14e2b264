"""Two texts laid out as one lose no letter, and a reason is understood by its words alone."""

import pytest

from server.domain.texts.marked_changes import MOST_EDITS, aligned, marked, spoken_of

PAIRS = [
    ("", ""),
    ("", "Thêm cả đoạn."),
    ("Giới thiệu 05 mô hình.", "Giới thiệu 04 mô hình tiêu biểu."),
    ("Dòng một.\nDòng hai.", "Dòng một.\n\nDòng ba; dòng hai."),
    ("một hai ba bốn", "hai một bốn ba"),
    (" ".join(map(str, range(2000))), " ".join(map(str, range(2000, 0, -1)))),
    ("a b. " * 900, "b c. " * 900),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_both_texts_stand_in_what_is_marked_letter_by_letter(old: str, new: str) -> None:
    parts = marked(old, new)
    assert "".join(part.kept or part.struck for part in parts) == old
    assert "".join(part.kept or part.added for part in parts) == new


def test_words_are_told_apart_and_a_space_between_two_changes_belongs_to_them() -> None:
    found = [(p.kept, p.struck, p.added) for p in marked("có 05 mô hình.", "có 4 điển hình.")]
    assert found == [("có ", "", ""), ("", "05 mô", "4 điển"), (" hình.", "", "")]


def test_texts_that_differ_in_very_much_are_told_apart_by_sentences() -> None:
    begun = " ".join(f"Câu {n} ghi như cũ." for n in range(3))
    first, *rest = marked(begun + " x" * MOST_EDITS + ".", begun + " y" * MOST_EDITS + ".")
    assert first.kept.startswith("Câu 0 ghi như cũ. Câu 1 ghi như cũ.")
    assert [part.changed for part in rest] == [True]


def test_rows_stand_side_by_side_and_one_that_went_beside_nothing() -> None:
    found = aligned(["a", "b", "c"], ["a", "c", "d"])
    assert found == [("a", "a"), ("b", None), ("c", "c"), (None, "d")]


@pytest.mark.parametrize(
    ("texts", "spoken"),
    [
        (("Tổ chức các đợt thi đua", "", ""), True),
        (("Kết quả", "", "Đợt Thứ Hai phát động"), True),
        (("Mô hình", "05", "04"), False),
        (("Mô hình", "hai", "ba"), True),
        (("", "", ""), False),
    ],
)
def test_a_reason_speaks_of_what_it_shares_two_words_with(
    texts: tuple[str, ...],
    spoken: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    assert spoken_of("Thiếu số liệu các đợt thi đua, nhất là đợt thứ hai.", texts) is spoken
