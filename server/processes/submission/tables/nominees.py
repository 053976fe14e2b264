"""The nominees of a submission, and what the province says and decides of each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.database import bulk

Rows = Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineeRow:
    """One unit proposed for one award, on its way through the province."""

    id: str
    award_id: str
    unit_id: str
    opinion: str
    opinion_reason: str
    council_yes: int | None
    council_base: int | None
    council_passed: bool | None
    council_reason: str
    decision: str
    decision_reason: str
    decision_number: str
    decision_date: date | None
    published_at: datetime | None
    notified_at: datetime | None


def write(session: Session, table: str, case_id: UUID, rows: Rows) -> None:
    """Insert nominees, or give them an opinion or the Council's vote."""
    session.execute(_WRITES[table], {"case": case_id, "rows": bulk.rows(rows)})


def nominees(session: Session, case_id: UUID) -> list[NomineeRow]:
    """List the nominees of a submission, by award and unit."""
    found = session.execute(
        text(
            f"SELECT {', '.join(NomineeRow.__slots__)} FROM nominee"  # noqa: S608
            " WHERE case_id = :case ORDER BY award_id, unit_id"
        ),
        {"case": case_id},
    ).mappings()
    return [NomineeRow(**row) for row in found]


def set_nominees(
    session: Session, case_id: UUID, ids: Collection[str], columns: Mapping[str, object]
) -> None:
    """Give nominees the same columns, e.g. a decision."""
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    session.execute(
        text(
            f"UPDATE nominee SET {assignments}"  # noqa: S608 - names come from the program
            " WHERE case_id = :case AND id = ANY(CAST(:ids AS text[]))"
        ),
        {"case": case_id, "ids": list(ids), **columns},
    )


_WRITES = {
    "nominee": text("""
        INSERT INTO nominee(case_id, id, award_id, unit_id)
        SELECT CAST(:case AS uuid), id, award_id, unit_id
        FROM json_to_recordset(CAST(:rows AS json)) AS x(id text, award_id text, unit_id text)
        """),
    "nominee_opinion": text("""
        UPDATE nominee SET opinion = x.opinion, opinion_reason = x.reason
        FROM json_to_recordset(CAST(:rows AS json)) AS x(id text, opinion text, reason text)
        WHERE nominee.case_id = CAST(:case AS uuid) AND nominee.id = x.id
        """),
    "nominee_council": text("""
        UPDATE nominee SET council_yes = x.yes, council_base = x.base, council_passed = x.passed,
          council_reason = x.reason
        FROM json_to_recordset(CAST(:rows AS json)) AS x(id text, yes int, base int,
          passed boolean, reason text)
        WHERE nominee.case_id = CAST(:case AS uuid) AND nominee.id = x.id
        """),
}
