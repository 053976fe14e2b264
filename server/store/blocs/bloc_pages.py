"""The bloc-years of a province, as the page of blocs lists them."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import asked, within, within_heirs


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocYear:
    """A bloc-year with the version of its rules that is in force on a day."""

    id: str
    bloc_id: str
    year: int
    rules_digest: str
    effective_from: dt.date


def in_reach(session: Session, reach: Reach, *, day: dt.date, limit: int) -> list[BlocYear]:
    """List the bloc-years of a reach that have rules on a day, newest year first."""
    rows = session.execute(_LIST, asked(reach) | {"day": day, "limit": limit})
    return [BlocYear(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name


def in_line(session: Session, province: str, *, day: dt.date, limit: int) -> list[BlocYear]:
    """List those of a province and of all that follow it by that day, as `in_reach` does."""
    rows = session.execute(_IN_LINE, {"province": province, "day": day, "limit": limit})
    return [BlocYear(**row._mapping) for row in rows]  # noqa: SLF001 - as above


_YEARS = """
SELECT y.id, y.bloc_id, y.year, v.rules_digest, v.effective_from
FROM bloc_year y
JOIN bloc b ON b.id = y.bloc_id
JOIN LATERAL (SELECT rules_digest, effective_from FROM bloc_year_version v
  WHERE v.bloc_year_id = y.id AND v.effective_from <= :day
  ORDER BY v.effective_from DESC, v.imported_at DESC LIMIT 1) v ON true
WHERE {} ORDER BY y.year DESC, y.id LIMIT :limit
"""
_LIST = text(_YEARS.format(within("b.province")))
_IN_LINE = text(_YEARS.format(within_heirs("b.province", ":province", ":day")))
