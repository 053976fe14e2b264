"""Who has taken a task upon themselves."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, text, update

from server.domain.people.actors import Actor
from server.domain.texts.words import Words
from server.store import Session
from server.store.people.own_units import LAST_DONE_BY, OWN_UNITS, persons_by_element
from server.store.people.people import (
    ACTS_STILL,
    ASSIGNEE_HOLDS,
    KIND_OF_TASK,
    acting,
)
from server.store.tables import task


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """What decides about a claim. Read it after the case's lock."""

    id: UUID
    case_kind: str
    bars: str
    post_id: str
    unit_id: str
    subject_unit_id: str | None
    assignee_id: UUID | None
    own_units: frozenset[str]
    """The units of those it was read for, by their posts and by what they did on sheets."""
    state: str
    done_name: str
    done_on_behalf: str
    closed_at: datetime | None
    element: str
    form: str
    key: str
    definition_hash: str
    last_done_by: Mapping[str, frozenset[UUID]]
    """Who last completed each element of its instance, and in whose stead they did so."""
    acts_still: bool
    """Whether who acts has their account, and their own post, once the case is locked."""


def find(
    session: Session,
    task_id: UUID,
    *,
    today: date,
    persons: Collection[UUID] = (),
    by: Actor | None = None,
) -> Claimable | None:
    """Read a task as of now; a claim of who may no longer act in its post is nobody's.

    `persons` are those whose own units count; with `by`, it is told whether they act still.
    """
    values = {"id": task_id, "today": today, "persons": list(persons)} | acting(by)
    row = session.execute(_FIND, values).one_or_none()
    if row is None:
        return None
    return Claimable(
        id=row.id,
        case_kind=row.case_kind,
        bars=row.bars,
        own_units=frozenset(row.own_units),
        post_id=row.post_id,
        unit_id=row.unit_id,
        subject_unit_id=row.subject_unit_id,
        assignee_id=row.assignee_id,
        state=row.state,
        done_name=row.done_name,
        done_on_behalf=row.done_on_behalf,
        closed_at=row.closed_at,
        element=row.element,
        form=row.form,
        key=row.key,
        definition_hash=row.definition_hash,
        last_done_by=persons_by_element(row.last_done_by),
        acts_still=row.acts_still,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Abandoned:
    """A task whose claimant may no longer act in its post."""

    id: UUID
    assignee_id: UUID
    subject_unit_id: str
    element: str


def cases_with_abandoned(session: Session, *, today: date) -> Sequence[UUID]:
    """List the cases with abandoned claims, in the order cases are locked in."""
    return list(session.execute(_CASES_WITH_ABANDONED, {"today": today}).scalars())


def release_tasks(session: Session, person_id: UUID, *, post_id: str = "") -> tuple[UUID, ...]:
    """Put back the open tasks a person has claimed, of one post or of all; return which.

    One that somebody is writing at this moment is left to the next night; see `release_abandoned`.
    """
    claimed = select(task.c.id).where(task.c.assignee_id == person_id, task.c.state == "open")
    if post_id:
        claimed = claimed.where(task.c.post_id == post_id)
    held = claimed.order_by(task.c.id).with_for_update(key_share=True, skip_locked=True)
    change = update(task).where(task.c.id.in_(held)).values(assignee_id=None, claimed_at=None)
    return tuple(session.execute(change.returning(task.c.id)).scalars())


def release_abandoned(session: Session, case_id: UUID, *, today: date) -> Sequence[Abandoned]:
    """Give a locked case's abandoned tasks back to their posts; return what they were."""
    rows = session.execute(_RELEASE, {"case": case_id, "today": today}).mappings()
    return [Abandoned(**row) for row in rows]


def release_lost(
    session: Session, person_id: UUID, post_id: str, *, today: date
) -> tuple[UUID, ...]:
    """Put back what a person has claimed in a post and may no longer do there; return which.

    What somebody is writing at this moment is left: such a claim counts for nothing, and the next
    night puts it back. Waiting for it while rows of people are held would be waited for in turn.
    """
    values = {"person": person_id, "post": post_id, "today": today}
    return tuple(session.execute(_RELEASE_LOST, values).scalars())


def in_case_order(session: Session, task_ids: Collection[UUID]) -> Sequence[tuple[UUID, Words]]:
    """Name the tasks, by case: whoever locks several cases locks them in the same order."""
    rows = session.execute(_IN_CASE_ORDER, {"ids": list(task_ids)})
    return [(row.id, Words(row.title_vi, row.title_en)) for row in rows]


def assign(session: Session, task_id: UUID, person_id: UUID | None, *, now: datetime) -> None:
    """Write who has the task, or that nobody has."""
    values = {"id": task_id, "person": person_id, "at": now if person_id else None}
    session.execute(_ASSIGN, values)


_FIND = text(f"""
SELECT t.id, {KIND_OF_TASK} AS case_kind, t.bars, t.post_id, t.unit_id, t.subject_unit_id,
  {OWN_UNITS} AS own_units,
  CASE WHEN {ASSIGNEE_HOLDS} THEN t.assignee_id END AS assignee_id,
  t.state, t.done_name, t.done_on_behalf, t.closed_at, t.element, t.form, t.key, i.definition_hash,
  {LAST_DONE_BY} AS last_done_by, {ACTS_STILL} AS acts_still
FROM task t JOIN instance i ON i.id = t.instance_id WHERE t.id = :id
""")  # noqa: S608 - made of constants
_ABANDONED = f"t.state = 'open' AND t.assignee_id IS NOT NULL AND NOT {ASSIGNEE_HOLDS}"
_CASES_WITH_ABANDONED = text(f"""
SELECT DISTINCT t.case_id FROM task t WHERE {_ABANDONED} ORDER BY t.case_id
""")  # noqa: S608 - made of constants
_RELEASE = text(f"""
UPDATE task SET assignee_id = NULL, claimed_at = NULL FROM (
  SELECT t.id, t.assignee_id FROM task t WHERE t.case_id = :case AND {_ABANDONED}
  ORDER BY t.id FOR NO KEY UPDATE OF t) was
WHERE task.id = was.id
RETURNING task.id, was.assignee_id, coalesce(task.subject_unit_id, '') AS subject_unit_id,
  task.element
""")  # noqa: S608 - made of constants
_RELEASE_LOST = text(f"""
UPDATE task SET assignee_id = NULL, claimed_at = NULL FROM (
  SELECT t.id FROM task t WHERE t.assignee_id = :person AND t.post_id = :post AND t.state = 'open'
    AND NOT {ASSIGNEE_HOLDS} ORDER BY t.id FOR NO KEY UPDATE OF t SKIP LOCKED) lost
WHERE task.id = lost.id RETURNING task.id
""")  # noqa: S608 - made of constants
_IN_CASE_ORDER = text("""
SELECT id, title_vi, title_en FROM task WHERE id = ANY(:ids) ORDER BY case_id, id
""")
_ASSIGN = text("UPDATE task SET assignee_id = :person, claimed_at = :at WHERE id = :id")
