"""Which province follows which, and how far those who look after a province therefore reach.

A province that follows another has, from the day on, what was the other's: its administrators and
auditors by their office, and the posts of the units that took over from the other's units by the
same position there. Ids, streams and hashes stay the former province's own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.domain.people.posts import Position, post_id, province_of

OFFICES: Final = frozenset({Position.AUDITOR, Position.ADMINISTRATOR})
"""Positions that stand to a whole province, whichever unit they are of."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The provinces somebody looks after: their own first, then those that it follows."""

    provinces: tuple[str, ...]

    def __contains__(self, province: object) -> bool:
        """Tell whether a province is within it."""
        return province in self.provinces

    @property
    def own(self) -> str:
        """The province itself: what is made is made there."""
        return self.provinces[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """That a province follows another; `units` are pairs of a former unit and who took it over."""

    province: str
    successor: str
    day: date
    units: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """The successions whose day has come."""

    rows: tuple[Succession, ...] = ()

    def on(self, day: date) -> "Lineage":
        """Return those of them whose day has come on a day."""
        return Lineage(tuple(row for row in self.rows if row.day <= day))

    def reach(self, province: str) -> Reach:
        """Return a province with all it follows, at any remove."""
        return Reach(tuple(self._line(province, back=True)))

    def kin(self, province: str) -> Reach:
        """Return a province with all it follows and all that follow it."""
        both = [*self._line(province, back=True), *self._line(province, back=False)]
        return Reach(tuple(dict.fromkeys(both)))

    def former_posts(self, post: str) -> frozenset[str]:
        """Return the posts of former provinces whose eyes a post has beside its own."""
        if not self.rows:
            return frozenset()
        unit, _, position = post.rpartition("/")
        if position in OFFICES:
            code = unit.partition("/")[2]
            formers = (each for each in self.reach(province_of(post)).provinces[1:])
            return frozenset(post_id(f"{each}/{code}", position) for each in formers)
        return frozenset(post_id(each, position) for each in self._taken_over({unit}))

    def _taken_over(self, units: set[str]) -> frozenset[str]:
        found = {former for row in self.rows for former, into in row.units if into in units} - units
        return frozenset(found) | (self._taken_over(units | found) if found else frozenset())

    def _line(self, province: str, *, back: bool) -> Iterator[str]:
        seen, ahead = {province}, [province]
        while ahead:
            now = ahead.pop(0)
            yield now
            fresh = [each for each in self._beside(now, back=back) if each not in seen]
            seen.update(fresh)
            ahead.extend(fresh)

    def _beside(self, province: str, *, back: bool) -> Iterable[str]:
        if back:
            return sorted(row.province for row in self.rows if row.successor == province)
        return sorted(row.successor for row in self.rows if row.province == province)


NO_LINEAGE: Final = Lineage()


@dataclass(frozen=True, slots=True)
class FormerUnits:
    """Units of provinces that others follow today: they keep their ids in the blocs of those."""

    lineage: Lineage = NO_LINEAGE
    units: frozenset[str] = frozenset()

    def may_be_in(self, province: str, day: date) -> frozenset[str]:
        """Return the units that a bloc of a province may have as its own on a day."""
        formers = self.lineage.on(day).reach(province).provinces[1:]
        return frozenset(each for each in self.units if province_of(each) in formers)


NO_FORMER_UNITS: Final = FormerUnits()
