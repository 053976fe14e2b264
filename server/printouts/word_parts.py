"""Paragraphs, rules and tables of a Word file, built on python-docx."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from server.printouts.faces import width

Part = Any
"""A document, cell, paragraph or element: the library has no types."""
SIDES: Final = {
    "start": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "end": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
INDENT: Final = 12.7
"""Millimetres before the first line of a paragraph."""
APART: Final = 6.0
"""Points between paragraphs, at least."""
_EDGES: Final = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphLook:
    """How a paragraph looks: letters in points, side, space above, whether the next one stays."""

    size: float = 14.0
    bold: bool = False
    italic: bool = False
    side: str = "centre"
    before: float = 0.0
    indent: float = 0.0
    left: float = 0.0
    kept: bool = False
    style: str = "Normal"


def write(where: Part, text: str, look: ParagraphLook, *, label: str = "") -> Part:
    """Add a paragraph to a document or a cell; a `label` stands before the text, in bold."""
    paragraph = where.add_paragraph(style=look.style)
    shape = paragraph.paragraph_format
    paragraph.alignment, shape.space_before = SIDES[look.side], Pt(look.before)
    shape.first_line_indent = Mm(look.indent) if look.indent else None
    shape.left_indent = Mm(look.left) if look.left else None
    shape.keep_with_next = look.kept
    for part, bold in ((f"{label} " if label else "", True), (text, look.bold)):
        if part:
            run = paragraph.add_run(part)
            run.bold, run.italic, run.font.size = bold, look.italic, Pt(look.size)
    return paragraph


def begin(cell: Part) -> Part:
    """Give a cell without the empty paragraph it was made with; it must be given one."""
    for paragraph in list(cell.paragraphs):
        cell._tc.remove(paragraph._p)  # noqa: SLF001 - the library takes no paragraph away
    return cell


def gap(where: Part, height: float, *, kept: bool = False) -> Part:
    """Leave so many points free; an empty paragraph would be as high as a line."""
    paragraph = write(where, "", ParagraphLook(kept=kept))
    paragraph.paragraph_format.line_spacing = Pt(height)
    return paragraph


def rule(where: Part, text: str, look: ParagraphLook, *, room: float, share: float = 0.4) -> None:
    """Draw a line below a text, as long as a share of it, in a paragraph of its own."""
    widest = max(width(line, look.size) for line in text.split("\n"))
    length = min(widest, room) * share
    paragraph = gap(where, 4, kept=look.kept)
    shape = paragraph.paragraph_format
    shape.space_before = Pt(3)
    shape.left_indent = shape.right_indent = Mm((room - length) / 2)
    border(paragraph, ["top"])


def border(paragraph: Part, edges: Sequence[str] = _EDGES) -> None:
    """Draw lines round a paragraph."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no word for it
    lines = element("w:pBdr")
    for edge in edges:
        lines.append(element(f"w:{edge}", val="single", sz="5", space="1", color="000000"))
    properties.insert_element_before(lines, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def element(name: str, **attributes: str) -> Part:
    """Make an element with attributes of Word's own namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def columns(where: Part, *rooms: float) -> Part:
    """Add a table without lines, of one row, for what stands side by side; rooms in millimetres."""
    table = where.add_table(rows=1, cols=len(rooms))
    shaped(table, rooms)
    return table


def shaped(table: Part, rooms: Sequence[float]) -> None:
    """Fix the widths of a table, of its columns and its cells: programs read one or the other."""
    fixed(table._tbl, round(sum(rooms) * 1440 / 25.4), inset=0)  # noqa: SLF001 - as below
    for column, room in zip(table.columns, rooms, strict=True):
        column.width = Mm(room)
    for row in table.rows:
        for cell, room in zip(row.cells, rooms, strict=True):
            cell.width = Mm(room)


def fixed(table: Part, room: int, *, inset: int) -> None:
    """Fix the width of a table, and its cells' margins, in twentieths of a point."""
    properties = table.tblPr
    for name in ("w:tblW", "w:tblInd", "w:tblLayout", "w:tblCellMar"):
        for found in properties.findall(qn(name)):
            properties.remove(found)
    margins = element("w:tblCellMar")
    for edge in ("top", "left", "bottom", "right"):
        margins.append(element(f"w:{edge}", w=str(inset), type="dxa"))
    for part in (
        element("w:tblW", w=str(room), type="dxa"),
        element("w:tblInd", w=str(inset), type="dxa"),
        element("w:tblLayout", type="fixed"),
        margins,
    ):
        properties.insert_element_before(part, "w:tblLook")


def whole(table: Part) -> None:
    """Let no row of a table be parted by the end of a page."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001 - as above


def numbered(paragraph: Part) -> None:
    """Write the number of the page into a paragraph."""
    field, run = element("w:fldSimple", instr="PAGE"), element("w:r")
    letters = element("w:rPr")
    letters.append(element("w:sz", val="26"))
    run.append(letters)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - as above
