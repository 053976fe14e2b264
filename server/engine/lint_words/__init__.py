"""What every rule about a definition says, in Vietnamese and English: the finding and its mend."""

import re
from collections.abc import Mapping
from typing import Final

from server.engine.lint_words import parser_words, reasons
from server.engine.lint_words.entry import Entry, Said
from server.engine.lint_words.order import ROOMS

__all__ = ["ENTRIES", "LANGUAGES", "Entry", "Said", "one_line", "said"]

LANGUAGES: Final = ("vi", "en")
LONGEST_HOLE: Final = 160
ENTRIES: Final[Mapping[str, Entry]] = {
    rule: entry for room in ROOMS for rule, entry in room.ENTRIES.items()
}
_READERS: Final = frozenset({"XML-SYNTAX", "FORM-JSON", "FORM-SCHEMA", "WORDS"})
"""The rules that pass on what a reader of files says."""
_VIETNAMESE: Final = ".vi"
_UNSEEN: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def said(rule: str, holes: Mapping[str, str], language: str = "en") -> Said:
    """Give a finding and its mend as one line each; KeyError for a rule without words.

    A hole that is itself in words stands twice: `said` in English, `said.vi` in Vietnamese.
    """
    entry = ENTRIES[rule]
    filled = {name: one_line(value) for name, value in holes.items()}
    if language == "vi":
        filled |= {
            name.removesuffix(_VIETNAMESE): value
            for name, value in filled.items()
            if name.endswith(_VIETNAMESE)
        }
        if "reason" in filled:
            filled["reason"] = reasons.vietnamese(filled["reason"])
        if rule in _READERS:
            filled["error"] = parser_words.vietnamese(filled["error"])
        return _filled(entry.vi, entry.vi_mend, filled)
    return _filled(entry.en, entry.en_mend, filled)


def _filled(message: str, mend: str, holes: Mapping[str, str]) -> Said:
    return Said(message.format_map(holes), mend.format_map(holes).rstrip())


def one_line(value: str) -> str:
    """Keep a text from a file on one line, and short; of a list of names the last is whole."""
    text = _UNSEEN.sub(" ", value).strip()
    if len(text) <= LONGEST_HOLE:
        return text
    begun = text[: LONGEST_HOLE - 1]
    names, comma, cut = begun.rpartition(", ")
    return f"{names}, …" if comma and " " not in cut else f"{begun}…"
