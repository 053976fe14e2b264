"""The years of a bloc, and what its units came to in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from server.store import Session
from server.store.blocs.bloc_pages import BlocYear
from server.store.cases import case_pages
from server.web.cases.case_access import Sight, looks
from server.web.requests.context import actor
from server.web.years import told_cases
from server.web.years.measures import Measure, MeasureGroup, YearValue, handed_in

MOST = 6
"""Years beside each other; those before are a page further."""


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One year as it was worked on, or as it was played by the program."""

    year: int
    simulated: bool = False


@dataclass(frozen=True, kw_only=True)
class BlocResults:
    """What the units of a bloc came to, the newest year first."""

    told: Sequence[tuple[YearColumn, YearValue]]

    @cached_property
    def columns(self) -> list[YearColumn]:
        """The years anything is told of."""
        found = {column for column, _ in self.told}
        return sorted(found, key=lambda each: (-each.year, each.simulated))

    @cached_property
    def measures(self) -> list[Measure]:
        """What is told, as the newest year calls it."""
        found: dict[str, Measure] = {}
        for _column, value in self.told:
            found.setdefault(value.measure.key, value.measure)
        return list(found.values())

    def of_group(self, group: MeasureGroup) -> list[Measure]:
        """Return those of a group."""
        return [measure for measure in self.measures if measure.group is group]

    @cached_property
    def units(self) -> frozenset[str]:
        """The units anything is told of."""
        return frozenset(value.unit_id for _, value in self.told)

    @cached_property
    def _cells(self) -> Mapping[tuple[YearColumn, str, str], list[YearValue]]:
        found: dict[tuple[YearColumn, str, str], list[YearValue]] = {}
        for column, value in self.told:
            cell = found.setdefault((column, value.unit_id, value.measure.key), [])
            apart = value.measure.group is MeasureGroup.CASE
            if apart or value.said not in {each.said for each in cell}:  # files enter the same
                cell.append(value)
        return found

    def cell(self, column: YearColumn, unit: str, measure: str) -> Sequence[YearValue]:
        """Return what a unit came to in a year by the measure of this key."""
        return self._cells.get((column, unit, measure), ())


def results(session: Session, years: Iterable[BlocYear]) -> BlocResults:
    """Read what the reader may see of the results of these bloc-years, the newest first."""
    told_by = handed_in()
    kinds = {*told_by, *told_cases.told_kinds(session)}
    ids = case_pages.of_kinds(session, [year.id for year in years], kinds)
    sights = looks(session, ids, actor=actor())
    ordered = sorted(sights.values(), key=lambda sight: (-sight.case.year, sight.case.simulated))
    return BlocResults(
        told=[
            (_column(sight, value), value)
            for sight in ordered
            for value in _of_case(session, sight)
        ]
    )


def _of_case(session: Session, sight: Sight) -> Iterator[YearValue]:
    tell = handed_in().get(sight.case.kind)
    yield from tell(sight) if tell else ()
    yield from told_cases.told(session, sight)


def _column(sight: Sight, value: YearValue) -> YearColumn:
    if value.year is None:
        return YearColumn(sight.case.year, sight.case.simulated)
    return YearColumn(value.year)
