"""What the review and the submission decide: candidates, votes, counts, nominees, documents."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.records import Json
from server.store import Session, bulk

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRow:
    """One round of voting with its frozen roster."""

    round: int
    mode: str
    candidates: Mapping[str, list[str]]
    present: tuple[str, ...]
    settled: Json = None


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
    """List the nominees of a submission, by id."""
    found = session.execute(
        text(
            f"SELECT {', '.join(NomineeRow.__slots__)} FROM nominee"  # noqa: S608
            " WHERE case_id = :case ORDER BY id"
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


def latest_poll(session: Session, case_id: UUID) -> PollRow | None:
    """Return the newest round; None before the first."""
    row = session.execute(
        text("""
        SELECT round, mode, candidates, present, settled FROM poll WHERE case_id = :case
        ORDER BY round DESC LIMIT 1
        """),
        {"case": case_id},
    ).one_or_none()
    if row is None:
        return None
    return PollRow(
        round=row.round,
        mode=row.mode,
        candidates=json.loads(row.candidates),
        present=tuple(json.loads(row.present)),
        settled=json.loads(row.settled) if row.settled else None,
    )


def open_poll(session: Session, case_id: UUID, poll: PollRow, at: datetime) -> None:
    """Open a round; its roster and candidates never change afterwards."""
    session.execute(
        text("""
        INSERT INTO poll(case_id, round, mode, candidates, present, opened_at)
        VALUES (:case, :round, :mode, :candidates, :present, :at)
        """),
        {
            "case": case_id,
            "round": poll.round,
            "mode": poll.mode,
            "candidates": json.dumps(poll.candidates),
            "present": json.dumps(poll.present),
            "at": at,
        },
    )


def close_poll(
    session: Session, case_id: UUID, round_: int, *, settled: Json, at: datetime
) -> None:
    """Close a round with what it decided."""
    session.execute(
        text("""
        UPDATE poll SET closed_at = :at, settled = :settled
        WHERE case_id = :case AND round = :round
        """),
        {"case": case_id, "round": round_, "at": at, "settled": json.dumps(settled)},
    )


def settled_before(session: Session, case_id: UUID, round_: int) -> Json:
    """Return what the round before this one decided; None before the first."""
    value = session.execute(
        text("SELECT settled FROM poll WHERE case_id = :case AND round = :round - 1"),
        {"case": case_id, "round": round_},
    ).scalar_one_or_none()
    found: Json = json.loads(value) if value else None
    return found


def set_results(session: Session, case_id: UUID, round_: int, rows: Rows) -> None:
    """Copy a round's outcome (award_id, unit_id, outcome) to its candidates."""
    session.execute(
        text("""
        UPDATE candidate SET result = x.outcome, round = :round
        FROM json_to_recordset(CAST(:rows AS json)) AS x(award_id text, unit_id text, outcome text)
        WHERE candidate.case_id = :case AND candidate.award_id = x.award_id
          AND candidate.unit_id = x.unit_id
        """),
        {"case": case_id, "round": round_, "rows": bulk.rows(rows)},
    )


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


def votes(session: Session, case_id: UUID, round_: int) -> list[tuple[str, str, str, str]]:
    """List the votes of an open round: by unit, award, candidate, choice."""
    found = session.execute(
        text("""
        SELECT by_unit_id, award_id, unit_id, choice FROM vote
        WHERE case_id = :case AND round = :round
        """),
        {"case": case_id, "round": round_},
    )
    return [(row.by_unit_id, row.award_id, row.unit_id, row.choice) for row in found]


def open_counts(session: Session, case_id: UUID, round_: int) -> list[Mapping[str, Json]]:
    """Return the scrutineers' entries of this round that are not judged yet."""
    found = session.execute(
        text("""
        SELECT value FROM count_entry WHERE case_id = :case AND round = :round
          AND agreed IS NULL ORDER BY at
        """),
        {"case": case_id, "round": round_},
    )
    return [json.loads(row.value) for row in found]


def judge_counts(session: Session, case_id: UUID, round_: int, *, agreed: bool) -> None:
    """Mark the open entries of a round as agreeing or not; both stay on record."""
    session.execute(
        text("""
        UPDATE count_entry SET agreed = :agreed
        WHERE case_id = :case AND round = :round AND agreed IS NULL
        """),
        {"case": case_id, "round": round_, "agreed": agreed},
    )


def agreed_count(session: Session, case_id: UUID, round_: int) -> Mapping[str, Json]:
    """Return the agreed counts of a round; raises NoResultFound."""
    value = session.execute(
        text("""
        SELECT value FROM count_entry WHERE case_id = :case AND round = :round AND agreed
        ORDER BY at DESC LIMIT 1
        """),
        {"case": case_id, "round": round_},
    ).scalar_one()
    found: Mapping[str, Json] = json.loads(value)
    return found


def close_case(session: Session, case_id: UUID, at: datetime) -> None:
    """Mark a case as closed."""
    session.execute(
        text("UPDATE case_ SET state = 'closed', closed_at = :at WHERE id = :case"),
        {"case": case_id, "at": at},
    )


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
        INSERT INTO vote(case_id, round, by_unit_id, award_id, unit_id, choice)
        SELECT CAST(:case AS uuid), round, by_unit_id, award_id, unit_id, choice
        FROM json_to_recordset(CAST(:rows AS json)) AS x(round int, by_unit_id text,
          award_id text, unit_id text, choice text)
        """),
    "count_entry": text("""
        INSERT INTO count_entry(id, case_id, round, scrutineer_unit_id, value, at)
        SELECT id, CAST(:case AS uuid), round, scrutineer_unit_id, value, at
        FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid, round int,
          scrutineer_unit_id text, value text, at timestamptz)
        """),
    "tally": text("""
        INSERT INTO tally(case_id, round, award_id, unit_id, yes, base, passed, outcome)
        SELECT CAST(:case AS uuid), round, award_id, unit_id, yes, base, passed,
          coalesce(outcome, '')
        FROM json_to_recordset(CAST(:rows AS json)) AS x(round int, award_id text, unit_id text,
          yes int, base int, passed boolean, outcome text)
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
    "document": text("""
        INSERT INTO document(id, case_id, kind, subject, number, dated, task_id, at)
        SELECT id, CAST(:case AS uuid), kind, coalesce(subject, ''), number, dated, task_id, at
        FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid, kind text, subject text,
          number text, dated date, task_id uuid, at timestamptz)
        """),
}


def listed(values: Iterable[str]) -> str:
    """Write a list as the JSON text of a column."""
    return json.dumps(list(values), ensure_ascii=False)
