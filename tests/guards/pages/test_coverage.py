"""The page that says what of the plan runs names every duty once, and what is there."""

import re
from typing import Final, NamedTuple

from server.config import ROOT

NUMBERED: Final = {"H": 5, "P": 2, "Q": 5, "T": 9, "U": 11, "L": 12, "D": 4, "X": 3}
CODES: Final = [
    *(f"{letter}{number}" for letter, last in NUMBERED.items() for number in range(1, last + 1)),
    *("W0", "W1", "W2"),
]
ROW: Final = re.compile(r"^\| ([A-Z]\d+) \|(.*)\|$", re.MULTILINE)
NOT_YET: Final = "not yet"


class Row(NamedTuple):
    """A duty: what it asks, the process, the page, the test, and what lacks."""

    code: str
    what: str
    process: str
    page: str
    test: str
    lacks: str


def covered() -> list[Row]:
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    return [
        Row(found[1], *(cell.strip(" `") for cell in found[2].split("|")))
        for found in ROW.finditer(page)
    ]


def test_every_code_of_the_plan_has_one_row() -> None:
    assert sorted(row.code for row in covered()) == sorted(CODES)


def test_what_a_row_names_is_there() -> None:
    access = (ROOT / "tests" / "guards" / "access.txt").read_text(encoding="utf-8")
    pages = {line.split()[2] for line in access.splitlines() if line.split()[1:2] == ["GET"]}
    for row in covered():
        if row.process == NOT_YET:
            assert (row.page, row.test) == ("", ""), row
            assert row.lacks, row
            continue
        assert row.page in pages, row
        assert (ROOT / row.test).is_file(), row
        if row.process and not row.process.startswith("["):
            assert (ROOT / "workflows" / f"{row.process}.bpmn").is_file(), row
