"""What a printout leaves open: dots that an office fills in, by what stands round them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from server.domain.printouts.printout import Block, Heading, Paragraphs, PrintedTable

DOTS: Final = "……"
"""Stands on paper for what the case does not hold."""
NUMBER_AND_DAY: Final = "Số và ngày văn bản"
"""What a clerk gives a letter that no case numbers."""
_CLAUSE: Final = re.compile(r"[;,.]\s+|\./\.$")
_LONGEST: Final = 60


def left_open(blocks: Sequence[Block]) -> list[str]:
    """Name the places of dots, each once: a clause, or the head of a table's column."""
    return list(dict.fromkeys(label for block in blocks for label in _of(block)))


def _of(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            return
        case Paragraphs():
            for line in block.lines:
                bare = block.label.rstrip(" :") if line.strip(" ./") == DOTS else ""
                yield from [bare] if bare else _clauses(line)
        case PrintedTable():
            full = (row for row in block.rows if len(row.cells) == len(block.columns))
            pairs = (pair for row in full for pair in zip(block.columns, row.cells, strict=True))
            yield from (column.title for column, cell in pairs if DOTS in cell)


def _clauses(line: str) -> Iterator[str]:
    for clause in _CLAUSE.split(line):
        if DOTS in clause:
            before = clause.partition(DOTS)[0].rpartition("(")[2].rstrip(" :")
            yield (before or clause)[-_LONGEST:].strip()
