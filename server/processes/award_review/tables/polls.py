"""Rounds of voting: opened with a frozen roster, counted, settled."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.canonical import Json
from server.store import Session
from server.store.database import bulk


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRow:
    """One round of voting with its frozen roster."""

    round: int
    mode: str
    candidates: Mapping[str, list[str]]
    present: tuple[str, ...]
    settled: Json = None
    before: Json = None
    """What the round before this one decided."""
    acted_for: frozenset[str] = frozenset()
    """For which units the persons asked about have voted, or on paper counted, in this round.

    Laps of a count before are included, and so is a count that was made in their stead.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class CountEntry:
    """One scrutineer's count; `agreed` is None until both are in."""

    unit: str
    value: Mapping[str, Json]
    agreed: bool | None

    def to_json(self) -> Json:
        """Return it as JSON data."""
        return {"unit": self.unit, "value": dict(self.value), "agreed": self.agreed}


def newest(session: Session, case_id: UUID, persons: Sequence[UUID] = ()) -> PollRow | None:
    """Return the newest round; None before the first.

    `persons` are who acts, and who lent them the post: a ballot is of who casts it, a count also of
    who has it made.
    """
    row = session.execute(
        text("""
        SELECT p.round, p.mode, p.candidates, p.present, p.settled, b.settled AS before,
          ARRAY(SELECT t.key FROM task t WHERE t.case_id = p.case_id AND t.state = 'done'
            AND t.closed_at >= p.opened_at AND CASE p.mode
              WHEN 'open' THEN t.form = 'vote' AND t.done_by = CAST(:person AS uuid)
              ELSE t.form = 'count' AND (t.done_by = ANY(CAST(:persons AS uuid[])) OR EXISTS (
                SELECT FROM delegation d WHERE d.person_id = t.done_by AND d.post_id = t.post_id
                  AND t.done_on_behalf <> '' AND (d.task_id IS NULL OR d.task_id = t.id)
                  AND d.given_by = ANY(CAST(:persons AS uuid[])))) END) AS acted_for
        FROM poll p LEFT JOIN poll b ON b.case_id = p.case_id AND b.round = p.round - 1
        WHERE p.case_id = :case ORDER BY p.round DESC LIMIT 1
        """),
        {"case": case_id, "person": next(iter(persons), None), "persons": list(persons)},
    ).one_or_none()
    if row is None:
        return None
    return PollRow(
        round=row.round,
        mode=row.mode,
        candidates=json.loads(row.candidates),
        present=tuple(json.loads(row.present)),
        settled=json.loads(row.settled) if row.settled else None,
        before=json.loads(row.before) if row.before else None,
        acted_for=frozenset(row.acted_for),
    )


def open_round(session: Session, case_id: UUID, poll: PollRow, at: datetime) -> None:
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


def settle(
    session: Session,
    case_id: UUID,
    poll: PollRow,
    *,
    lines: Iterable[Mapping[str, object]],
    at: datetime,
) -> None:
    """Close a round with its tally and what it decided, and say so of each candidate.

    `lines`: award_id, unit_id, yes, base, passed, outcome.
    """
    session.execute(
        _SETTLE,
        {
            "case": case_id,
            "round": poll.round,
            "settled": json.dumps(poll.settled),
            "rows": bulk.rows(lines),
            "at": at,
        },
    )


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


def entries(session: Session, case_id: UUID, round_: int) -> list[CountEntry]:
    """List all that the scrutineers entered in a round, in order."""
    found = session.execute(
        text("""
        SELECT scrutineer_unit_id AS unit, value, agreed FROM count_entry
        WHERE case_id = :case AND round = :round ORDER BY at, scrutineer_unit_id
        """),
        {"case": case_id, "round": round_},
    )
    return [
        CountEntry(unit=row.unit, value=json.loads(row.value), agreed=row.agreed) for row in found
    ]


_SETTLE = text("""
WITH x AS (
  SELECT * FROM json_to_recordset(CAST(:rows AS json)) AS r(award_id text, unit_id text, yes int,
    base int, passed boolean, outcome text)),
 counted AS (
  INSERT INTO tally(case_id, round, award_id, unit_id, yes, base, passed, outcome)
  SELECT CAST(:case AS uuid), CAST(:round AS int), award_id, unit_id, yes, base, passed, outcome
  FROM x),
 told AS (
  UPDATE candidate SET result = x.outcome, round = CAST(:round AS int) FROM x
  WHERE candidate.case_id = CAST(:case AS uuid) AND candidate.award_id = x.award_id
    AND candidate.unit_id = x.unit_id)
UPDATE poll SET closed_at = :at, settled = :settled
WHERE case_id = CAST(:case AS uuid) AND round = CAST(:round AS int)
""")
