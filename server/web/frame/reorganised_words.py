"""What became of units that were merged or are gone, in a sentence each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from server.actions.definitions.reorganised_units import reorganised
from server.domain.blocs.reorganised import Reorganised
from server.domain.deadlines import local_day
from server.store.blocs import bloc_years
from server.web.frame.formats import day
from server.web.requests.context import now, session
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


@dataclass(frozen=True, slots=True)
class GoneUnit:
    """A unit that is gone, the one it went into (empty: none), and what is said of it."""

    unit: str
    into: str
    said: str


def gone_units(reorganised: Iterable[Reorganised]) -> list[GoneUnit]:
    """Say of each unit where it went, by the names that units have today."""
    rows = list(reorganised)
    if not rows:
        return []
    known = bloc_years.names_on(session(), local_day(now()))
    names = {unit: pick(short) or pick(name) for unit, (name, short) in known.items()}
    return [GoneUnit(row.unit, row.into or "", _said(row, names)) for row in rows]


def said_of_gone(units: Collection[str]) -> dict[str, str]:
    """Say of those of these units that are gone today where they went, by their ids."""
    found = reorganised(session(), units, today=local_day(now())) if units else {}
    return {gone.unit: gone.said for gone in gone_units(found.values())}


def _said(row: Reorganised, names: Mapping[str, str]) -> str:
    unit = names.get(row.unit, row.unit)
    if row.into is None:
        return _(
            "%(unit)s không còn trong Khối từ %(day)s, theo %(decision)s.",
            unit=unit,
            day=day(row.day),
            decision=row.decision,
        )
    into = names.get(row.into, row.into)
    if unit == into:
        unit = _("%(unit)s cũ", unit=unit)
    moved = _(
        "%(unit)s nhập vào %(into)s từ %(day)s, theo %(decision)s.",
        unit=unit,
        into=into,
        day=day(row.day),
        decision=row.decision,
    )
    if not row.awards:
        return moved
    counted = _("Danh hiệu các năm trước của %(unit)s tính cho %(into)s.", unit=unit, into=into)
    return f"{moved} {counted}"
