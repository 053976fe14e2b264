"""Deliveries: tasks that are sent to a post, opened by who has it, and acknowledged."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.people.actors import Actor
from server.store import Session
from server.store.tasks.post_titles import TASK_POST


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A delivery that has just been opened for the first time."""

    element: str
    key: str
    subject_unit_id: str | None
    title_vi: str
    title_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """A delivery to a post; what has not happened yet has no instant.

    `state` and `outcome` are the task's; `opened_by` and `closed_by` are people as they were then,
    with the post they acted in and on whose behalf.
    """

    case_id: UUID
    task_id: UUID
    element: str
    key: str
    subject_unit_id: str | None
    post_id: str
    post_vi: str
    post_en: str
    title_vi: str
    title_en: str
    sent_at: datetime
    opened_at: datetime | None
    opened_name: str
    opened_post: str
    opened_on_behalf: str
    state: str
    closed_at: datetime | None
    done_name: str
    done_post: str
    done_on_behalf: str
    outcome: str
    definition_hash: str


def be_brief(session: Session) -> None:
    """Wait for no lock of this transaction longer than a page may take; the next opening notes."""
    session.execute(text("SET LOCAL lock_timeout = '2s'"))


def note(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> Received | None:
    """Note that an open task of the actor's post was opened; None where it was before.

    The caller has locked the case.
    """
    values = {
        "id": task_id,
        "post": actor.post_id,
        "now": now,
        "person": actor.person_id,
        "name": actor.name,
        "title": actor.post_title.vi,
        "behalf": actor.on_behalf.vi if actor.on_behalf else "",
    }
    row = session.execute(_NOTE, values).mappings().one_or_none()
    return None if row is None else Received(**row)


def of_cases(
    session: Session, case_ids: Collection[UUID], elements: Collection[str]
) -> Sequence[DeliveryRow]:
    """List the deliveries of cases, the tasks of these elements, as they were sent."""
    found = session.execute(_OF_CASES, {"cases": [*case_ids], "elements": [*elements]})
    return [DeliveryRow(**row) for row in found.mappings()]


_NOTE = text("""
WITH noted AS (
  INSERT INTO receipt(task_id, at, person_id, person_name, post_title, on_behalf)
  SELECT id, :now, :person, :name, :title, :behalf FROM task
  WHERE id = :id AND post_id = :post AND state = 'open'
  ON CONFLICT DO NOTHING RETURNING task_id)
SELECT t.element, t.key, t.subject_unit_id, t.title_vi, t.title_en
FROM task t JOIN noted ON noted.task_id = t.id
""")
_OF_CASES = text(f"""
SELECT t.case_id, t.id AS task_id, t.element, t.key, t.subject_unit_id, t.post_id, {TASK_POST},
  t.title_vi, t.title_en, t.opened_at AS sent_at, r.at AS opened_at,
  coalesce(r.person_name, '') AS opened_name, coalesce(r.post_title, '') AS opened_post,
  coalesce(r.on_behalf, '') AS opened_on_behalf, t.state, t.closed_at, t.done_name, t.done_post,
  t.done_on_behalf, t.outcome, t.definition_hash
FROM unnest(CAST(:cases AS uuid[])) AS asked(id) CROSS JOIN LATERAL (
  SELECT * FROM task WHERE case_id = asked.id AND element = ANY(:elements)
  ORDER BY opened_at, id LIMIT 500) t
JOIN post p ON p.id = t.post_id LEFT JOIN receipt r ON r.task_id = t.id
ORDER BY t.opened_at, t.id
""")  # noqa: S608 - a constant
