"""Which province follows which, and the one way in which a query asks for provinces.

Whatever looks for things of a province looks for those of a reach: `within` in SQL that is text,
`reached` in SQL that is built. A guard finds every other comparison with a province.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal, select, text

from server.domain.people.lineage import (
    NO_FORMER_UNITS,
    FormerUnits,
    Lineage,
    Reach,
    Succession,
)
from server.store import Session
from server.store.tables import province_succession, unit

Anywhere: TypeAlias = Reach | None
EVERYWHERE: Final = None
"""In place of a reach: all provinces, as the operator of the machine asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRow:
    """A succession as it was entered, which nobody has taken back."""

    id: UUID
    says: Succession
    decision: str


def within(column: str) -> str:
    """Return the SQL that a province is within the reach given as `:reach`, see `asked`."""
    return f"{column} = ANY(CAST(:reach AS text[]))"


def within_or_everywhere(column: str) -> str:
    """Return the SQL of `within`; where nothing is given for `:reach`, of every province."""
    return f"(CAST(:reach AS text[]) IS NULL OR {within(column)})"


def asked(reach: Reach | None) -> dict[str, object]:
    """Return the value of `:reach`."""
    return {"reach": None if reach is None else [*reach.provinces]}


def reached(column: ColumnElement[str], reach: Reach) -> ColumnElement[bool]:
    """Say that a province is within a reach."""
    return column.in_(reach.provinces)


def heirs(province: str, today: dt.date) -> Select[Any]:
    """Select a province and all that follow it on a day: whose offices look after it."""
    of = province_succession.c
    line = select(literal(province).label("province")).cte("heirs", recursive=True)
    after = select(of.successor).join(line, line.c.province == of.province)
    line = line.union(after.where(of.day <= today, of.taken_back_at.is_(None)))
    return select(line.c.province)


def within_heirs(column: str, province: str, today: str) -> str:
    """Return the SQL that a province is among the `heirs` of another on a day, given as SQL."""
    return f"""{column} IN (WITH RECURSIVE heirs(province) AS (SELECT CAST({province} AS text)
    UNION SELECT s.successor FROM heirs JOIN province_succession s ON s.province = heirs.province
      AND s.day <= {today} AND s.taken_back_at IS NULL)
  SELECT province FROM heirs)"""  # noqa: S608 - made of constants


def in_force(session: Session, *, today: dt.date) -> Lineage:
    """Return the successions whose day has come."""
    return lineage_of(session.execute(_IN_FORCE, {"today": today}).scalar_one())


def lineage_of(written: str | None) -> Lineage:
    """Read what `LINEAGE` answers."""
    rows = json.loads(written) if written else ()
    return Lineage(
        tuple(
            Succession(
                province=row["province"],
                successor=row["successor"],
                day=dt.date.fromisoformat(row["day"]),
                units=units_of(row["units"]),
            )
            for row in rows
        )
    )


def units_of(written: str) -> tuple[tuple[str, str], ...]:
    """Read the pairs of former units and those that took them over."""
    return tuple(json.loads(written).items())


def listed(session: Session) -> Sequence[SuccessionRow]:
    """List the successions in force or still to come, by their day."""
    return [_row(row) for row in session.execute(_LISTED)]


def units(session: Session) -> frozenset[str]:
    """Name all units there are."""
    return frozenset(session.execute(select(unit.c.id)).scalars())


def former_units(session: Session, in_force: Lineage) -> FormerUnits:
    """Return the units of provinces that others follow; nothing is read where none is followed."""
    followed = {row.province for row in in_force.rows}
    if not followed:
        return NO_FORMER_UNITS
    query = select(unit.c.id).where(unit.c.province.in_(followed))
    return FormerUnits(in_force, frozenset(session.execute(query).scalars()))


def add(session: Session, succession_id: UUID, said: Succession, **paper: object) -> None:
    """Write a succession: with its `decision` and when it was `entered_at`."""
    values = {
        "id": succession_id,
        "province": said.province,
        "successor": said.successor,
        "day": said.day,
        "units": json.dumps(dict(said.units), ensure_ascii=False, sort_keys=True),
    }
    session.execute(_ADD, values | paper)


def take_back(session: Session, succession_id: UUID, *, reason: str, now: dt.datetime) -> None:
    """Let a succession say nothing from now on."""
    session.execute(_TAKE_BACK, {"id": succession_id, "reason": reason, "now": now})


def _row(row: Any) -> SuccessionRow:  # noqa: ANN401 - a row of SQLAlchemy
    says = Succession(
        province=row.province, successor=row.successor, day=row.day, units=units_of(row.units)
    )
    return SuccessionRow(
        id=row.id,
        says=says,
        decision=row.decision,
    )


LINEAGE: Final = """(SELECT CAST(json_agg(json_build_object('province', province,
    'successor', successor, 'day', day, 'units', units) ORDER BY day, province) AS text)
  FROM province_succession WHERE day <= :today AND taken_back_at IS NULL)"""
"""The SQL of the successions in force on `:today`, as one text; nothing where there are none."""
_IN_FORCE = text(f"SELECT {LINEAGE}")
_LISTED = text("""SELECT id, province, successor, day, units, decision
FROM province_succession WHERE taken_back_at IS NULL ORDER BY day, province""")
_ADD = text("""
INSERT INTO province_succession(id, province, successor, day, decision, units, entered_at)
VALUES (:id, :province, :successor, :day, :decision, :units, :entered_at)
""")
_TAKE_BACK = text(
    "UPDATE province_succession SET taken_back_at = :now, reason = :reason WHERE id = :id"
)
