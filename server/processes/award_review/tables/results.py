"""What the review and the submission decide: candidates, votes, nominees, documents."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
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


def signed_minutes(session: Session, case_id: UUID) -> tuple[str, date] | None:
    """Return number and date of the minutes signed in the review a submission rests on."""
    row = session.execute(_SIGNED_MINUTES, {"case": case_id}).one_or_none()
    return None if row is None else (row.number, row.dated)


def newest_document(session: Session, case_id: UUID, kind: str) -> tuple[str, date] | None:
    """Return number and date of the newest document of a kind that is about no one nominee."""
    row = session.execute(_NEWEST, {"case": case_id, "kind": kind}).one_or_none()
    return None if row is None else (row.number, row.dated)


def kept_files(session: Session, case_id: UUID) -> dict[str, int]:
    """Count the files handed in with earlier tasks, by kind and, where there is one, subject."""
    found = session.execute(
        text("""
        SELECT kind || CASE subject WHEN '' THEN '' ELSE '/' || subject END AS name,
          count(*) AS n FROM attachment WHERE case_id = :case AND state = 'kept' GROUP BY 1
        """),
        {"case": case_id},
    )
    return {row.name: row.n for row in found}


_SIGNED_MINUTES = text("""
SELECT number, dated FROM document WHERE kind = 'bien_ban' AND subject = '' AND dated IS NOT NULL
  AND case_id = (SELECT previous_id FROM case_ WHERE id = :case)
ORDER BY at DESC, id DESC LIMIT 1
""")
_NEWEST = text("""
SELECT number, dated FROM document WHERE case_id = :case AND kind = :kind AND subject = ''
  AND dated IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1
""")
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
    "meeting": text("""
        INSERT INTO meeting(id, case_id, kind, held_on, present, minutes_no, minutes_date, at)
        SELECT id, CAST(:case AS uuid), kind, held_on, present, coalesce(minutes_no, ''),
          minutes_date, at
        FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid, kind text, held_on date,
          present text, minutes_no text, minutes_date date, at timestamptz)
        """),
}


def listed(values: Iterable[str]) -> str:
    """Write a list as the JSON text of a column."""
    return json.dumps(list(values), ensure_ascii=False)
