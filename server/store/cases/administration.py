"""What the operations pages read: cases with their state, instances, timers, and what is stuck."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.database.asked_cases import among, these
from server.store.people.lineage import EVERYWHERE, Anywhere, asked, within_or_everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case as an administrator sees it: where it stands, never what was decided in it."""

    id: UUID
    bloc_year_id: str
    kind: str
    case_vi: str
    case_en: str
    province: str
    state: str
    state_reason: str
    simulated: bool
    opened_at: datetime
    closed_at: datetime | None
    definition_hash: str
    definition_key: str
    definition_version: int
    running: int
    open_tasks: int
    armed_timers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceLine:
    """One instance of a case."""

    id: UUID
    process: str
    key: str
    round: int
    status: str
    version: int
    definition_hash: str
    definition_version: int
    engine_version: str
    armed: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTaskLine:
    """One open task of a case."""

    id: UUID
    instance_id: UUID
    element: str
    title_vi: str
    title_en: str
    post_id: str
    opened_at: datetime
    due: datetime | None
    definition_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerLine:
    """An armed timer."""

    id: UUID
    case_id: UUID
    case_vi: str
    case_en: str
    element: str
    key: str
    due: datetime
    definition_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLine:
    """A running instance with the engine's state."""

    case_id: UUID
    instance_id: UUID
    process: str
    key: str
    definition_hash: str
    engine_version: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckLine:
    """A case that nobody and nothing can move, by the name of what is wrong."""

    error: str
    case_id: UUID


def open_task(session: Session, case_id: UUID, task_id: UUID) -> CaseTaskLine | None:
    """Read one open task of a case; None where there is none."""
    row = session.execute(_TASK, {"case": case_id, "id": task_id}).mappings().one_or_none()
    return None if row is None else CaseTaskLine(**row)


def named(session: Session, case_ids: Collection[UUID]) -> Mapping[UUID, CaseLine]:
    """Read those of these cases that are there."""
    found = session.execute(_NAMED, {"ids": [*case_ids]}).mappings()
    return {row["id"]: CaseLine(**row) for row in found}


def state_reason(session: Session, case_id: UUID) -> str:
    """Return why a case is suspended or cancelled; empty for all others."""
    return str(session.execute(_REASON, {"id": case_id}).scalar_one_or_none() or "")


def instances(
    session: Session, case_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[InstanceLine]:
    """List a case's instances, running ones first, from the one after that on."""
    values = {"case": case_id, "after": after, "limit": limit}
    found = session.execute(_INSTANCES, values).mappings()
    return [InstanceLine(**row) for row in found]


def open_tasks(
    session: Session, case_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[CaseTaskLine]:
    """List a case's open tasks, oldest first, from the one after that on."""
    found = session.execute(_TASKS, {"case": case_id, "after": after, "limit": limit}).mappings()
    return [CaseTaskLine(**row) for row in found]


def timers(
    session: Session,
    *,
    now: datetime | None = None,
    reach: Anywhere = EVERYWHERE,
    case_id: UUID | None = None,
    most: int = 200,
) -> Sequence[TimerLine]:
    """List armed timers of a reach, or of all: of a case, or due in running cases."""
    values = {"now": now, "case": case_id, "most": most, **asked(reach)}
    return [TimerLine(**row) for row in session.execute(_TIMERS, values).mappings()]


def states(session: Session, *, reach: Anywhere = EVERYWHERE) -> Iterator[StateLine]:
    """Give the states of running instances: of a reach's cases, or of all."""
    values = {"cases": None, "task": None, "of": None, **asked(reach)}
    for row in session.execute(_STATES, values).mappings():
        yield StateLine(**row)


def states_but(
    session: Session,
    known: Collection[str],
    *,
    cases: Collection[UUID] | None = None,
    task_id: UUID | None = None,
) -> Iterator[tuple[str, StateLine]]:
    """Give the states of these cases or a task whose mark is not among the known ones, with it.

    The mark is the row's own version in the database: whatever writes to the row changes it.
    """
    found = session.execute(_MARKS, {"cases": these(cases), "task": task_id}).all()
    new = {row.id: row.mark for row in found if row.mark not in known}
    if new:
        values = {"cases": these(cases), "task": task_id, "of": [*new], **asked(EVERYWHERE)}
        for row in session.execute(_STATES, values).mappings():
            yield new[row["instance_id"]], StateLine(**row)


def stuck(
    session: Session,
    *,
    now: datetime,
    reach: Anywhere = EVERYWHERE,
    cases: Collection[UUID] | None = None,
) -> Sequence[StuckLine]:
    """Name cases that wait for nobody or for a late timer: of these, of a reach, or of all."""
    values = {"now": now, "cases": these(cases), **asked(reach)}
    found = session.execute(_STUCK, values).mappings()
    return [StuckLine(**row) for row in found]


CASE = """
SELECT c.id, c.bloc_year_id, c.kind, c.title_vi AS case_vi, c.title_en AS case_en, b.province,
  c.state, c.state_reason, c.simulated, c.opened_at, c.closed_at, c.definition_hash,
  d.key AS definition_key, d.version AS definition_version,
  (SELECT count(*) FROM instance i WHERE i.case_id = c.id AND i.status = 'running') AS running,
  (SELECT count(*) FROM task t WHERE t.case_id = c.id AND t.state = 'open') AS open_tasks,
  (SELECT count(*) FROM timer m WHERE m.case_id = c.id AND m.state = 'armed') AS armed_timers
FROM case_ c JOIN bloc_year y ON y.id = c.bloc_year_id JOIN bloc b ON b.id = y.bloc_id
JOIN definition d ON d.hash = c.definition_hash
"""
_NAMED = text(f"{CASE} WHERE c.id = ANY(CAST(:ids AS uuid[]))")
_REASON = text("SELECT state_reason FROM case_ WHERE id = :id")
_INSTANCES = text("""
SELECT i.id, i.process, i.key, i.round, i.status, i.version, i.definition_hash,
  d.version AS definition_version, i.engine_version, i.armed
FROM instance i JOIN definition d ON d.hash = i.definition_hash
WHERE i.case_id = :case AND (CAST(:after AS uuid) IS NULL
  OR (i.status <> 'running', i.process, i.key, i.round, i.id) > (
    SELECT a.status <> 'running', a.process, a.key, a.round, a.id FROM instance a
    WHERE a.id = :after))
ORDER BY i.status <> 'running', i.process, i.key, i.round, i.id LIMIT :limit
""")
_OPEN_TASKS = """
SELECT t.id, t.instance_id, t.element, t.title_vi, t.title_en, t.post_id, t.opened_at, t.due,
  i.definition_hash
FROM task t JOIN instance i ON i.id = t.instance_id
WHERE t.case_id = :case AND t.state = 'open'
"""
_TASK = text(_OPEN_TASKS + " AND t.id = :id")
_TASKS = text(f"""
{_OPEN_TASKS} AND (CAST(:after AS uuid) IS NULL
  OR (t.opened_at, t.id) > (SELECT a.opened_at, a.id FROM task a WHERE a.id = :after))
ORDER BY t.opened_at, t.id LIMIT :limit
""")  # noqa: S608 - made of constants
_OF_REACH = within_or_everywhere("split_part(c.bloc_year_id, '/', 1)")
_TIMERS = text(f"""
SELECT t.id, t.case_id, c.title_vi AS case_vi, c.title_en AS case_en, t.element, i.key, t.due,
  i.definition_hash
FROM timer t JOIN case_ c ON c.id = t.case_id JOIN instance i ON i.id = t.instance_id
WHERE t.state = 'armed' AND (CAST(:case AS uuid) IS NULL OR t.case_id = :case)
  AND (CAST(:now AS timestamptz) IS NULL
    OR (t.due <= CAST(:now AS timestamptz) AND c.state IN ('open', 'ending')))
  AND {_OF_REACH} ORDER BY t.due, t.id LIMIT :most
""")  # noqa: S608 - made of constants
_OF_THESE = f"""
FROM instance WHERE status = 'running' AND {among("case_id")}
  AND (CAST(:task AS uuid) IS NULL OR id = (SELECT instance_id FROM task WHERE id = :task))
"""  # noqa: S608 - constants
_STATES = text(f"""
SELECT case_id, id AS instance_id, process, key, definition_hash, engine_version, doc
{_OF_THESE} AND (CAST(:of AS uuid[]) IS NULL OR id = ANY(CAST(:of AS uuid[])))
  AND (CAST(:reach AS text[]) IS NULL
    OR EXISTS (SELECT FROM case_ c WHERE c.id = case_id AND {_OF_REACH}))
ORDER BY case_id, process, key
""")  # noqa: S608 - made of constants
_MARKS = text(f"""
SELECT id, concat_ws('/', (SELECT oid FROM pg_database WHERE datname = current_database()), id,
  xmin, ctid) AS mark {_OF_THESE}
""")  # noqa: S608 - made of constants
_STUCK = text(f"""
SELECT 'CaseStuck' AS error, c.id AS case_id FROM case_ c
WHERE c.state IN ('open', 'ending')
  AND {among("c.id")} AND {_OF_REACH}
  AND NOT EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open')
  AND NOT EXISTS (SELECT 1 FROM timer m WHERE m.case_id = c.id AND m.state = 'armed')
UNION ALL
SELECT DISTINCT 'TimerOverdue', t.case_id FROM timer t JOIN case_ c ON c.id = t.case_id
WHERE t.state = 'armed' AND c.state IN ('open', 'ending')
  AND {among("c.id")}
  AND t.due < CAST(:now AS timestamptz) - interval '60 seconds' AND {_OF_REACH}
ORDER BY 1, 2
""")  # noqa: S608 - made of constants
