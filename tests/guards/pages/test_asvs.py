"""The page on OWASP ASVS 5.0 answers each number of levels 1 and 2, and what it names is there."""

import re
from typing import Final, NamedTuple

from server.config import ROOT

LAST: Final = """
    1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2
    4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3
    6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2
    10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1
    12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3
    15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""
"""By section the last number of levels 1 and 2; in 5.0.0 they stand before those of level 3."""
NUMBERS: Final = [
    f"{section}.{number}"
    for section, last in (each.split(":") for each in LAST.split())
    for number in range(1, int(last) + 1)
]
ROW: Final = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \|(.*)\|$", re.MULTILINE)
NAMED: Final = re.compile(r"`([\w.-]+(?:/[\w.-]+)*)`")
VERDICTS: Final = frozenset({"pass", "n/a", "open"})


class Row(NamedTuple):
    """A requirement: its number, what it asks, whether it holds, and what shows that."""

    number: str
    what: str
    verdict: str
    shown: str


def answered() -> list[Row]:
    page = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    return [
        Row(found[1], *(cell.strip() for cell in found[3].split("|")))
        for found in ROW.finditer(page)
    ]


def test_every_number_is_answered_once_and_in_order() -> None:
    assert [row.number for row in answered()] == NUMBERS


def test_a_row_says_how_it_stands_and_what_shows_it() -> None:
    bad = [
        row for row in answered() if row.verdict not in VERDICTS or not row.what or not row.shown
    ]
    assert bad == []


def test_what_a_row_names_is_there() -> None:
    gone = [
        (row.number, path)
        for row in answered()
        for path in NAMED.findall(row.shown)
        if "/" in path and not any((home / path).exists() for home in (ROOT, ROOT / "server"))
    ]
    assert gone == []
