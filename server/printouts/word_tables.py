"""A printout's table in a Word file: heads that are repeated, rows that stand together.

Rows are made element by element: the library looks at all rows for each that it adds.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from server.domain.printouts.printout import Align, PrintedColumn, PrintedRow, PrintedTable
from server.printouts import column_rooms
from server.printouts.word_parts import ParagraphLook, Part, element, fixed, gap, write

INSET: Final = 57
"""Twentieths of a point between the lines of a cell and its text: a millimetre."""
_SIDES: Final = {"start": "left", "centre": "center", "end": "right"}
_MILLIMETRE: Final = 1440 / 25.4
"""In twentieths of a point."""


def add_table(document: Part, table: PrintedTable, *, room: float, size: float, kept: bool) -> None:
    """Add a table in so many millimetres; its last rows stay with what follows where `kept`."""
    if table.title:
        write(document, table.title, ParagraphLook(bold=True, before=6, kept=True))
    gap(document, 6, kept=True)
    rooms = [round(width * _MILLIMETRE) for width in column_rooms.rooms(table, room, size)]
    made = document.add_table(rows=0, cols=0, style="Table Grid")._tbl  # noqa: SLF001 - see above
    _shaped(made, rooms)
    for head in _heads(table.columns, rooms, size):
        made.append(head)
    sides = [column.align for column in table.columns]
    for row, stays in zip(table.rows, _together(table.rows, kept=kept), strict=True):
        look = ParagraphLook(size=size, bold=row.strong, kept=stays)
        made.append(_row(list(_cells(row, rooms, sides, look)), head=False))


def _shaped(table: Part, rooms: Sequence[int]) -> None:
    fixed(table, sum(rooms), inset=INSET)
    for room in rooms:
        table.tblGrid.append(element("w:gridCol", w=str(room)))


def _together(rows: Sequence[PrintedRow], *, kept: bool) -> Iterator[bool]:
    """Say of each row whether the next stays with it.

    Strong ones head what follows them; those at the end are totals, and take the row before along.
    """
    totals = 0
    while totals < len(rows) and rows[-1 - totals].strong:
        totals += 1
    for number, row in enumerate(rows, start=1):
        if number == len(rows):
            yield kept
        else:
            yield row.strong or number >= len(rows) - totals


def _heads(columns: Sequence[PrintedColumn], rooms: Sequence[int], size: float) -> Iterator[Part]:
    """Give the rows of the head: two where columns stand under groups."""
    look = ParagraphLook(size=size, bold=True, kept=True)
    upper, lower = [], []
    each = zip(columns, rooms, strict=True)
    for group, found in groupby(each, key=lambda pair: pair[0].group):
        members = list(found)
        if group:
            over = sum(room for _, room in members)
            upper.append(_cell(group, over, Align.CENTRE, look, span=len(members)))
            lower += [_cell(column.title, room, Align.CENTRE, look) for column, room in members]
        else:
            for column, room in members:
                upper.append(_cell(column.title, room, Align.CENTRE, look, merge="restart"))
                lower.append(_cell("", room, Align.CENTRE, look, merge="continue"))
    yield _row(upper, head=True)
    if any(column.group for column in columns):
        yield _row(lower, head=True)


def _row(cells: Sequence[Part], *, head: bool) -> Part:
    row, properties = element("w:tr"), element("w:trPr")
    properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    row.extend(cells)
    return row


def _cells(
    row: PrintedRow, rooms: Sequence[int], sides: Sequence[Align], look: ParagraphLook
) -> Iterator[Part]:
    if len(row.cells) == 1:
        yield _cell(row.cells[0], sum(rooms), Align.CENTRE, look, span=len(rooms))
        return
    texts = [*row.cells, *[""] * (len(rooms) - len(row.cells))]
    for text, room, side in zip(texts, rooms, sides, strict=True):
        yield _cell(text, room, side, look)


def _cell(  # noqa: PLR0913 - what a cell has
    text: str, room: int, side: Align, look: ParagraphLook, *, span: int = 1, merge: str = ""
) -> Part:
    cell, properties = element("w:tc"), element("w:tcPr")
    properties.append(element("w:tcW", w=str(room), type="dxa"))
    if span > 1:
        properties.append(element("w:gridSpan", val=str(span)))
    if merge:
        properties.append(element("w:vMerge", val=merge))
    properties.append(element("w:vAlign", val="center"))
    cell.append(properties)
    cell.append(_paragraph(text, side, look))
    return cell


def _paragraph(text: str, side: Align, look: ParagraphLook) -> Part:
    paragraph, shape = element("w:p"), element("w:pPr")
    if look.kept:
        shape.append(element("w:keepNext"))
    shape.append(element("w:jc", val=_SIDES[side]))
    paragraph.append(shape)
    run, letters = element("w:r"), element("w:rPr")
    if look.bold:
        letters.append(element("w:b"))
    letters.append(element("w:sz", val=str(int(look.size * 2))))
    run.append(letters)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(element("w:br"))
        said = element("w:t")
        said.text = line
        run.append(said)
    paragraph.append(run)
    return paragraph
