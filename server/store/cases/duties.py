"""The duties of cases: a day for each milestone that has one, by key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs.cases_in_year import IN_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A duty: what is to be reached, for which key, until the end of which day."""

    milestone: str
    key: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyOfYear:
    """A duty of a bloc-year; `reached` is when its milestone was first reached.

    With it stand the kind of its case, what that stands once by, its version, and whether it is
    closed.

    `begun` are the pools in which its key runs or has run, and was not taken out; `let_go` is when
    a task of the key was last withdrawn.
    """

    case_id: UUID
    kind: str
    slot: str | None
    definition_hash: str
    over: bool
    milestone: str
    key: str
    due: date
    reached: datetime | None
    begun: frozenset[str]
    let_go: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStep:
    """An open task on the way to a duty: what is to be done, and the post it waits for.

    `own`: it waits for who asks, and for nobody else of their post. `unit` is whom it is about.
    """

    task_id: UUID
    element: str
    unit: str
    title: Words
    post: Words
    own: bool


def of_bloc_year(session: Session, bloc_year_id: str) -> Sequence[DutyOfYear]:
    """List the duties of a bloc-year's cases that its pages look at, in order of their days.

    Of cancelled ones there are none.
    """
    return [_duty(row) for row in session.execute(_OF_YEAR, {"year": bloc_year_id})]


def of_one_case(session: Session, case_id: UUID) -> Sequence[DutyOfYear]:
    """List the duties of a case in order of their days; none where it is cancelled."""
    return [_duty(row) for row in session.execute(_OF_ONE, {"case": case_id})]


def beside_case(session: Session, case_id: UUID) -> Sequence[DutyOfYear]:
    """List the duties of the bloc-year a case is of: played ones beside a played case alone."""
    return [_duty(row) for row in session.execute(_BESIDE, {"case": case_id})]


def _duty(row: Row[Any]) -> DutyOfYear:
    return DutyOfYear(
        case_id=row.case_id,
        kind=row.kind,
        slot=row.slot,
        definition_hash=row.definition_hash,
        over=row.state == "closed",
        milestone=row.milestone,
        key=row.key,
        due=row.due,
        reached=row.reached,
        begun=frozenset(row.begun),
        let_go=row.let_go,
    )


def open_tasks(
    session: Session, case_ids: Collection[UUID], *, post_id: str, person_id: UUID
) -> Mapping[tuple[UUID, str], OpenStep]:
    """Return an open task by case and key: one that waits for this person, else for anybody.

    Of several it is the one that is due first.
    """
    values = {"post": post_id, "person": person_id, "cases": [*case_ids]}
    found = session.execute(_OPEN_TASKS, values) if case_ids else ()
    return {
        (row.case_id, row.key): OpenStep(
            task_id=row.id,
            element=row.element,
            unit=row.subject_unit_id or "",
            title=Words(row.title_vi, row.title_en),
            post=Words(row.post_vi, row.post_en),
            own=row.own,
        )
        for row in found
    }


def of_case(session: Session, case_id: UUID) -> Sequence[DutyRow]:
    """List the duties of a case."""
    found = session.execute(_OF_CASE, {"case": case_id})
    return [DutyRow(**row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's public name


_DUTIES = """
WITH of_year AS (
  SELECT d.*, c.opened_at, c.kind, c.slot, c.definition_hash, c.state
  FROM duty d JOIN case_ c ON c.id = d.case_id
  WHERE {of} AND c.state <> 'cancelled'),
begun AS (
  SELECT i.case_id, i.key, array_agg(DISTINCT i.process) AS pools FROM instance i
  WHERE i.case_id IN (SELECT case_id FROM of_year) AND i.status <> 'withdrawn'
  GROUP BY i.case_id, i.key),
gone AS (
  SELECT t.case_id, t.key, max(t.closed_at) AS at FROM task t
  WHERE t.case_id IN (SELECT case_id FROM of_year) AND t.state = 'withdrawn'
  GROUP BY t.case_id, t.key)
SELECT d.case_id, d.kind, d.slot, d.definition_hash, d.state, d.milestone, d.key, d.due,
  (SELECT min(m.at) FROM milestone m WHERE m.case_id = d.case_id AND m.milestone = d.milestone
    AND m.key = d.key) AS reached,
  coalesce(b.pools, '{{}}') AS begun, g.at AS let_go
FROM of_year d LEFT JOIN begun b ON b.case_id = d.case_id AND b.key = d.key
LEFT JOIN gone g ON g.case_id = d.case_id AND g.key = d.key
ORDER BY d.due, d.opened_at, d.case_id, d.milestone, d.key
"""
_OF_YEAR = text(_DUTIES.format(of=f"c.id IN ({IN_YEAR})"))
_OF_ONE = text(_DUTIES.format(of="c.id = :case"))
_BESIDE = text(
    _DUTIES.format(
        of="""(c.bloc_year_id, c.simulated) =
    (SELECT o.bloc_year_id, o.simulated FROM case_ o WHERE o.id = :case)"""
    )
)
_OPEN_TASKS = text("""
SELECT DISTINCT ON (t.case_id, t.key) t.case_id, t.key, t.id, t.element, t.subject_unit_id,
  t.title_vi, t.title_en, p.title_vi AS post_vi, p.title_en AS post_en, o.own
FROM task t JOIN post p ON p.id = t.post_id
CROSS JOIN LATERAL (SELECT t.post_id = :post
  AND coalesce(t.assignee_id = CAST(:person AS uuid), true) AS own) o
WHERE t.state = 'open' AND t.case_id = ANY(CAST(:cases AS uuid[]))
ORDER BY t.case_id, t.key, o.own DESC, t.due_sort, t.id
""")
_OF_CASE = text("""
SELECT milestone, key, due FROM duty WHERE case_id = :case ORDER BY due, milestone, key
""")
