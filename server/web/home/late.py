"""How units stand with their duties: who is latest comes first."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import MISSING
from server.web.board.reading import DutyLine
from server.web.board.table import DutyCounts

MOST_ROWS = 15
MOST_LINES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDuties:
    """The duties of a unit, a body, or of the bloc itself (empty), as far as they are told."""

    whose: str
    counts: DutyCounts
    worst: DutyLine | None
    """The one that is overdue longest."""


def latest_first(lines: Sequence[DutyLine], rules: CaseRules) -> list[UnitDuties]:
    """Group duties by whose they are: who has most of them missing first, then by the roster."""
    of_each: dict[str, list[DutyLine]] = {unit.id: [] for unit in rules.units}
    for line in lines:
        if line.standing:
            of_each.setdefault(line.own_of or line.whose, []).append(line)
    rows = [
        UnitDuties(whose=whose, counts=DutyCounts.of(found), worst=next(iter(missing(found)), None))
        for whose, found in of_each.items()
    ]
    return sorted(
        (row for row in rows if row.counts.all),
        key=lambda row: (-row.counts.missing, -_days(row.worst)),
    )


def missing(lines: Sequence[DutyLine]) -> list[DutyLine]:
    """List what was not done on its day, the longest overdue first."""
    found = [line for line in lines if line.standing and line.standing.state in MISSING]
    return sorted(found, key=_days, reverse=True)


def _days(line: DutyLine | None) -> int:
    return line.standing.days if line and line.standing else 0
