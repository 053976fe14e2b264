"""Shapes that several papers share: numbered tables, and the articles of a decision."""

from collections.abc import Iterable, Sequence
from typing import Final

from server.domain.printouts.printout import (
    Align,
    Block,
    Heading,
    Paragraphs,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
)

NUMBER: Final = PrintedColumn(title="TT", align=Align.CENTRE, width=1)
"""The column in which rows are numbered."""


def numbered_table(
    columns: Sequence[PrintedColumn],
    rows: Iterable[Sequence[str]],
    *,
    title: str = "",
    number: PrintedColumn = NUMBER,
) -> PrintedTable:
    """Make a table whose rows are numbered, each in a column before the others."""
    told = [PrintedRow(cells=[str(place), *row]) for place, row in enumerate(rows, 1)]
    return PrintedTable(columns=[number, *columns], rows=told, title=title)


def decided(articles: Iterable[str]) -> list[Block]:
    """Write what a decision says, an article each (Decree 30/2020, Appendix III, 1.2)."""
    return [
        Heading(text="QUYẾT ĐỊNH:", centred=True),
        *(Paragraphs(label=f"Điều {at}.", lines=[line]) for at, line in enumerate(articles, 1)),
    ]
