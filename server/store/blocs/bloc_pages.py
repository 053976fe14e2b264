"""The bloc-years of a province, as the page of blocs lists them."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocYear:
    """A bloc-year with the version of its rules that is in force on a day."""

    id: str
    bloc_id: str
    year: int
    rules_digest: str
    effective_from: dt.date


def in_province(session: Session, province: str, *, day: dt.date, limit: int) -> list[BlocYear]:
    """List the bloc-years of a province that have rules on a day, newest year first."""
    rows = session.execute(_LIST, {"province": province, "day": day, "limit": limit})
    return [BlocYear(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name


_LIST = text("""
SELECT y.id, y.bloc_id, y.year, v.rules_digest, v.effective_from
FROM bloc_year y
JOIN bloc b ON b.id = y.bloc_id
JOIN LATERAL (SELECT rules_digest, effective_from FROM bloc_year_version v
  WHERE v.bloc_year_id = y.id AND v.effective_from <= :day
  ORDER BY v.effective_from DESC, v.imported_at DESC LIMIT 1) v ON true
WHERE b.province = :province
ORDER BY y.year DESC, y.id LIMIT :limit
""")
