"""The page on data names every table once, with a class, and each part of the night's work."""

import re
from typing import Final, NamedTuple

from server.actions.installation import housekeeping
from server.config import ROOT
from server.processes.schema import metadata

PAGE: Final = ROOT / "docs" / "data.md"
ROW: Final = re.compile(r"^\| `(\w+)` \| (\w+) \| (.+) \| (.+) \|$", re.MULTILINE)
CLASS: Final = re.compile(r"^\| (\w+) \| [^`|]+ \| [^|]+ \|$", re.MULTILINE)
TIME: Final = re.compile(r"^\| `(\w+)` \| (?:`(\w+)`|fixed) \| ([\d.]+) \|$", re.MULTILINE)
PART: Final = re.compile(r"`(\w+)`")
NO_REMOVAL: Final = frozenset({"claims"})
"""What the night puts back and does not remove."""


class Row(NamedTuple):
    """A table: its class, until when its rows are kept, and what they are."""

    table: str
    kind: str
    kept: str
    what: str


def rows() -> list[Row]:
    return [Row(*found) for found in ROW.findall(PAGE.read_text(encoding="utf-8"))]


def test_every_table_is_named_once() -> None:
    assert sorted(row.table for row in rows()) == sorted(metadata.tables)


def test_a_class_is_one_that_the_page_declares() -> None:
    declared = set(CLASS.findall(PAGE.read_text(encoding="utf-8"))) - {"class"}
    assert {row.kind for row in rows()} == declared


def test_the_nights_work_is_all_named_and_nothing_else_is() -> None:
    named = {part for row in rows() for part in PART.findall(row.kept)}
    assert named == set(housekeeping.parts()) - NO_REMOVAL


def test_each_part_says_how_long_and_by_which_setting() -> None:
    told = {
        name: (setting, float(days))
        for name, setting, days in TIME.findall(PAGE.read_text(encoding="utf-8"))
    }
    assert told == {
        name: (part.setting, part.kept.total_seconds() / 86400)
        for name, part in housekeeping.parts().items()
        if name not in NO_REMOVAL
    }
