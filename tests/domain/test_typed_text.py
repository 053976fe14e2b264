"""What offices paste is mended or named, never lost."""

import pytest

from server.domain.texts.typed_text import CharacterRefused, readable
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
