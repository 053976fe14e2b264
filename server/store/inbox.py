"""The task list: read from the task table and names alone, never from the engine.

Every query serves one post (or one unit) and is bounded: a page by its size, counts at 101.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.vietnamese import fold
from server.domain.words import Words
from server.store import Session
from server.store.people import ASSIGNEE_HOLDS

PAGE = 25
CAP = 101
MOST_UNITS = 60


class Scope(StrEnum):
    """Whose tasks a list shows."""

    MINE = "mine"
    UNIT = "unit"
    DONE = "done"
    SNOOZED = "snoozed"
    """Open, and put off by the reader until a later day."""


class Sort(StrEnum):
    """In what order open tasks stand; done ones always have the newest first."""

    DUE = "due"
    """Urgent ones before all others, each by its due date."""
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """For whom a list is read: the person, in the post they act in."""

    person_id: UUID
    post_id: str
    unit_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a row stands in its list. The priority counts in the order by due date alone."""

    priority: int
    at: datetime
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list is narrowed to. `after` is the last row of the page before."""

    scope: Scope = Scope.MINE
    sort: Sort = Sort.DUE
    words: str = ""
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    after: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One row of the list."""

    id: UUID
    case_id: UUID
    title: Words
    case_kind: str
    year: int
    subject: Words | None
    post_id: str
    post_title: Words
    assignee_id: UUID | None
    assignee: str
    claimed_at: datetime | None
    due: datetime | None
    opened_at: datetime
    closed_at: datetime | None
    done_name: str
    done_post: str
    done_on_behalf: str
    note: str
    note_by: str
    comments: int
    files: int
    simulated: bool
    snoozed_until: date | None
    urgent: bool
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many open tasks, each counted to 101 at most; `others` by post id."""

    mine: int
    unit: int
    snoozed: int
    others: dict[str, int]


def page(session: Session, eyes: Eyes, wanted: Wanted, *, today: date) -> Sequence[TaskLine]:
    """Read one page and one row more, which tells that there is a next page."""
    mark = "t.due_sort" if wanted.sort is Sort.DUE else "t.opened_at"
    down = wanted.sort is Sort.NEWEST
    if wanted.scope is Scope.DONE:
        mark, down = "t.closed_at", True
    conditions, values = _conditions(eyes, wanted)
    if wanted.after:
        conditions.append(
            f"({mark}, t.id) < (:after_at, :after_id)"
            if down
            else f"(t.priority, {mark}, t.id) > (:after_priority, :after_at, :after_id)"
        )
        values |= {f"after_{name}": value for name, value in asdict(wanted.after).items()}
    order = f"{mark} DESC, t.id DESC" if down else f"t.priority, {mark}, t.id"
    statement = _PAGE.format(mark=mark, where=" AND ".join(conditions), order=order)
    return [_line(row) for row in session.execute(text(statement), values | {"today": today})]


def counts(session: Session, eyes: Eyes, *, posts: Sequence[str], today: date) -> Counts:
    """Count what is open for the post, for the unit, and for the person's other posts."""
    rows = session.execute(
        _COUNTS,
        {
            "me": eyes.person_id,
            "unit": eyes.unit_id,
            "post": eyes.post_id,
            "posts": [*posts],
            "cap": CAP,
            "today": today,
        },
    )
    found = {(row.what, row.post_id): row.n for row in rows}
    others = {post: n for (what, post), n in found.items() if what == "post"}
    return Counts(
        mine=others.pop(eyes.post_id, 0),
        unit=found.get(("unit", eyes.unit_id), 0),
        snoozed=found.get(("snoozed", eyes.post_id), 0),
        others=others,
    )


def units(session: Session, eyes: Eyes, *, today: date) -> Sequence[tuple[str, Words]]:
    """List the units this unit shares open cases with: what a list may be narrowed to."""
    rows = session.execute(_UNITS, {"unit": eyes.unit_id, "today": today, "most": MOST_UNITS})
    return [(row.unit_id, Words(row.short_vi, row.short_en)) for row in rows]


def _conditions(eyes: Eyes, wanted: Wanted) -> tuple[list[str], dict[str, object]]:
    values: dict[str, object] = {"post": eyes.post_id, "unit": eyes.unit_id, "me": eyes.person_id}
    parts = [*_SCOPES[wanted.scope]]
    for n, word in enumerate(fold(wanted.words).split()[:8]):
        parts.append(f"t.search LIKE :word{n} ESCAPE '!'")
        values[f"word{n}"] = f"%{_literally(word)}%"
    if wanted.units:
        parts.append("t.subject_unit_id = ANY(:units)")
        values["units"] = list(wanted.units)
    if wanted.kinds:
        parts.append("c.kind = ANY(:kinds)")
        values["kinds"] = list(wanted.kinds)
    return parts, values


def _literally(word: str) -> str:
    """Take the meaning from LIKE's own signs."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _line(row: Row[Any]) -> TaskLine:
    return TaskLine(
        id=row.id,
        case_id=row.case_id,
        title=Words(row.title_vi, row.title_en),
        case_kind=row.kind,
        year=row.year,
        subject=Words(row.short_vi, row.short_en) if row.short_vi else None,
        post_id=row.post_id,
        post_title=Words(row.post_vi, row.post_en),
        assignee_id=row.claimant_id,
        assignee=row.assignee or "",
        claimed_at=row.claimed_at,
        due=row.due,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        done_name=row.done_name,
        done_post=row.done_post,
        done_on_behalf=row.done_on_behalf,
        note=row.note,
        note_by=row.note_by,
        comments=row.comments,
        files=row.files,
        simulated=row.simulated,
        snoozed_until=row.snoozed_until,
        urgent=row.priority < 0,
        mark=Mark(priority=row.priority, at=row.mark, id=row.id),
    )


FREE = f"(t.assignee_id IS NULL OR t.assignee_id = :me OR NOT {ASSIGNEE_HOLDS})"
_SCOPES = {
    Scope.MINE: (
        "t.post_id = :post",
        "t.state = 'open'",
        FREE,
        "z.until IS NULL",
    ),
    Scope.SNOOZED: (
        "t.post_id = :post",
        "t.state = 'open'",
        FREE,
        "z.until IS NOT NULL",
    ),
    Scope.UNIT: ("t.unit_id = :unit", "t.state = 'open'"),
    Scope.DONE: ("t.post_id = :post", "t.state = 'done'"),
}
_PAGE = f"""
SELECT t.*, {{mark}} AS mark, c.kind, y.year, p.title_vi AS post_vi, p.title_en AS post_en,
  n.short_vi, n.short_en, a.id AS claimant_id, a.name AS assignee, z.until AS snoozed_until
FROM task t JOIN case_ c ON c.id = t.case_id JOIN bloc_year y ON y.id = c.bloc_year_id
JOIN post p ON p.id = t.post_id LEFT JOIN person a ON a.id = t.assignee_id AND {ASSIGNEE_HOLDS}
LEFT JOIN snooze z ON z.task_id = t.id AND z.person_id = :me AND z.until > :today
LEFT JOIN LATERAL (SELECT n.* FROM unit_name n WHERE n.unit_id = t.subject_unit_id
  AND n.valid_from <= :today ORDER BY n.valid_from DESC LIMIT 1) n ON true
WHERE {{where}} ORDER BY {{order}} LIMIT {PAGE + 1}
"""  # noqa: S608 - conditions are constants of this module, values are bound
_COUNTS = text(f"""
SELECT 'post' AS what, p.post_id, (SELECT count(*) FROM (SELECT 1 FROM task t
    WHERE t.post_id = p.post_id AND t.state = 'open'
    AND {FREE}
    AND NOT EXISTS (SELECT 1 FROM snooze z
      WHERE z.person_id = :me AND z.task_id = t.id AND z.until > :today) LIMIT :cap) x) AS n
FROM unnest(CAST(:posts AS text[])) AS p(post_id)
UNION ALL
SELECT 'unit', :unit, (SELECT count(*) FROM (SELECT 1 FROM task
    WHERE unit_id = :unit AND state = 'open' LIMIT :cap) x)
UNION ALL
SELECT 'snoozed', :post, (SELECT count(*) FROM (SELECT 1 FROM snooze z
    JOIN task t ON t.id = z.task_id WHERE z.person_id = :me AND z.until > :today
    AND t.post_id = :post AND t.state = 'open'
    AND {FREE} LIMIT :cap) x)
""")  # noqa: S608 - made of constants
_UNITS = text("""
SELECT s.unit_id, n.short_vi, n.short_en FROM (
  SELECT DISTINCT other.unit_id FROM case_unit own JOIN case_ c ON c.id = own.case_id
  JOIN case_unit other ON other.case_id = own.case_id
  WHERE own.unit_id = :unit AND c.state = 'open' AND other.role IN ('leader', 'deputy', 'member')
) s JOIN LATERAL (SELECT n.* FROM unit_name n WHERE n.unit_id = s.unit_id
  AND n.valid_from <= :today ORDER BY n.valid_from DESC LIMIT 1) n ON true
ORDER BY n.sort_key, s.unit_id LIMIT :most
""")
