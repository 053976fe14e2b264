"""The tour of the README: its paragraphs, each with its marked words taken out in their order."""

import re
from dataclasses import dataclass
from typing import Final

from server.config import ROOT

SECTION: Final = re.compile(r"^## Five minutes\n(.*?)^`binhxet simulate`", re.DOTALL | re.MULTILINE)
STARTS: Final = re.compile(r"\n\n|\n(?=\d\. )")
NUMBER: Final = re.compile(r"^\d\. ")
MARKED: Final = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")
HOLE: Final = "{}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is written, `{}` for each marked word, and the words."""

    text: str
    words: tuple[str, ...]


def tour() -> list[Paragraph]:
    """Read the paragraphs of the tour in their order, its numbered steps among them."""
    found = SECTION.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert found, "the README has no tour"
    written = (NUMBER.sub("", one_line(each)) for each in STARTS.split(found[1]))
    return [_paragraph(each) for each in written if each]


def one_line(text: str) -> str:
    """Return a text without its line breaks and indents."""
    return " ".join(text.split())


def _paragraph(text: str) -> Paragraph:
    words = tuple(bold or italic for bold, italic in MARKED.findall(text))
    return Paragraph(MARKED.sub(HOLE, text), words)
