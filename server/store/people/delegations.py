"""Posts lent to persons, whole, for kinds of case or for one task: listed, lent, taken back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, literal_column, select, text, update

from server.domain.people.appointments import Held
from server.domain.people.delegations import Scope
from server.domain.texts.words import Words
from server.store import Session
from server.store.people import ended_sessions
from server.store.people.people import LENT_TODAY
from server.store.tables import case_, delegation, person, post, task


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRow:
    """A post lent to a person, by date; `task` is the title of the one task where it is for one."""

    id: UUID
    person_id: UUID
    person_name: str
    person_posts: tuple[Words, ...]
    """The posts of their own on the first day, by which a giver knows who it is."""
    post_id: str
    title_vi: str
    title_en: str
    valid_from: dt.date
    valid_to: dt.date
    document: str
    revoked_at: dt.datetime | None
    scope: Scope
    task: Words | None
    task_done: bool
    case_kind: str
    note: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelegation:
    """What is lent, and by whom; `note` are the giver's words."""

    lent: Held
    last: dt.date
    scope: Scope
    document: str
    given_by: UUID
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """A handing over that has ended: who had the task, and who had given it."""

    id: UUID
    colleague_id: UUID
    giver_id: UUID


def listed(
    session: Session,
    *,
    delegation_id: UUID | None = None,
    person_id: UUID | None = None,
    post_id: str = "",
    since: dt.date | None,
) -> tuple[DelegationRow, ...]:
    """List one, or those to a person, or of a post, or all that end on `since` or later."""
    query = _SELECT
    if delegation_id is not None:
        query = query.where(delegation.c.id == delegation_id)
    if person_id is not None:
        query = query.where(delegation.c.person_id == person_id)
    if post_id:
        query = query.where(delegation.c.post_id == post_id)
    if since is not None:
        query = query.where(delegation.c.valid_to >= since)
    query = query.order_by(delegation.c.valid_from.desc(), delegation.c.id)
    return tuple(_row(row) for row in session.execute(query))


def add(session: Session, delegation_id: UUID, grant: NewDelegation) -> None:
    """Insert a delegation."""
    kinds = grant.scope.kinds
    session.execute(
        insert(delegation).values(
            id=delegation_id,
            person_id=grant.lent.person_id,
            post_id=grant.lent.post_id,
            valid_from=grant.lent.period.first,
            valid_to=grant.last,
            document=grant.document,
            kinds=None if kinds is None else sorted(kinds),
            task_id=grant.scope.task_id,
            given_by=grant.given_by,
            note=grant.note,
        )
    )


def revoke(session: Session, delegation_id: UUID, *, now: dt.datetime) -> tuple[UUID, str] | None:
    """Revoke a delegation that still stands and end its sessions; return person and post."""
    row = session.execute(
        update(delegation)
        .where(delegation.c.id == delegation_id, delegation.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(delegation.c.person_id, delegation.c.post_id)
    ).one_or_none()
    ended_sessions.end_of_delegation(session, delegation_id, now=now)
    return None if row is None else (row.person_id, row.post_id)


def end_of_task(
    session: Session, task_id: UUID, *, now: dt.datetime, answer: str = ""
) -> Ended | None:
    """End the handing over of a task, if it is handed over; return what it was.

    `answer` is what who handed it back says.
    """
    row = session.execute(
        update(delegation)
        .where(delegation.c.task_id == task_id, delegation.c.revoked_at.is_(None))
        .values(revoked_at=now, answer=answer)
        .returning(delegation.c.id, delegation.c.person_id, delegation.c.given_by)
    ).one_or_none()
    return None if row is None else Ended(row.id, row.person_id, row.given_by)


def stands(session: Session, delegation_id: UUID, *, today: dt.date) -> bool:
    """Tell whether a delegation stands, and keep it from being revoked until the transaction ends.

    Read it after the case's lock: a revocation committed while that was waited for is seen.
    """
    found = session.execute(_STANDS, {"id": delegation_id, "today": today}).one_or_none()
    return found is not None


def find_post(session: Session, delegation_id: UUID) -> str | None:
    """Return the post a delegation lends."""
    return session.execute(
        select(delegation.c.post_id).where(delegation.c.id == delegation_id)
    ).scalar_one_or_none()


def _row(row: Row[*tuple[Any, ...]]) -> DelegationRow:
    kinds = None if row.kinds is None else frozenset(row.kinds)
    return DelegationRow(
        **{name: getattr(row, name) for name in (*_COLUMNS, "person_name", "title_vi", "title_en")},
        person_posts=tuple(Words(vi, en) for vi, en in row.person_posts),
        scope=Scope(kinds=kinds, task_id=row.task_id),
        task=Words(row.task_vi, row.task_en) if row.task_id else None,
        task_done=row.task_state == "done",
        case_kind=row.case_kind or "",
    )


_COLUMNS = (
    *("id", "person_id", "post_id", "valid_from", "valid_to", "document", "revoked_at"),
    *("note", "answer"),
)
_THEIR_POSTS = """coalesce((
  SELECT json_agg(json_build_array(o.title_vi, o.title_en) ORDER BY o.sort_key, o.id)
  FROM post o WHERE o.id IN (SELECT a.post_id FROM appointment a
    WHERE a.person_id = delegation.person_id AND a.valid_from <= delegation.valid_from
      AND (a.valid_to IS NULL OR a.valid_to >= delegation.valid_from))), '[]')"""
_SELECT = (
    select(
        *(delegation.c[name] for name in _COLUMNS),
        delegation.c.kinds,
        delegation.c.task_id,
        person.c.name.label("person_name"),
        literal_column(_THEIR_POSTS).label("person_posts"),
        post.c.title_vi,
        post.c.title_en,
        task.c.title_vi.label("task_vi"),
        task.c.title_en.label("task_en"),
        task.c.state.label("task_state"),
        case_.c.kind.label("case_kind"),
    )
    .join(person, person.c.id == delegation.c.person_id)
    .join(post, post.c.id == delegation.c.post_id)
    .outerjoin(task, task.c.id == delegation.c.task_id)
    .outerjoin(case_, case_.c.id == task.c.case_id)
)
_STANDS = text(
    f"SELECT d.id FROM delegation d WHERE d.id = :id AND {LENT_TODAY} FOR SHARE OF d"  # noqa: S608 - constants
)
