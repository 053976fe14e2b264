"""What a printout takes: time of both files, and memory of the server's process."""

import gc
import resource
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from server.domain.printouts.printout import Paragraphs, PrintedRow, PrintedTable, Printout
from server.printouts.pdf import pdf_of
from server.printouts.word import docx_of
from tests.bench.report import REPORT, taken, walls
from tests.printouts.samples import AWARDS, LAYOUTS, LONG, MADE_AT, submission

RENDERS, WARM = 300, 60
MOST_GROWN = 10.0
"""Megabytes that the server's process may grow between the first renders and the last."""
TIMES = 20
Making = Callable[[Printout], bytes]


def as_pdf(printout: Printout) -> bytes:
    return pdf_of(printout, MADE_AT)


def test_printouts() -> None:
    REPORT.group("Printouts, each layout in turn")
    for name, make in (("PDF", as_pdf), ("Word", docx_of)):
        _times(name, make)
    REPORT.group(f"Memory of the server's process over {RENDERS} different printouts")
    for name, make in (("PDF", as_pdf), ("Word", docx_of)):
        _flat(name, make)
    REPORT.group("Long printouts")
    _largest()


def _times(name: str, make: Making) -> None:
    for layout, printout in LAYOUTS.items():
        size = len(make(printout)) // 1024
        times = walls([taken(partial(make, printout)) for _ in range(TIMES)])
        REPORT.row(f"{name}, {layout}, {size} kB", times)


def _flat(name: str, make: Making) -> None:
    before = 0.0
    for number in range(RENDERS):
        if number == WARM:
            before = resident()
        make(replace(submission(), blocks=[Paragraphs(lines=[f"{number} {LONG}"])]))
    grown = resident() - before
    aim = f"{MOST_GROWN:.0f} MB"
    told = f"{grown:.1f} MB, from {before:.0f} MB"
    REPORT.row(f"grown, {name}", told, aim=aim, met=grown < MOST_GROWN)


def _largest() -> None:
    rows = [PrintedRow(cells=[str(at), "Sở", "1", "2", ""]) for at in range(2000)]
    long_rows = [PrintedRow(cells=[str(at), LONG, "1", "2", ""]) for at in range(2000)]
    for name, block in (
        ("70 kB in one paragraph", Paragraphs(lines=[LONG * 310])),
        ("2,000 rows", PrintedTable(columns=AWARDS.columns, rows=rows)),
        ("2,000 rows of four lines", PrintedTable(columns=AWARDS.columns, rows=long_rows)),
    ):
        printout = replace(submission(), blocks=[block])
        pdf, word = taken(partial(as_pdf, printout)), taken(partial(docx_of, printout))
        REPORT.row(name, f"PDF {pdf.wall:.0f} ms, Word {word.wall:.0f} ms")


def resident() -> float:
    """Give the megabytes of memory that this process holds."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1024 / 1024
