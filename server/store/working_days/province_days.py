"""Days of a province, each with the paper that says so."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.people.actors import Actor
from server.store import Session
from server.store.database import bulk
from server.store.working_days.own_days import own_days_of
from server.working_calendar import OwnDay


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceDay:
    """A day of a province; `taken_back_at` is None while it is in force."""

    id: UUID
    province: str
    day: dt.date
    worked: bool
    paper: str
    paper_on: dt.date
    added_name: str
    added_at: dt.datetime
    taken_back_name: str
    taken_back_at: dt.datetime | None
    reason: str

    @property
    def says(self) -> OwnDay:
        """What it says of its day."""
        return OwnDay(self.day, self.worked)


def listed(session: Session, province: str, year: int) -> Sequence[ProvinceDay]:
    """List the days of a year, those taken back among them, in order."""
    rows = session.execute(_LISTED, {"province": province, "year": year})
    return [ProvinceDay(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name


def years(session: Session, province: str) -> Sequence[int]:
    """List the years a province has said anything of, the newest first."""
    return list(session.execute(_YEARS, {"province": province}).scalars())


def in_force(session: Session, province: str) -> str:
    """Return the own days of a province, as one text, nobody else changing them meanwhile."""
    session.execute(_ALONE, {"province": province})
    found: str = session.execute(_IN_FORCE, {"province": province}).scalar_one()
    return found


def of_province(session: Session, province: str) -> str:
    """Return the own days of a province, as one text."""
    found: str = session.execute(_IN_FORCE, {"province": province}).scalar_one()
    return found


def find(session: Session, day_id: UUID) -> ProvinceDay | None:
    """Return one day, None where there is none."""
    row = session.execute(_ONE, {"id": day_id}).one_or_none()
    return ProvinceDay(**row._mapping) if row else None  # noqa: SLF001 - as above


def add(session: Session, rows: Iterable[Mapping[str, object]]) -> None:
    """Write days: id, province, day, worked, paper, paper_on, added_by, added_name, added_at."""
    session.execute(_ADD, {"rows": bulk.rows(list(rows))})


def take_back(session: Session, day_id: UUID, *, by: Actor, reason: str, now: dt.datetime) -> None:
    """Let a day say nothing from now on."""
    who = {"by": by.person_id, "name": by.name}
    values = {"id": day_id, "reason": reason, "now": now, **who}
    session.execute(_TAKE_BACK, values)


_COLUMNS = """SELECT id, province, day, worked, paper, paper_on, added_name, added_at,
  taken_back_name, taken_back_at, reason FROM province_day"""
_LISTED = text(f"""{_COLUMNS} WHERE province = :province AND date_part('year', day) = :year
ORDER BY day, added_at, id""")
_ONE = text(f"{_COLUMNS} WHERE id = :id")
_YEARS = text("""SELECT DISTINCT CAST(date_part('year', day) AS int) AS year FROM province_day
WHERE province = :province ORDER BY year DESC""")
_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('province_day ' || :province, 0))")
_IN_FORCE = text(f"SELECT {own_days_of(':province')}")
_ADD = text("""
INSERT INTO province_day(id, province, day, worked, paper, paper_on, added_by, added_name, added_at)
SELECT id, province, day, worked, paper, paper_on, added_by, added_name, added_at
FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid, province text, day date, worked boolean,
  paper text, paper_on date, added_by uuid, added_name text, added_at timestamptz)
""")
_TAKE_BACK = text("""
UPDATE province_day SET taken_back_by = :by, taken_back_name = :name, taken_back_at = :now,
  reason = :reason
WHERE id = :id
""")
