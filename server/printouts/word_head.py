"""Cells 1 to 5 and 9a of a Word file: who issues, the motto, number, place, kind, to whom."""

from dataclasses import replace
from typing import Final

from docx.shared import Mm

from server.domain.printouts.printout import Printout
from server.printouts import measures, wording
from server.printouts.faces import width
from server.printouts.line_pieces import balanced
from server.printouts.word_parts import (
    APART,
    ParagraphLook,
    Part,
    begin,
    border,
    columns,
    rule,
    write,
)

_SMALL: Final = ParagraphLook(size=12)
_MIDDLE: Final = ParagraphLook(size=13)
_STRONG: Final = ParagraphLook(size=14, bold=True)


def add_head(document: Part, printout: Printout) -> None:
    """Add what stands above the text."""
    left = measures.issuer(printout)
    table = columns(document, left, measures.GAP, measures.NATION)
    _issuer(begin(table.rows[0].cells[0]), printout, left)
    _nation(begin(table.rows[0].cells[2]))
    table = columns(document, left, measures.GAP, measures.NATION)
    _number(begin(table.rows[0].cells[0]), printout, left)
    day = wording.place_and_day(printout)
    write(begin(table.rows[0].cells[2]), day, replace(_MIDDLE, italic=True, before=APART))
    _kind(document, printout)
    _addressed(document, printout)


def _issuer(cell: Part, printout: Printout, room: float) -> None:
    if printout.head.parent:
        write(cell, _lines(printout.head.parent.upper(), room, _SMALL), _SMALL)
    look = replace(_SMALL, bold=True)
    issuer = _lines(printout.head.issuer.upper() or wording.DOTS, room, look)
    write(cell, issuer, look)
    rule(cell, issuer, look, room=room)


def _lines(text: str, room: float, look: ParagraphLook) -> str:
    """Give a text with a line end where each of its lines ends."""
    return "\n".join(balanced(text, room, look.size))


def _nation(cell: Part) -> None:
    write(cell, wording.NATION, replace(_SMALL, bold=True))
    look = replace(_MIDDLE, bold=True)
    write(cell, wording.MOTTO, look)
    rule(cell, wording.MOTTO, look, room=measures.NATION, share=1)


def _number(cell: Part, printout: Printout, room: float) -> None:
    write(cell, wording.number(printout.head), replace(_MIDDLE, before=APART))
    if about := wording.about(printout):
        write(cell, about, replace(_SMALL, before=APART))
    for mark in wording.marks(printout):
        look = replace(_MIDDLE, bold=True, before=8)
        paragraph = write(cell, mark, look)
        side = (room - width(mark, look.size) - 6) / 2
        paragraph.paragraph_format.left_indent = Mm(side)
        paragraph.paragraph_format.right_indent = Mm(side)
        border(paragraph)


def _kind(document: Part, printout: Printout) -> None:
    kind = wording.kind(printout)
    if not kind:
        return
    write(document, kind, replace(_STRONG, before=14, kept=True, style="Heading 1"))
    room = measures.room(printout)
    if subject := _lines(printout.head.subject, room, _STRONG):
        write(document, subject, replace(_STRONG, kept=True))
        rule(document, subject, _STRONG, room=room)
    if authority := _lines(printout.head.authority.upper(), room, _STRONG):
        write(document, authority, replace(_STRONG, before=8, kept=True))


def _addressed(document: Part, printout: Printout) -> None:
    names = wording.addressed(printout)
    if len(names) == 1:
        write(document, f"{wording.TO} {names[0]}", ParagraphLook(before=12))
    elif names:
        broadest = max(width(name, 13) for name in names)
        under = width(wording.TO[:-1], 13)
        left = max((measures.room(printout) - broadest - under) / 2, 0)
        write(document, wording.TO, ParagraphLook(side="start", before=12, left=left, kept=True))
        for name in names:
            write(document, name, ParagraphLook(side="start", before=APART, left=left + under))
