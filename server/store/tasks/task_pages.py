"""What the page of one task reads: the task with its case, and what its widgets show."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.cases.case_marks import Mark
from server.domain.people.actors import Actor
from server.domain.texts.words import Words
from server.store import Session
from server.store.milestones import standing
from server.store.people.own_units import LAST_DONE_BY, OWN_UNITS, persons_by_element
from server.store.people.people import ASSIGNEE_HOLDS, KIND_OF_TASK
from server.store.tasks.came_back import CAME_BACK, CameBack, came_back
from server.store.tasks.post_titles import TASK_POST


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """A task with what its page needs of its case, and what decides who may see it."""

    id: UUID
    case_id: UUID
    process: str
    key: str
    round: int
    element: str
    role: str
    bars: str
    form: str
    title_vi: str
    title_en: str
    post_id: str
    post_vi: str
    post_en: str
    subject_unit_id: str | None
    assignee_id: UUID | None
    assignee_name: str
    due: datetime | None
    state: str
    opened_at: datetime
    closed_at: datetime | None
    done_by: UUID | None
    done_name: str
    done_post: str
    done_on_behalf: str
    done_link_by: str
    outcome: str
    result: str
    note: str
    note_by: str
    urgent: bool
    comments: int
    files: int
    case_kind: str
    case_vi: str
    case_en: str
    case_state: str
    year: int
    simulated: bool
    definition_hash: str
    rules_digest: str
    previous_id: UUID | None
    opened_post: str | None
    """The post that opened the case."""
    case_opened_at: datetime
    opening: str
    """What was typed when the case was opened, as JSON."""
    extended: str
    """The days that were extended in the case since, by fact and field, as JSON."""
    case_definition: str
    """The version the case runs on; an instance may have moved ahead of it."""
    marks: tuple[Mark, ...]
    """The milestones of its chain that can count for it."""
    received: bool
    """Whether its page has been opened as a delivery, where that is noted."""
    own_units: frozenset[str]
    """The units of who reads it, by their posts and by what they did on sheets."""
    last_done_by: Mapping[str, frozenset[UUID]]
    """Who last completed each element of its instance, and in whose stead they did so."""
    came_back: CameBack | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTask:
    """A task that opened with the end of another, or the next one of somebody's own."""

    id: UUID
    title_vi: str
    title_en: str
    post_vi: str
    post_en: str
    due: datetime | None
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedDocument:
    """The newest number and date of a document of a case; `signed` in the case before."""

    kind: str
    subject: str
    number: str
    dated: date | None
    signed: bool

    @property
    def path(self) -> str:
        """Its kind, and where it is about one thing of several, which."""
        return f"{self.kind}/{self.subject}" if self.subject else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneStep:
    """One task of the case that is done."""

    title_vi: str
    title_en: str
    closed_at: datetime
    done_by: UUID | None
    done_name: str
    done_post: str
    done_on_behalf: str
    done_link_by: str
    outcome: str
    element: str
    key: str
    subject_unit_id: str | None


def find(
    session: Session, task_id: UUID, *, today: date, reader: Actor | None
) -> TaskRecord | None:
    """Return a task, whoever asks; the caller decides who may see it.

    The own units are those of the reader, and of who lent them the post. The milestones are the
    case's own, and those of what the task is about and of the reader's unit.
    """
    persons, unit = ([*reader.judged], reader.unit_id) if reader else ([], "")
    values = {"id": task_id, "today": today, "persons": persons, "unit": unit}
    row = session.execute(_FIND, values).mappings().one_or_none()
    if row is None:
        return None
    read = {
        "own_units": frozenset(row["own_units"]),
        "last_done_by": persons_by_element(row["last_done_by"]),
        "came_back": came_back(row["came_back"]),
        "marks": standing.marks(row["marks"]),
    }
    return TaskRecord(**{**row, **read})


def lock(session: Session, task_id: UUID) -> str | None:
    """Lock a task's row and return its state; None where there is no such task.

    Drafts, files and comments take this lock and never the case's.
    """
    found = session.execute(_LOCK, {"id": task_id}).scalar()
    return None if found is None else str(found)


def opened_by(session: Session, case_id: UUID, at: datetime, post_id: str) -> tuple[NextTask, ...]:
    """List the tasks of a case that opened at an instant and are open, at most 50."""
    rows = session.execute(_OPENED, {"case": case_id, "at": at, "post": post_id}).mappings()
    return tuple(NextTask(**row) for row in rows)


def next_of(session: Session, actor: Actor, *, today: date) -> NextTask | None:
    """Return the most urgent open task of the actor that nobody claimed, nor they put off."""
    kinds = actor.scope.kinds
    values = {
        "post": actor.post_id,
        "person": actor.person_id,
        "kinds": None if kinds is None else sorted(kinds),
        "today": today,
    }
    found = session.execute(_NEXT, values).mappings()
    row = found.one_or_none()
    return None if row is None else NextTask(**row)


def documents(session: Session, case_id: UUID) -> tuple[NumberedDocument, ...]:
    """List the numbered documents of a case, the newest of each kind and subject.

    Minutes signed in the case before stand for any others.
    """
    rows = session.execute(_DOCUMENTS, {"case": case_id}).mappings()
    return tuple(NumberedDocument(**row) for row in rows)


def done_steps(
    session: Session, case_id: UUID, *, unit_id: str | None, limit: int
) -> tuple[DoneStep, ...]:
    """List the newest done tasks of a case: the bloc's, and those about a unit where named."""
    values = {"case": case_id, "unit": unit_id, "limit": limit}
    return tuple(DoneStep(**row) for row in session.execute(_STEPS, values).mappings())


def titles(session: Session, post_ids: Collection[str]) -> dict[str, Words]:
    """Return the titles of posts."""
    rows = session.execute(_TITLES, {"ids": list(post_ids)})
    return {row.id: Words(row.title_vi, row.title_en) for row in rows}


_FIND = text(f"""
SELECT t.id, t.case_id, t.process, t.key, t.round, t.element, t.role, t.bars, t.form, t.title_vi,
  t.title_en, t.post_id, {TASK_POST}, t.subject_unit_id,
  h.id AS assignee_id, coalesce(h.name, '') AS assignee_name, t.due, t.state, t.opened_at,
  t.closed_at, t.done_by, t.done_name, t.done_post, t.done_on_behalf, t.done_link_by,
  t.outcome,
  coalesce(t.result, '') AS result, t.note,
  t.note_by, t.priority < 0 AS urgent, t.comments, t.files, c.kind AS case_kind,
  c.state AS case_state, y.year, c.simulated,
  c.title_vi AS case_vi, c.title_en AS case_en,
  coalesce(nullif(t.definition_hash, ''), i.definition_hash) AS definition_hash,
  c.opened_post, c.opened_at AS case_opened_at, c.opening, c.extended,
  c.definition_hash AS case_definition, c.rules_digest, c.previous_id,
  {standing.of_chain("t.case_id", "'', t.key, t.subject_unit_id, :unit")} AS marks,
  EXISTS (SELECT FROM receipt r WHERE r.task_id = t.id) AS received,
  {OWN_UNITS} AS own_units, {LAST_DONE_BY} AS last_done_by,
  {CAME_BACK} AS came_back
FROM task t
JOIN case_ c ON c.id = t.case_id
JOIN bloc_year y ON y.id = c.bloc_year_id
JOIN instance i ON i.id = t.instance_id
JOIN post p ON p.id = t.post_id
LEFT JOIN person h ON h.id = t.assignee_id AND {ASSIGNEE_HOLDS}
WHERE t.id = :id
""")  # noqa: S608 - made of constants
_LOCK = text("SELECT state FROM task WHERE id = :id FOR NO KEY UPDATE")
_NEXT_COLUMNS = """t.id, t.title_vi, t.title_en, p.title_vi AS post_vi, p.title_en AS post_en,
  t.due, t.post_id = :post AS mine"""
_OPENED = text(f"""
SELECT {_NEXT_COLUMNS} FROM task t JOIN post p ON p.id = t.post_id
WHERE t.case_id = :case AND t.opened_at = :at AND t.state = 'open' ORDER BY mine DESC, t.id LIMIT 50
""")  # noqa: S608 - constants of this module
_NEXT = text(f"""
SELECT {_NEXT_COLUMNS} FROM task t JOIN post p ON p.id = t.post_id
WHERE t.post_id = :post AND t.state = 'open'
  AND (CAST(:kinds AS text[]) IS NULL OR {KIND_OF_TASK} = ANY(:kinds))
  AND (t.assignee_id IS NULL OR t.assignee_id = :person OR NOT {ASSIGNEE_HOLDS})
  AND NOT EXISTS (SELECT 1 FROM snooze z
    WHERE z.person_id = :person AND z.task_id = t.id AND z.until > :today)
ORDER BY t.priority, t.due_sort, t.id LIMIT 1
""")  # noqa: S608 - constants of this module
_DOCUMENTS = text("""
SELECT DISTINCT ON (kind, subject) kind, subject, number, dated, case_id <> :case AS signed
FROM document WHERE case_id = :case OR (kind = 'bien_ban' AND subject = '' AND dated IS NOT NULL
  AND case_id = (SELECT previous_id FROM case_ WHERE id = :case))
ORDER BY kind, subject, case_id = :case, at DESC, id DESC
""")
_STEPS = text("""
SELECT title_vi, title_en, closed_at, done_by, done_name, done_post, done_on_behalf, done_link_by,
  outcome, element, key, subject_unit_id
FROM task
WHERE case_id = :case AND state = 'done'
  AND (subject_unit_id IS NULL OR subject_unit_id = :unit)
ORDER BY closed_at DESC, id DESC LIMIT :limit
""")
_TITLES = text("SELECT id, title_vi, title_en FROM post WHERE id = ANY(:ids)")
