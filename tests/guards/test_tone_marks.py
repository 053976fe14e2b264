"""One spelling: the tone stands on the first vowel of oa, oe and uy, as official papers have it.

"khóa", "hòe", "hủy" and not the newer way: whoever searches a page for a word finds it. In a
syllable that goes on ("toàn", "quý") there is no choice.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

ROOT = Path(__file__).parents[2]
ROOMS = ("server", "forms", "workflows", "verifier", "docs")
SPOKEN = frozenset({".py", ".html", ".js", ".po", ".json", ".bpmn", ".dmn", ".toml", ".md"})
NEWER_WAY = re.compile(
    normalize("NFC", r"\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)"), re.IGNORECASE
)


def newer(text: str) -> list[str]:
    return NEWER_WAY.findall(normalize("NFC", text))


def spoken() -> Iterator[Path]:
    for room in ROOMS:
        found = (ROOT / room).rglob("*")
        yield from (path for path in found if path.suffix in SPOKEN and "vendor" not in path.parts)


def test_each_word_has_its_tone_mark_where_official_papers_have_it() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {word}"
        for path in spoken()
        for word in newer(path.read_text("utf-8"))
    }
    assert sorted(found) == []


def test_the_newer_way_is_found_and_syllables_without_a_choice_are_not() -> None:
    assert newer("kho\u00e1, Xo\u00e1, hu\u1ef7, U\u1ef7 ban") == [
        "kho\u00e1", "Xo\u00e1", "hu\u1ef7", "U\u1ef7",
    ]  # fmt: skip
    assert newer("khóa, xóa, hủy, toàn, hoài, quý, quỹ, khoản, khoắng") == []
