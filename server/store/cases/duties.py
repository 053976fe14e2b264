"""The duties of cases: a day for each milestone that has one, by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A duty: what is to be reached, for which key, until the end of which day."""

    milestone: str
    key: str
    due: date


def of_case(session: Session, case_id: UUID) -> Sequence[DutyRow]:
    """List the duties of a case."""
    found = session.execute(_OF_CASE, {"case": case_id})
    return [DutyRow(**row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's public name


_OF_CASE = text("""
SELECT milestone, key, due FROM duty WHERE case_id = :case ORDER BY due, milestone, key
""")
