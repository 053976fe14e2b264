"""The task list: read from the task table and names alone, never from the engine.

Every query serves one post (or one unit) and is bounded: a page by its size, a search by its
window, counts at 101.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import TextClause

from server.domain.texts.vietnamese import folded_words
from server.domain.texts.words import Words
from server.store import Session
from server.store.inbox import inbox_statements
from server.store.inbox.counts import InboxCounts
from server.store.inbox.inbox_statements import (
    ASLEEP,
    AWAKE,
    FREE,
    WINDOW,
)
from server.store.inbox.task_lines import PlaceInList, TaskLine, line_of
from server.store.tasks.came_back import CAME_BACK

PAGE = 25
MOST_UNITS = 60
NEWEST_CASES = 60
"""How many of a unit's open cases say which units a list may be narrowed to."""


class ListScope(StrEnum):
    """Whose tasks a list shows."""

    MINE = "mine"
    RETURNED = "back"
    """Those of them that one of the acts opened again that are `returning`."""
    UNIT = "unit"
    DONE = "done"
    SNOOZED = "snoozed"
    """Open, and put off by the reader until a later day."""


class ListOrder(StrEnum):
    """In what order open tasks stand; done ones always have the newest first."""

    DUE = "due"
    """Urgent ones before all others, each by its due date."""
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """For whom a list is read: the person, in the post they act in.

    `kinds` of case are all they may see of it, unless it is None; `entrusted` are single tasks that
    holders of other posts have handed to them.
    """

    person_id: UUID
    post_id: str
    unit_id: str
    kinds: frozenset[str] | None = None
    entrusted: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedTasks:
    """What a list is narrowed to. `after` is the last row of the page before.

    `returning` are the acts, as `counts` names them, that sent work back: their forms tell.
    """

    scope: ListScope = ListScope.MINE
    sort: ListOrder = ListOrder.DUE
    words: str = ""
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    after: PlaceInList | None = None
    returning: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Tell whether rows of the scope are left out."""
        return bool(self.words or self.units or self.kinds)


def page(session: Session, eyes: Eyes, wanted: WantedTasks, *, today: date) -> Sequence[TaskLine]:
    """Read one page and one row more, which tells that there is a next page.

    A narrowed list is looked through as far as `end` says.
    """
    walked, order, values = _walked(eyes, wanted)
    narrowed, more = _narrowed(eyes, wanted)
    statement = inbox_statements.shown(walked, order, " AND ".join(["true", *narrowed]))
    return _read(session, statement, values | more, today=today)


def end(session: Session, eyes: Eyes, wanted: WantedTasks, *, today: date) -> PlaceInList | None:
    """Say where the search for what a list is narrowed to stopped; None: it saw the whole list."""
    if not _narrowed(eyes, wanted)[0]:
        return None
    walked, order, values = _walked(eyes, wanted)
    statement = inbox_statements.end(walked, order)
    row = session.execute(statement, values | {"today": today}).one_or_none()
    return PlaceInList(priority=row.priority, at=row.at, id=row.id) if row else None


def entrusted(
    session: Session, eyes: Eyes, wanted: WantedTasks, *, today: date
) -> Sequence[TaskLine]:
    """Read the tasks of other posts handed to the person; the same of them, in the same order."""
    if not eyes.entrusted or wanted.scope is ListScope.UNIT:
        return ()
    conditions = _STATES[wanted.scope]
    walked, order = inbox_statements.listed(
        "t.id = ANY(:entrusted)", conditions, _mark(wanted), rows=WINDOW
    )
    narrowed, more = _narrowed(replace(eyes, kinds=None), wanted)
    statement = inbox_statements.shown(walked, order, " AND ".join(["true", *narrowed]))
    values: dict[str, object] = {"entrusted": [*eyes.entrusted], "me": eyes.person_id}
    return _read(session, statement, values | more, today=today)


def _read(
    session: Session, statement: TextClause, values: dict[str, object], *, today: date
) -> Sequence[TaskLine]:
    found = session.execute(statement, values | {"today": today, "page": PAGE + 1})
    return [line_of(row) for row in found]


def _walked(eyes: Eyes, wanted: WantedTasks) -> tuple[str, str, dict[str, object]]:
    """Say how a list is walked: as far as a page without filters, else as far as the window."""
    rows = WINDOW if _narrowed(eyes, wanted)[0] else PAGE + 1
    unit = wanted.scope is ListScope.UNIT
    posts = inbox_statements.POSTS_OF_UNIT if unit else inbox_statements.OWN_POST
    walked, order = inbox_statements.walk(posts, _STATES[wanted.scope], _mark(wanted), rows=rows)
    values: dict[str, object] = {"me": eyes.person_id}
    values |= {"unit": eyes.unit_id} if unit else {"post": eyes.post_id}
    row = asdict(wanted.after) if wanted.after else None
    return walked, order, values | inbox_statements.after(_mark(wanted), row)


def _mark(wanted: WantedTasks) -> str:
    if wanted.scope is ListScope.DONE:
        return "t.closed_at"
    return "t.due_sort" if wanted.sort is ListOrder.DUE else "t.opened_at"


def counts(
    session: Session,
    eyes: Eyes,
    *,
    posts: Mapping[str, frozenset[str] | None],
    wanted: WantedTasks | None = None,
    today: date,
) -> InboxCounts:
    """Count what is open for the post, for the unit, and for the person's other posts.

    `posts` says of which of them only some kinds of case are theirs. What was handed to the person
    counts as theirs. `wanted` is a list of what was returned: by which acts any of the rows that it
    looks through were opened again is told, too.
    """
    acts, of_list = _acts(eyes, wanted) if wanted else ("", {})
    kinds = {**posts, **({eyes.post_id: eyes.kinds} if eyes.kinds else {})}
    asked = sorted(posts)
    statement = inbox_statements.counts(
        len(posts),
        some_kinds=any(kinds[post] for post in posts),
        lent=eyes.kinds is not None,
        entrusted=bool(eyes.entrusted),
        acts=acts,
    )
    rows = session.execute(
        statement,
        {
            **of_list,
            "me": eyes.person_id,
            "unit": eyes.unit_id,
            "post": eyes.post_id,
            **{f"post{n}": post for n, post in enumerate(asked)},
            **{f"kinds{n}": ",".join(sorted(kinds[p] or ())) for n, p in enumerate(asked)},
            "today": today,
            **({} if eyes.kinds is None else {"lent": sorted(eyes.kinds)}),
            **({"entrusted": [*eyes.entrusted]} if eyes.entrusted else {}),
        },
    )
    return InboxCounts.of({(row.what, row.post_id): row.n for row in rows}, post=eyes.post_id)


def _acts(eyes: Eyes, wanted: WantedTasks) -> tuple[str, dict[str, object]]:
    walked, _order, values = _walked(eyes, wanted)
    return walked, values


def units(session: Session, eyes: Eyes, *, today: date) -> Sequence[tuple[str, Words]]:
    """List the units this unit shares open cases with: what a list may be narrowed to."""
    rows = session.execute(
        inbox_statements.UNITS,
        {"unit": eyes.unit_id, "today": today, "cases": NEWEST_CASES, "most": MOST_UNITS},
    ).all()
    return [(row.unit_id, Words(row.short_vi, row.short_en)) for row in rows]


def _narrowed(eyes: Eyes, wanted: WantedTasks) -> tuple[list[str], dict[str, object]]:
    back = wanted.scope is ListScope.RETURNED
    parts = [f"CAST({CAME_BACK} AS text) = ANY(:returning)"] * back
    values: dict[str, object] = {"returning": [*wanted.returning]}
    if eyes.kinds is not None:
        parts.append(f"{inbox_statements.KIND} = ANY(:lent)")
        values["lent"] = sorted(eyes.kinds)
    words = folded_words(wanted.words)
    if wanted.words and not words:
        parts.append("false")
    for n, word in enumerate(words):
        parts.append(f"strpos(t.search, :word{n}) > 0")
        values[f"word{n}"] = word
    if wanted.units:
        parts.append("t.subject_unit_id = ANY(:units)")
        values["units"] = list(wanted.units)
    if wanted.kinds:
        parts.append(f"{inbox_statements.KIND} = ANY(:kinds)")
        values["kinds"] = list(wanted.kinds)
    return parts, values


_STATES = {
    ListScope.MINE: f"t.state = 'open' AND {FREE} AND {AWAKE}",
    ListScope.RETURNED: f"t.state = 'open' AND {FREE} AND {AWAKE}",
    ListScope.SNOOZED: f"t.state = 'open' AND {FREE} AND {ASLEEP}",
    ListScope.UNIT: "t.state = 'open'",
    ListScope.DONE: "t.state = 'done'",
}
