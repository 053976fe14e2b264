"""What the review decides: candidates, opinions, votes and counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.database import bulk

Rows = Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """One unit under one award."""

    award_id: str
    unit_id: str
    eligible: bool
    ineligible_because: str
    proposed: bool
    reason: str
    result: str
    round: int | None


def write(session: Session, table: str, case_id: UUID, rows: Rows) -> None:
    """Insert rows of one of this module's tables, or replace those with the same key."""
    session.execute(_WRITES[table], {"case": case_id, "rows": bulk.rows(rows)})


def candidates(session: Session, case_id: UUID) -> list[CandidateRow]:
    """List the candidates of a review, by award and unit."""
    found = session.execute(
        text(
            f"SELECT {', '.join(CandidateRow.__slots__)} FROM candidate"  # noqa: S608
            " WHERE case_id = :case ORDER BY award_id, unit_id"
        ),
        {"case": case_id},
    ).mappings()
    return [CandidateRow(**row) for row in found]


_WRITES = {
    "candidate": text("""
        INSERT INTO candidate(case_id, award_id, unit_id, eligible, ineligible_because, proposed,
          reason, result, round)
        SELECT CAST(:case AS uuid), award_id, unit_id, eligible, coalesce(ineligible_because, ''),
          coalesce(proposed, false), coalesce(reason, ''), coalesce(result, ''), round
        FROM json_to_recordset(CAST(:rows AS json)) AS x(award_id text, unit_id text,
          eligible boolean, ineligible_because text, proposed boolean, reason text, result text,
          round int)
        ON CONFLICT (case_id, award_id, unit_id) DO UPDATE SET eligible = excluded.eligible,
          ineligible_because = excluded.ineligible_because, proposed = excluded.proposed,
          reason = excluded.reason, result = excluded.result, round = excluded.round
        """),
    "opinion": text("""
        INSERT INTO opinion(case_id, by_unit_id, award_id, unit_id, answer)
        SELECT CAST(:case AS uuid), by_unit_id, award_id, unit_id, answer
        FROM json_to_recordset(CAST(:rows AS json)) AS x(by_unit_id text, award_id text,
          unit_id text, answer text)
        """),
    "vote": text("""
        INSERT INTO vote(case_id, round, by_unit_id, award_id, unit_id, choice, salt)
        SELECT CAST(:case AS uuid), round, by_unit_id, award_id, unit_id, choice, salt
        FROM json_to_recordset(CAST(:rows AS json)) AS x(round int, by_unit_id text,
          award_id text, unit_id text, choice text, salt text)
        """),
    "count_entry": text("""
        INSERT INTO count_entry(id, case_id, round, scrutineer_unit_id, value, at, salt)
        SELECT id, CAST(:case AS uuid), round, scrutineer_unit_id, value, at, salt
        FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid, round int,
          scrutineer_unit_id text, value text, at timestamptz, salt text)
        """),
}
