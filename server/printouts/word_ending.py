"""Cells 7 and 9b of a Word file: powers, posts, room for the signature, names; recipients."""

from typing import Final

from server.domain.printouts.printout import Printout, SignatureBlock
from server.printouts import measures, wording
from server.printouts.word_parts import ParagraphLook, Part, begin, columns, gap, whole, write

_ROOM: Final = measures.SIGNATURE * 72 / 25.4


def add_ending(document: Part, printout: Printout) -> None:
    """Add what stands below the text; the text's end stays on one page with the first to sign."""
    gap(document, 8, kept=True)
    room = measures.room(printout)
    if measures.beside(printout):
        table = columns(document, room - measures.SIGNER, measures.SIGNER)
        left, right = table.rows[0].cells
        _recipients(begin(left), printout)
        _power(begin(right), printout.signers[0], measures.power_letters(printout))
        _name(right, printout.signers[0])
        whole(table)
        return
    signers = list(printout.signers)
    for at in range(0, len(signers), 2):
        _signed(document, signers[at : at + 2], printout, first=at == 0)
    if printout.recipients or printout.kept:
        table = columns(document, room / 2, room / 2)
        _recipients(begin(table.rows[0].cells[0]), printout)


def _signed(document: Part, pair: list[SignatureBlock], printout: Printout, *, first: bool) -> None:
    """Two rows, so that the names stand on one line; one who signs first stands to the right."""
    room, size = measures.room(printout), measures.power_letters(printout)
    if len(pair) == 1:
        rooms, cells = ([room / 2, room / 2], [1]) if first else ([room], [0])
    else:
        rooms, cells = [room / 2, room / 2], [0, 1]
    table = columns(document, *rooms)
    names = table.add_row()
    for at, who in zip(cells, pair, strict=True):
        _power(begin(table.rows[0].cells[at]), who, size)
        _name(begin(names.cells[at]), who)
    whole(table)
    gap(document, 10)


def _power(cell: Part, who: SignatureBlock, size: float) -> None:
    for line in who.lines or [""]:
        write(cell, line.upper(), ParagraphLook(size=size, bold=True, kept=True))
    if who.note:
        write(cell, who.note, ParagraphLook(size=13, italic=True, kept=True))


def _name(cell: Part, who: SignatureBlock) -> None:
    write(cell, who.name, ParagraphLook(bold=True, before=_ROOM))


def _recipients(cell: Part, printout: Printout) -> None:
    names = wording.recipients(printout)
    head = ParagraphLook(size=12, bold=True, italic=True, side="start")
    write(cell, wording.RECEIVED if names else "", head)
    for name in names:
        write(cell, name, ParagraphLook(size=11, side="start"))
