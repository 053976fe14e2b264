"""What offices paste is mended or named, never lost."""

from collections.abc import Callable
from datetime import date

import pytest

from server.domain.bloc_draft.drafts import check_letter, check_note
from server.domain.canonical import Json
from server.domain.cases import extension
from server.domain.documents import registers
from server.domain.texts.typed_text import CharacterRefused, check_storable, readable
from server.domain.working_days.province_days import SaidDays, check_days, check_taking_back
from server.public_holidays import calendar_of
from server.texts import mended, unprintable


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\uf0b7\tĐạt cờ thi đua", "•\tĐạt cờ thi đua"),
        ("\uf0a7 một\n\uf0d8 hai", "• một\n• hai"),
        ("\uf02d ba", "- ba"),
        ("đạt \uf0b3 90 điểm \uf0e0 tốt", "đạt ≥ 90 điểm → tốt"),
        ("\uf0fc đã nộp", "✓ đã nộp"),
        ("\uf061 không có trong bảng", "• không có trong bảng"),
        ("một\x0bhai\x0cba\x85bốn\u2028năm\u2029sáu", "một\nhai\nba\nbốn\nnăm\nsáu"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("1\xa0234\u202f567\u20078", "1 234 567 8"),
        ("\ufeffthi\u200b đ\u00adua\u2060 \u200e\u202ava\u202c", "thi đua va"),
        ("không\x1etách\x1f", "không-tách"),
        ("Sở GD&ĐT", "Sở GD&ĐT"),
        ("tie\u0302\u0301ng", "tiếng"),
        ("🏆 \U0001fae8", "🏆 \U0001fae8"),
    ],
)
def test_what_a_word_processor_pastes_is_mended_without_a_word(pasted: str, kept: str) -> None:
    assert mended(pasted) == kept
    assert unprintable(kept) is None


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "U+0000"),
        ("\x08", "U+0008"),
        ("\x9d", "U+009D"),
        ("\ud800", "U+D800"),
        ("\ue000", "U+E000"),
        ("\U000f0000", "U+F0000"),
        ("\u202e", "U+202E"),
        ("\u2067", "U+2067"),
        ("\ufffe", "U+FFFE"),
        ("\U000e0041", "U+E0041"),
    ],
)
def test_any_other_unseen_character_is_named_with_its_line_and_place(
    character: str, code: str
) -> None:
    found = unprintable(mended(f"một\r\nhai ba{character}bốn"))
    assert found is not None
    assert (found.code, found.line, found.place, found.before) == (code, 2, 7, "hai ba")


def test_a_text_outside_a_form_is_mended_or_refused_by_name() -> None:
    assert readable(" \uf0b7 lý do\xa0\r\n") == "• lý do"
    with pytest.raises(CharacterRefused) as refused:
        readable("lý\x00do")
    assert (refused.value.code, refused.value.place) == ("U+0000", 3)


def paper(text: str) -> object:
    said = SaidDays(off=TODAY, off_to=None, worked=None, paper=text, paper_on=TODAY)
    return check_days(said, calendar=calendar_of(()), today=TODAY)


TODAY = date(2024, 12, 9)
TYPED: dict[str, Callable[[str], object]] = {
    "note of a bloc draft": check_note,
    "number of its letter": lambda text: check_letter(text, TODAY, today=TODAY),
    "paper of a day off": paper,
    "why a day is taken back": lambda text: check_taking_back(text, in_force=True),
    "why a deadline is extended": extension.reason_of,
    "why a number is cancelled": registers.reason_of,
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED.keys())
def test_what_is_typed_outside_forms_may_hold_nothing_unseen(
    typed: Callable[[str], object],
) -> None:
    typed("15/QĐ\u200b-UBND")
    with pytest.raises(CharacterRefused):
        typed("15\0/QĐ")


@pytest.mark.parametrize("data", ["a\0", ["b", "a\0"], {"note": {"a\0": 1}}, {"note": ["a\0"]}])
def test_history_takes_in_no_text_that_no_question_could_read(data: Json) -> None:
    with pytest.raises(CharacterRefused):
        check_storable(data)


def test_history_takes_in_what_only_looks_like_one() -> None:
    check_storable({"note": "\\u0000", "n": 1, "none": None, "sure": True})
