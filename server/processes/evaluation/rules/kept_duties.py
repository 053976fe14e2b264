"""Conditions by how units did their duties, and the days they were late."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from server.domain.blocs.kept_records import DaysCounted, DutyDays, DutyName, RecordState
from server.domain.blocs.rules import CaseRules, ScoreTable
from server.domain.cases.duties import LATE, MISSING, DutyState
from server.processes.evaluation.rules.facts import UnitFact

STATES = {
    RecordState.MISSING: MISSING,
    RecordState.LATE: LATE | MISSING,
    RecordState.REORGANISED: frozenset({DutyState.CLOSED_BY_REORGANISATION}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDuty:
    """How a unit stands to one duty of the bloc-year.

    `of` is process and milestone, `slot` what its case stands once by. `working` and `calendar`
    are days after its day, until it was done or until it was looked at.
    """

    of: str
    slot: str | None
    unit: str
    due: dt.date
    reached: dt.date | None
    state: DutyState
    working: int
    calendar: int

    @property
    def is_late(self) -> bool:
        """Whether it was done late, or its day is over and it is not done."""
        return self.state in LATE | MISSING

    def is_of(self, name: DutyName) -> bool:
        """Tell whether a name means it."""
        return self.of == name.of and name.slot in {None, self.slot}


def recorded(rules: CaseRules, kept: Sequence[KeptDuty]) -> tuple[UnitFact, ...]:
    """Return the facts that records make, in the order of conditions and units."""
    return tuple(_recorded(rules, kept))


def _recorded(rules: CaseRules, kept: Sequence[KeptDuty]) -> Iterator[UnitFact]:
    for condition in rules.conditions or ():
        if condition.record is None:
            continue
        asked = condition.record
        for unit in rules.units:
            found = [
                each
                for each in kept
                if each.unit == unit.id
                and each.is_of(asked.duty)
                and each.state in STATES[asked.state]
            ]
            if found:
                worst = max(found, key=_badness)
                yield UnitFact(
                    unit=unit.id,
                    condition=condition.id,
                    due=worst.due,
                    reached=worst.reached,
                    days=worst.working,
                )


def _badness(kept: KeptDuty) -> tuple[bool, int, dt.date]:
    return kept.reached is None, kept.working, kept.due


def proposes_days(table: ScoreTable) -> bool:
    """Tell whether records propose the days late of a criterion."""
    return any(c.days_late is not None and c.days_late.by is not None for _, c in table.lines())


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedDays:
    """The days that records propose for a criterion, and each duty with its own."""

    counted: DaysCounted
    duties: tuple[tuple[KeptDuty, int], ...]

    @property
    def days(self) -> int:
        """All days together."""
        return sum(days for _, days in self.duties)


def proposed_days(by: DutyDays, kept: Iterable[KeptDuty]) -> ProposedDays:
    """Add up the days that one unit was late with these duties."""
    counts = by.counted is DaysCounted.WORKING
    late = (each for each in kept if each.is_late and each.is_of(by.duty))
    return ProposedDays(
        counted=by.counted,
        duties=tuple((each, each.working if counts else each.calendar) for each in late),
    )
