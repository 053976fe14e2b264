"""The nominees of a submission, and what the province says and decides of each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.processes.award_review.tables.revoked import COUNTED
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
    revoked_number: str | None
    """The decision that revoked the award since, and its day; None while it stands."""
    revoked_date: date | None


def write(session: Session, table: str, case_id: UUID, rows: Rows) -> None:
    """Insert nominees, or give them an opinion or the Council's vote."""
    session.execute(_WRITES[table], {"case": case_id, "rows": bulk.rows(rows)})


def nominees(session: Session, case_id: UUID) -> list[NomineeRow]:
    """List the nominees of a submission, by award and unit."""
    found = session.execute(_OF_CASE, {"case": case_id}).mappings()
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


_OF_CASE = text(f"""
SELECT n.id, n.award_id, n.unit_id, n.opinion, n.opinion_reason, n.council_yes, n.council_base,
  n.council_passed, n.council_reason, n.decision, n.decision_reason, n.decision_number,
  n.decision_date, n.published_at, n.notified_at, revoked.number AS revoked_number,
  revoked.dated AS revoked_date
FROM nominee n LEFT JOIN LATERAL (
  SELECT r.decision_number AS number, r.decision_date AS dated FROM {COUNTED}
  WHERE r.award_case_id = n.case_id AND r.nominee_id = n.id ORDER BY r.at LIMIT 1
) revoked ON true
WHERE n.case_id = :case ORDER BY n.award_id, n.unit_id
""")  # noqa: S608 - made of constants
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
