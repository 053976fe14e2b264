"""A printout as it will stand on paper, after Appendix I of Decree 30/2020/NĐ-CP.

Whoever lays it out, as PDF or as a Word file, reads this and nothing else. Texts are Vietnamese,
as typed, never markup. "Cell" is the numbered place in the decree's diagram.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from server.domain.manifest.printouts import Layout


class Align(StrEnum):
    """How the cells of a column stand."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the text: level 1 is a part (`I. MỤC ĐÍCH`), 2 what stands in one.

    With a `title` it is a chapter's or a section's (`Chương I`): both centred, a line each.
    `centred` stands without a number in the middle, as `QUYẾT ĐỊNH:` does.
    """

    text: str
    level: int = 1
    title: str = ""
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """A text of one paragraph a line; `label` stands before it, in bold, where it has one."""

    lines: Sequence[str]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedColumn:
    """A column of a table; `width` is its share of the table beside the others'.

    Columns beside each other with the same `group` stand under it, each with its own title.
    """

    title: str
    group: str = ""
    align: Align = Align.START
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A row; a `strong` one is a section's or a total. One text alone spans the whole table."""

    cells: Sequence[str]
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A table with a head that is repeated on each page; `title` stands above it."""

    columns: Sequence[PrintedColumn]
    rows: Sequence[PrintedRow]
    title: str = ""


Block = Heading | Paragraphs | PrintedTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedHead:
    """Cells 1 to 5: who issues, the number, the place and day, what kind it is and of what.

    `number` is whole, `12/KH-KTĐVHXH1`; empty where it is not given yet: its room is left blank,
    before `symbol` where that is known. Not `numbered`: there is no line for one. `dated` None
    leaves the day and month of `year` blank.
    """

    parent: str = ""
    issuer: str
    number: str = ""
    symbol: str = ""
    numbered: bool = True
    place: str = ""
    dated: dt.date | None = None
    year: int = 0
    kind: str
    subject: str = ""
    authority: str = ""
    """Who decides, above what is decided; of a decision alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """Cell 7: power and post, a line each (`KT. TRƯỞNG KHỐI`), the name, a note in italics."""

    lines: Sequence[str]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """What goes with the text on pages of its own: `name` is `Phụ lục I`, as the text calls it."""

    name: str
    title: str
    blocks: Sequence[Block]
    sideways: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """What stands on a printout; `missing` names what the case did not hold: dots on the paper."""

    layout: Layout
    head: PrintedHead
    addressed: Sequence[str] = ()
    bases: Sequence[str] = ()
    blocks: Sequence[Block] = ()
    signers: Sequence[SignatureBlock] = ()
    recipients: Sequence[str] = ()
    kept: str = ""
    appendices: Sequence[Appendix] = ()
    missing: Sequence[str] = field(default=())
    draft: bool = False
    """Its document is not made yet, or its points can still change: the paper says so."""
    simulated: bool = False
    """Its case is a simulated one: the paper says so, on every page."""
