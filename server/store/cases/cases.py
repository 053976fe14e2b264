"""Cases as a step needs them: the lock that comes first, the frozen rules, the instances."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, TextClause, text

from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.tasks.drafts import DraftHead
from server.store import Session
from server.store.database.deployment import CLOCK_OFFSET
from server.store.history.journal import Head
from server.store.people.own_units import LAST_DONE_BY, OWN_UNITS, persons_by_element
from server.store.people.people import ACTS_STILL, ASSIGNEE_HOLDS, acting
from server.store.tasks import drafts
from server.store.tasks.acts import EARLIER, Act, Earlier
from server.store.tasks.records import value_of
from server.store.working_days.own_days import own_days_of_case


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedCase:
    """A case whose row this transaction holds; everything read after it is as of now."""

    id: UUID
    bloc_year_id: str
    kind: str
    definition_hash: str
    rules_digest: str
    previous_id: UUID | None
    state: str
    state_reason: str
    opened_at: datetime
    opened_post: str
    opening: str
    """What was typed when it was opened, as JSON."""
    extended: str
    """The days that were extended since, by fact and field, as JSON."""
    own_days: str
    """The working days and days off of its province beside the country's, as one text."""
    clock_offset: int
    head: Head


@dataclass(slots=True, kw_only=True)
class InstanceRow:
    """One instance as loaded; the step changes it in memory and writes it at its end."""

    id: UUID
    definition_hash: str
    process: str
    key: str
    round: int
    status: str
    version: int
    armed: list[str]
    doc: str
    engine_version: str
    open: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task as the person who completes it finds it."""

    id: UUID
    case_id: UUID
    instance_id: UUID
    process: str
    key: str
    round: int
    element: str
    role: str
    bars: str
    """The act that nobody does for a unit of their own; empty where it bars nobody."""
    form: str
    title_vi: str
    title_en: str
    post_id: str
    subject_unit_id: str | None
    assignee_id: UUID | None
    state: str
    done_by: UUID | None
    done_name: str
    done_on_behalf: str
    closed_at: datetime | None
    files: list[dict[str, str]]
    last_done_by: Mapping[str, frozenset[UUID]]
    """Who last completed each element of this instance, and in whose stead they did so."""
    own_units: frozenset[str]
    """The units of those it was read for, by their posts and by what they did on sheets."""
    earlier: Earlier | None = None
    """The act that has the key this is read with, once the case is locked."""
    draft: DraftHead | None = None
    acts_still: bool = True
    """Whether who acts has their account, and their own post, once the case is locked."""
    before: Mapping[str, Json] = field(default_factory=dict)
    """The last record of this very element and key, empty where there is none to be read."""
    kept_files: frozenset[str] = frozenset()
    """The kinds of file that came with such records."""
    outcome: str = ""
    """How it came out; empty while it is open."""


_COLUMNS = f"""
SELECT c.id, c.bloc_year_id, c.kind, c.definition_hash, c.rules_digest, c.previous_id, c.state,
  c.state_reason, c.opened_at, c.opening, c.extended,
  coalesce(c.opened_post, '') AS opened_post, c.simulated, c.seq, c.head,
  split_part(c.bloc_year_id, '/', 1) AS province, {own_days_of_case()} AS own_days,
  clock_timestamp() AS db_time,
  {CLOCK_OFFSET} AS clock_offset
FROM case_ c """  # noqa: S608 - constants
_BY_TASK = text(
    f"{_COLUMNS} JOIN task t ON t.case_id = c.id WHERE t.id = :id FOR NO KEY UPDATE OF c, t"
)
"""First the case, then the task, in this order: who writes beside the work holds the task alone."""
_TIMERS = "(SELECT case_id FROM timer WHERE id = :id)"
_BY_TIMER = text(f"{_COLUMNS} WHERE c.id = {_TIMERS} FOR NO KEY UPDATE OF c")
_UNLOCKED = text(f"{_COLUMNS} WHERE c.id = :id")
_BY_ID = text(f"{_COLUMNS} WHERE c.id = :id FOR NO KEY UPDATE OF c")


def read(session: Session, case_id: UUID) -> LockedCase | None:
    """Read what a step knows of a case, without its lock: for a page, which changes nothing."""
    return _locked(session, _UNLOCKED, case_id)


def lock(session: Session, case_id: UUID) -> LockedCase | None:
    """Lock a case; None where there is none."""
    return _locked(session, _BY_ID, case_id)


def lock_of_task(session: Session, task_id: UUID) -> LockedCase | None:
    """Lock the case of a task and the task, in a statement of its own; None without such a task.

    What is read after it, files and drafts too, is as of now: remarks, files and drafts hold the
    task's row while they write.
    """
    return _locked(session, _BY_TASK, task_id)


def lock_of_timer(session: Session, timer_id: UUID) -> LockedCase | None:
    """Lock the case of a timer; None where there is no such timer."""
    return _locked(session, _BY_TIMER, timer_id)


def _locked(session: Session, statement: TextClause, row_id: UUID) -> LockedCase | None:
    row = session.execute(statement, {"id": row_id}).one_or_none()
    if row is None:
        return None
    head = Head(
        stream=f"case/{row.id}",
        province=row.province,
        seq=row.seq,
        hash=row.head,
        db_time=row.db_time,
        simulated=row.simulated,
        case_id=row.id,
    )
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name
    named = {name: values[name] for name in LockedCase.__slots__ if name != "head"}
    return LockedCase(**named, head=head)


_INSTANCE = """i.id AS i_id, i.definition_hash AS i_definition, i.process AS i_process,
  i.key AS i_key, i.round AS i_round, i.status AS i_status, i.version AS i_version,
  i.armed AS i_armed, i.doc AS i_doc, i.engine_version AS i_engine,
  ARRAY(SELECT CAST(o.id AS text) FROM task o WHERE o.instance_id = i.id AND o.state = 'open')
    AS i_open"""
_OWN = """w.case_id = t.case_id AND w.element = t.element AND w.key = t.key
    AND w.state = 'done'"""
_TASK = text(f"""
SELECT t.id, t.case_id, t.instance_id, t.process, t.key, t.round, t.element, t.role, t.bars, t.form,
  t.title_vi, t.title_en, t.post_id, t.subject_unit_id,
  CASE WHEN {ASSIGNEE_HOLDS} THEN t.assignee_id END AS assignee_id, t.state, t.done_by,
  t.done_name, t.done_on_behalf, t.closed_at, t.outcome, {_INSTANCE},
  coalesce((SELECT json_agg(json_build_object('kind', a.kind, 'subject', a.subject,
      'sha256', a.sha256, 'name', a.file_name) ORDER BY a.uploaded_at, a.id)
    FROM attachment a WHERE a.task_id = t.id AND a.state = 'draft'), '[]') AS files,
  {LAST_DONE_BY} AS last_done_by,
  {OWN_UNITS} AS own_units, {EARLIER} AS earlier,
  {drafts.HEAD} AS draft, {ACTS_STILL} AS acts_still,
  (SELECT w.result FROM task w WHERE {_OWN} ORDER BY w.closed_at DESC, w.id DESC LIMIT 1) AS before,
  ARRAY(SELECT DISTINCT a.kind FROM task w JOIN attachment a ON a.task_id = w.id
    WHERE {_OWN} AND a.state = 'kept') AS kept_files
FROM task t JOIN instance i ON i.id = t.instance_id WHERE t.id = :id
""")  # noqa: S608 - constants of this module
_RUNNING = text(f"""
SELECT {_INSTANCE} FROM instance i
WHERE i.case_id = :case AND i.process = :process AND i.status = 'running'
  AND (CAST(:keys AS text[]) IS NULL OR i.key = ANY(CAST(:keys AS text[])))
ORDER BY i.key
""")  # noqa: S608 - constants of this module
_REST = text(f"""
SELECT {_INSTANCE} FROM instance i
WHERE i.case_id = :case AND i.status = 'running' AND NOT i.id = ANY(CAST(:held AS uuid[]))
ORDER BY i.process, i.key
""")  # noqa: S608 - constants of this module
_OTHER = """SELECT FROM instance i WHERE i.case_id = :case AND i.status = 'running'
  AND NOT i.id = ANY(CAST(:held AS uuid[]))"""
_OTHERS = text(f"""
SELECT EXISTS ({_OTHER}) AS running, EXISTS ({_OTHER} AND (
    EXISTS (SELECT FROM task t WHERE t.instance_id = i.id AND t.state = 'open')
    OR EXISTS (SELECT FROM timer m WHERE m.instance_id = i.id AND m.state = 'armed'))) AS at_work
""")  # noqa: S608 - constants of this module
_ONE = text(f"SELECT {_INSTANCE} FROM instance i WHERE i.id = :id")  # noqa: S608


def task_with_instance(  # noqa: PLR0913 - one reading, named part by part
    session: Session,
    task_id: UUID,
    *,
    today: date,
    persons: Sequence[UUID] = (),
    act: Act | None = None,
    by: Actor | None = None,
) -> tuple[TaskRow, InstanceRow]:
    """Read a task and its instance, after the case is locked; raises NoResultFound.

    Its assignee is who claimed it, as long as they may act in its post; `persons` are those whose
    own units count, who acts first. With an act, the one of theirs that took its key comes along;
    with `by`, whether they act still.
    """
    key, person = act.key if act else None, next(iter(persons), None)
    asked = {"id": task_id, "today": today, "key": key, "person": person, "persons": list(persons)}
    row = session.execute(_TASK, asked | acting(by)).one()
    values = {name: getattr(row, name) for name in TaskRow.__slots__}
    values["last_done_by"] = persons_by_element(row.last_done_by)
    values["draft"] = drafts.head_of(row.draft)
    values["before"] = value_of(row.before)
    values["kept_files"] = frozenset(row.kept_files)
    values["own_units"] = frozenset(row.own_units)
    values["earlier"] = Earlier(**row.earlier) if row.earlier else None
    return TaskRow(**values), _instance(row)


def running(
    session: Session, case_id: UUID, process: str, keys: Collection[str] | None
) -> list[InstanceRow]:
    """List the running instances of a process, of some keys or of all, by key."""
    found = session.execute(
        _RUNNING,
        {"case": case_id, "process": process, "keys": None if keys is None else list(keys)},
    )
    return [_instance(row) for row in found]


def rest(session: Session, case_id: UUID, held: Collection[UUID]) -> list[InstanceRow]:
    """List the running instances of a case but these."""
    found = session.execute(_REST, {"case": case_id, "held": list(held)})
    return [_instance(row) for row in found]


def others(session: Session, case_id: UUID, held: Collection[UUID]) -> tuple[bool, bool]:
    """Tell whether any other instance of a case is at work, and whether any other one runs at all.

    At work is who has an open task or an armed timer; the rest waits for messages.
    """
    row = session.execute(_OTHERS, {"case": case_id, "held": list(held)}).one()
    return bool(row.at_work), bool(row.running)


def instance(session: Session, instance_id: UUID) -> InstanceRow:
    """Read one instance; raises NoResultFound."""
    return _instance(session.execute(_ONE, {"id": instance_id}).one())


def _instance(row: Row[tuple[object, ...]]) -> InstanceRow:
    return InstanceRow(
        id=row.i_id,
        definition_hash=row.i_definition,
        process=row.i_process,
        key=row.i_key,
        round=row.i_round,
        status=row.i_status,
        version=row.i_version,
        armed=list(row.i_armed),
        doc=row.i_doc,
        engine_version=row.i_engine,
        open=set(row.i_open),
    )


def rules_digest(session: Session, case_id: UUID) -> str:
    """Return the digest of the rules a case froze; raises NoResultFound."""
    found: str = session.execute(
        text("SELECT rules_digest FROM case_ WHERE id = :id"), {"id": case_id}
    ).scalar_one()
    return found
