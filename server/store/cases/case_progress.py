"""How far the work on a case is: per element of its diagram, per unit, and where it has passed."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Subquery, and_, bindparam, false, func, select, text
from sqlalchemy.dialects.postgresql import distinct_on

from server.store import Session
from server.store.history.payloads import PAYLOADS
from server.store.tables import task

CASES = "cases"
SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementTally:
    """What became of one task element of the diagram, over all units and rounds.

    `keys` counts the instances it was opened for, `waiting` those where it is open now, `finished`
    those where it was done, is not open again, and did not end in a return; `returns` counts
    results that sent work back. What is a return is known where it was asked which these are.
    """

    element: str
    keys: int
    waiting: int
    finished: int
    done: int
    returns: int
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    due: dt.datetime | None
    done_name: str
    done_post: str
    done_on_behalf: str
    outcome: str
    post_id: str
    waiting_posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An element that instances of one process have passed, and what came next; empty: nothing."""

    process: str
    element: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitProgress:
    """What is open about one unit; None where nothing is, or nothing was done yet."""

    unit_id: str
    element: str | None
    due: dt.datetime | None
    last_at: dt.datetime | None


def elements(
    session: Session, case_ids: Collection[UUID], *, sent_back: Collection[str] = ()
) -> dict[UUID, tuple[ElementTally, ...]]:
    """Count the tasks of each case per element: at most one row an element, however many units.

    `sent_back` names the results that count as returns: `element:outcome`.
    """
    found: dict[UUID, list[ElementTally]] = {case_id: [] for case_id in case_ids}
    for row in session.execute(_elements(), {CASES: [*case_ids], SENT_BACK: [*sent_back]}):
        found[row.case_id].append(_tally(row))
    return {case_id: tuple(rows) for case_id, rows in found.items()}


def progress(session: Session, case_id: UUID) -> dict[str, UnitProgress]:
    """Return for each unit what is open about its sheet and when somebody last did something."""
    query = (
        select(
            task.c.subject_unit_id.label("unit_id"),
            func.max(task.c.element).filter(task.c.state == "open").label("element"),
            func.max(task.c.due).filter(task.c.state == "open").label("due"),
            func.max(task.c.closed_at).label("last_at"),
        )
        .where(task.c.case_id == case_id, task.c.subject_unit_id.is_not(None))
        .group_by(task.c.subject_unit_id)
    )
    return {row.unit_id: UnitProgress(**row._mapping) for row in session.execute(query)}  # noqa: SLF001 - SQLAlchemy's public name


def passed(session: Session, case_id: UUID) -> frozenset[Passage]:
    """Return the elements that instances of the case have passed, as its events keep them.

    Events never change: this process reads those that came since it last looked, told by the hash
    of the last one.
    """
    seen, head, known = _SEEN.get(case_id, (0, "", frozenset()))
    values = {"stream": f"case/{case_id}", "seen": seen, "head": head}
    rows = session.execute(_PASSED, values).all()
    if not rows:
        return frozenset()
    new = {
        Passage(process=row.process, element=row.element, then=row.then)
        for row in rows
        if row.process
    }
    found = known | new if rows[0].since else frozenset(new)
    if len(_SEEN) >= MOST_SEEN:
        _SEEN.clear()
    _SEEN[case_id] = (rows[0].seq, rows[0].hash, found)
    return found


@cache
def _elements() -> Select[Any]:
    """Ask for the tallies of the cases bound to CASES; written once, as writing it costs."""
    tallies, last = _tallies(), _last_done()
    return select(
        tallies, last.c.done_name, last.c.done_post, last.c.done_on_behalf, last.c.outcome
    ).outerjoin(
        last, and_(last.c.case_id == tallies.c.case_id, last.c.element == tallies.c.element)
    )


def _tallies() -> Subquery:
    """Count over all keys of an element."""
    per_key = _per_key()
    query = select(
        per_key.c.case_id,
        per_key.c.element,
        func.count().label("keys"),
        func.count().filter(per_key.c.is_open).label("waiting"),
        func.count()
        .filter(and_(~per_key.c.is_open, per_key.c.done > 0, ~per_key.c.ends_in_return))
        .label("finished"),
        func.sum(per_key.c.done).label("done"),
        func.sum(per_key.c.returns).label("returns"),
        func.min(per_key.c.opened_at).label("opened_at"),
        func.max(per_key.c.closed_at).label("closed_at"),
        func.max(per_key.c.due).label("due"),
        func.coalesce(
            func.min(per_key.c.post_id).filter(per_key.c.is_open), func.min(per_key.c.post_id)
        ).label("post_id"),
        func.count(per_key.c.post_id.distinct()).filter(per_key.c.is_open).label("waiting_posts"),
    ).group_by(per_key.c.case_id, per_key.c.element)
    return query.subquery()


def _per_key() -> Subquery:
    """Count the rounds of an element for one key."""
    result = task.c.element + ":" + task.c.outcome
    returned = result.in_(bindparam(SENT_BACK, expanding=True))
    last = func.max(task.c.closed_at)
    ends_in_return = last.filter(returned) == last.filter(task.c.state == "done")
    return (
        select(
            task.c.case_id,
            task.c.element,
            task.c.key,
            func.bool_or(task.c.state == "open").label("is_open"),
            func.count().filter(task.c.state == "done").label("done"),
            func.count().filter(returned).label("returns"),
            func.coalesce(ends_in_return, false()).label("ends_in_return"),
            func.min(task.c.opened_at).label("opened_at"),
            func.max(task.c.closed_at).filter(task.c.state == "done").label("closed_at"),
            func.max(task.c.due).label("due"),
            func.max(task.c.post_id).label("post_id"),
        )
        .where(task.c.case_id.in_(bindparam(CASES, expanding=True)))
        .group_by(task.c.case_id, task.c.element, task.c.key)
        .subquery()
    )


def _last_done() -> Subquery:
    """Say who did each element last, and with what result."""
    return (
        select(
            task.c.case_id,
            task.c.element,
            task.c.done_name,
            task.c.done_post,
            task.c.done_on_behalf,
            task.c.outcome,
        )
        .ext(distinct_on(task.c.case_id, task.c.element))
        .where(task.c.case_id.in_(bindparam(CASES, expanding=True)), task.c.state == "done")
        .order_by(task.c.case_id, task.c.element, task.c.closed_at.desc())
        .subquery()
    )


def _tally(row: Row[Any]) -> ElementTally:
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    del values["case_id"]
    for name in ("done_name", "done_post", "done_on_behalf", "outcome"):
        values[name] = values[name] or ""
    for name in ("done", "returns"):
        values[name] = int(values[name])
    return ElementTally(**values)


MOST_SEEN = 2000
_SEEN: dict[UUID, tuple[int, str, frozenset[Passage]]] = {}
_PASSED = text(f"""
WITH since AS (
  SELECT coalesce(max(seq), 0) AS since FROM event
  WHERE stream = :stream AND seq = :seen AND hash = :head),
 last AS (SELECT seq, hash FROM event WHERE stream = :stream ORDER BY seq DESC LIMIT 1)
SELECT since.since, last.seq, last.hash, marks.* FROM since CROSS JOIN last LEFT JOIN LATERAL (
  SELECT DISTINCT moved.value ->> 'process' AS process, way.element, way.then
  FROM event e JOIN {PAYLOADS} p ON p.event_id = e.id
  CROSS JOIN LATERAL jsonb_array_elements(
    COALESCE(p.payload::jsonb -> 'moved', '[]'::jsonb)) AS moved
  CROSS JOIN LATERAL (
    SELECT x.value AS element, x.n, COALESCE(lead(x.value) OVER (ORDER BY x.n), '') AS then
    FROM jsonb_array_elements_text(COALESCE(moved.value -> 'passed', '[]'::jsonb)
      || COALESCE(moved.value -> 'opened', '[]'::jsonb)) WITH ORDINALITY AS x(value, n)
    UNION ALL
    SELECT c.value ->> 0, 0, c.value ->> 1
    FROM jsonb_array_elements(COALESCE(moved.value -> 'chosen', '[]'::jsonb)) AS c(value)
  ) AS way
  WHERE e.stream = :stream AND e.seq > since.since
    AND way.n <= jsonb_array_length(COALESCE(moved.value -> 'passed', '[]'::jsonb))
) marks ON true
""")  # noqa: S608 - a constant
