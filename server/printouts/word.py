"""A printout as a Word file, in the same layout as the PDF, for a clerk to finish."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from server.domain.printouts.printout import (
    Appendix,
    Block,
    Heading,
    Paragraphs,
    PrintedTable,
    Printout,
)
from server.printouts import measures, wording
from server.printouts.line_pieces import balanced
from server.printouts.printable import legible
from server.printouts.word_ending import add_ending
from server.printouts.word_head import add_head
from server.printouts.word_page import empty, next_paper, saved
from server.printouts.word_parts import APART, INDENT, ParagraphLook, Part, write
from server.printouts.word_tables import add_table

TEXT: Final = ParagraphLook(side="both", before=APART, indent=INDENT)
_DEEPEST: Final = 4


def docx_of(printout: Printout) -> bytes:
    """Lay a printout out; the same printout gives the same bytes."""
    given = legible(printout)
    foot = wording.FOOT if given.simulated else ""
    document = empty(sideways=measures.sideways(given), foot=foot)
    add_head(document, given)
    for basis in wording.closed(given.bases):
        write(document, basis, replace(TEXT, italic=True))
    blocks = wording.ended(given.blocks)
    for block in blocks:
        _add(document, block, given, last=block is blocks[-1])
    add_ending(document, given)
    for appendix in given.appendices:
        _add_appendix(document, appendix, wording.attached(given))
    return saved(document, title=wording.title(given), author=given.head.issuer or wording.DOTS)


def _add_appendix(document: Part, appendix: Appendix, attached: str) -> None:
    """Add an appendix on paper of its own: its name and title, and what it goes with."""
    next_paper(document, sideways=measures.sideways(appendix))
    room = measures.room(appendix)
    title = balanced(appendix.title.upper(), room, measures.TITLE_LETTERS)
    look = ParagraphLook(bold=True, kept=True)
    write(document, "\n".join((appendix.name, *title)), replace(look, style="Heading 2"))
    below = balanced(attached, room, measures.TITLE_LETTERS)
    write(document, "\n".join(below), ParagraphLook(italic=True, kept=True))
    for block in appendix.blocks:
        _add(document, block, appendix, under=2)


def _add(
    document: Part, block: Block, of: Printout | Appendix, *, last: bool = False, under: int = 1
) -> None:
    match block:
        case Heading():
            _add_heading(document, block, under)
        case Paragraphs():
            _add_paragraphs(document, block, last=last)
        case PrintedTable():
            room, size = measures.room(of), measures.table_letters(of)
            add_table(document, block, room=room, size=size, kept=last)


def _add_heading(document: Part, block: Heading, under: int) -> None:
    style = f"Heading {min(block.level + under, _DEEPEST)}"
    look = ParagraphLook(
        bold=True, side="start", before=APART, indent=INDENT, kept=True, style=style
    )
    if block.title or block.centred:
        look = replace(look, side="centre", indent=0)
    title = f"\n{block.title.upper()}" if block.title else ""
    write(document, f"{block.text}{title}", look)


def _add_paragraphs(document: Part, block: Paragraphs, *, last: bool) -> None:
    lines: Sequence[str] = block.lines or [""]
    for number, line in enumerate(lines, start=1):
        look = replace(TEXT, kept=last and number == len(lines))
        write(document, line, look, label=block.label if number == 1 else "")
