"""Points by section of a score table: what a process hands to the overview."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast
from uuid import UUID

from flask import Flask, current_app

from server.domain.cases.sight import CaseSight
from server.domain.people.actors import Actor
from server.store.cases.case_pages import CaseHead
from server.web.board.reading import YearDuties
from server.web.requests.context import actor
from server.web.words.catalogue import gettext as _

MOST_UNITS = 15
"""Units whose points stand one by one; of more there are the least, the middle and the most."""
_EXTENSION = "points_by_section"


@dataclass(frozen=True, slots=True)
class PointsSection:
    """A section of the table, its code alone for narrow pages, and the most points it gives."""

    code: str
    title: str
    maximum: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRow:
    """A unit with its points by section, None where they are not told."""

    name: str
    own: bool
    points: Sequence[Decimal] | None
    total: Decimal | None = None
    """What the sheet comes to, which may be less than all of them; None where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsBySection:
    """The points of a case as far as the reader is told them; `title` says whose they are."""

    case: CaseHead
    title: str
    sample: bool
    sections: Sequence[PointsSection]
    rows: Sequence[PointsRow]

    @property
    def told(self) -> Sequence[PointsRow]:
        """The units whose points are told; of many the reader's own, and the spread of all."""
        rows = [row for row in self.rows if row.points is not None]
        if len(rows) <= MOST_UNITS:
            return rows
        return [*(row for row in rows if row.own), *_spread(rows)]

    @property
    def untold(self) -> Sequence[str]:
        """The names of the others."""
        return [row.name for row in self.rows if row.points is None]


def _spread(rows: Sequence[PointsRow]) -> list[PointsRow]:
    """Say section by section the most, the middle and the least of all units."""
    by_section = [sorted(each) for each in zip(*(row.points or () for row in rows), strict=True)]
    of = {_("Cao nhất"): -1, _("Trung vị"): len(rows) // 2, _("Thấp nhất"): 0}
    return [
        PointsRow(name=name, own=False, points=[points[at] for points in by_section])
        for name, at in of.items()
    ]


PointsOf = Callable[[Sequence[CaseHead], Mapping[UUID, CaseSight], Actor], PointsBySection | None]
"""Tells the points of the first of some cases that has any for the reader."""


def install(app: Flask, told: Sequence[PointsOf]) -> None:
    """Keep who tells points."""
    app.extensions[_EXTENSION] = tuple(told)


MOST_ASKED = 20


def newest_points(found: YearDuties) -> PointsBySection | None:
    """Ask each process for the newest cases of a year, real ones first, the newest first."""
    asked = cast("Sequence[PointsOf]", current_app.extensions[_EXTENSION])
    newest_first = sorted(found.cases, key=lambda case: (not case.simulated, case.opened_at))[::-1]
    told = (tell(newest_first[:MOST_ASKED], found.sights, actor()) for tell in asked)
    return next(filter(None, told), None)
