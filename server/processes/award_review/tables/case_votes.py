"""The awards of a case: candidates, opinions, rounds, counts, meetings and nominees."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, true
from sqlalchemy.sql.selectable import LateralFromClause

from server.domain.canonical import Json
from server.processes.award_review.tables import results
from server.processes.award_review.tables.results import CandidateRow
from server.processes.award_review.tables.schema import count_entry, opinion, poll, tally, vote
from server.store import Session
from server.store.tables import meeting, task

MEETINGS = ("meeting", "reconvene", "council_vote")
"""The elements whose tasks enter a meeting of the review and of the Council."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionCount:
    """How many units answered so about a candidate in the consultation."""

    award_id: str
    unit_id: str
    answer: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round of voting; `present` are the unit ids of its frozen roll."""

    round: int
    mode: str
    present: tuple[str, ...]
    opened_at: dt.datetime
    closed_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRow:
    """What a candidate got in a round."""

    round: int
    award_id: str
    unit_id: str
    yes: int
    base: int
    passed: bool
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """How a unit voted in an open round."""

    round: int
    by_unit_id: str
    award_id: str
    unit_id: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """A scrutineer's entry for a paper round; `agreed` is None until both are in."""

    round: int
    scrutineer_unit_id: str
    agreed: bool | None
    at: dt.datetime
    value: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting and its minutes; `present` counts units or members."""

    kind: str
    held_on: dt.date | None
    present: int
    minutes_no: str
    at: dt.datetime
    done_name: str
    done_post: str
    done_on_behalf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVotes:
    """Everything about the awards of a case."""

    candidates: Sequence[CandidateRow]
    opinions: Sequence[OpinionCount]
    polls: Sequence[RoundRow]
    tallies: Sequence[TallyRow]
    votes: Sequence[VoteRow]
    counts: Sequence[CountRow]


def voting(session: Session, case_id: UUID) -> CaseVotes:
    """Return all about a case's awards."""
    return CaseVotes(
        candidates=results.candidates(session, case_id),
        opinions=opinions(session, case_id),
        polls=_polls(session, case_id),
        tallies=tallies(session, case_id),
        votes=_votes(session, case_id),
        counts=_counts(session, case_id),
    )


def opinions(session: Session, case_id: UUID) -> tuple[OpinionCount, ...]:
    """Count the answers about each candidate in the consultation."""
    by = (opinion.c.award_id, opinion.c.unit_id, opinion.c.answer)
    query = select(*by, func.count().label("units")).where(opinion.c.case_id == case_id)
    return tuple(OpinionCount(**row) for row in session.execute(query.group_by(*by)).mappings())


def tallies(session: Session, case_id: UUID) -> tuple[TallyRow, ...]:
    """List what the candidates got, by round, award and unit."""
    columns = [column for column in tally.c if column.name != "case_id"]
    query = select(*columns).where(tally.c.case_id == case_id)
    query = query.order_by(tally.c.round, tally.c.award_id, tally.c.unit_id)
    return tuple(TallyRow(**row) for row in session.execute(query).mappings())


def meetings(session: Session, case_id: UUID) -> tuple[MeetingRow, ...]:
    """List the meetings of a case, oldest first."""
    held = _entered()
    query = (
        select(meeting, held)
        .outerjoin(held, true())
        .where(meeting.c.case_id == case_id)
        .order_by(meeting.c.at)
    )
    return tuple(
        MeetingRow(
            kind=row.kind,
            held_on=row.held_on,
            present=_present(row.present),
            minutes_no=row.minutes_no,
            at=row.at,
            done_name=row.done_name or "",
            done_post=row.done_post or "",
            done_on_behalf=row.done_on_behalf or "",
        )
        for row in session.execute(query)
    )


def _entered() -> LateralFromClause:
    """Return who entered a meeting: it is written by the act that closes its task."""
    names = (task.c.element, task.c.done_name, task.c.done_post, task.c.done_on_behalf)
    query = select(*names).where(
        task.c.case_id == meeting.c.case_id,
        task.c.closed_at == meeting.c.at,
        task.c.state == "done",
        task.c.element.in_(MEETINGS),
    )
    return query.order_by(task.c.id).limit(1).lateral("entered")


def _polls(session: Session, case_id: UUID) -> tuple[RoundRow, ...]:
    query = select(poll).where(poll.c.case_id == case_id).order_by(poll.c.round)
    return tuple(
        RoundRow(
            round=row.round,
            mode=row.mode,
            present=tuple(json.loads(row.present)),
            opened_at=row.opened_at,
            closed_at=row.closed_at,
        )
        for row in session.execute(query)
    )


def _votes(session: Session, case_id: UUID) -> tuple[VoteRow, ...]:
    columns = [vote.c[name] for name in VoteRow.__slots__]
    query = select(*columns).where(vote.c.case_id == case_id)
    query = query.order_by(vote.c.round, vote.c.by_unit_id, vote.c.award_id, vote.c.unit_id)
    return tuple(VoteRow(**row) for row in session.execute(query).mappings())


def _counts(session: Session, case_id: UUID) -> tuple[CountRow, ...]:
    columns = [count_entry.c[name] for name in CountRow.__slots__]
    query = select(*columns).where(count_entry.c.case_id == case_id).order_by(count_entry.c.at)
    return tuple(
        CountRow(**{**row, "value": json.loads(row["value"])})
        for row in session.execute(query).mappings()
    )


def _present(text: str) -> int:
    value = json.loads(text)
    return len(value) if isinstance(value, list) else int(value)
