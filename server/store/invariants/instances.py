"""Instances as their rows tell them, to be compared with the engine's own state."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A case people work on, as its row tells it; `done` are the processes that have ended."""

    id: UUID
    state: str
    definition_hash: str
    done: list[str]


def going(session: Session) -> list[Going]:
    """List the cases that people work on."""
    return [Going(**row) for row in session.execute(_GOING).mappings()]


_GOING = text("""
SELECT c.id, c.state, c.definition_hash, ARRAY(SELECT DISTINCT i.process FROM instance i
  WHERE i.case_id = c.id AND i.status = 'done') AS done
FROM case_ c WHERE c.state IN ('open', 'ending') ORDER BY c.id
""")
AT_A_TIME = 200
"""States held in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningInstance:
    """A running instance as its rows tell it; `timers` are when each armed timer is due."""

    id: UUID
    definition_hash: str
    engine_version: str
    doc: str
    open: frozenset[str]
    timers: Mapping[str, datetime]
    armed: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingState:
    """A state that nobody moves now but somebody may read: of an ended instance, or to go back to.

    `of` names the table it stands in and the instance it is of.
    """

    of: str
    definition_hash: str
    engine_version: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The lane that tasks of an element have in their rows; `task` is one of them."""

    definition_hash: str
    element: str
    role: str
    task: str


def lanes(session: Session) -> list[Lane]:
    """List the lanes of all tasks, by the version their instance runs on."""
    return [Lane(**row) for row in session.execute(_LANES).mappings()]


def running(session: Session) -> Iterator[RunningInstance]:
    """List the running instances."""
    for row in session.execute(_RUNNING, execution_options={"yield_per": AT_A_TIME}):
        yield RunningInstance(
            id=row.id,
            definition_hash=row.definition_hash,
            engine_version=row.engine_version,
            doc=row.doc,
            open=frozenset(row.open),
            timers=dict(zip(row.timers, row.dues, strict=True)),
            armed=frozenset(row.armed),
        )


def resting_states(session: Session) -> Iterator[RestingState]:
    """List the states of ended instances and those an instance may be taken back to."""
    for row in session.execute(_RESTING, execution_options={"yield_per": AT_A_TIME}):
        yield RestingState(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name


_LANES = text("""
SELECT i.definition_hash, t.element, t.role, min(CAST(t.id AS text)) AS task
FROM task t JOIN instance i ON i.id = t.instance_id
GROUP BY i.definition_hash, t.element, t.role ORDER BY 1, 2, 3
""")
_RUNNING = text("""
SELECT i.id, i.definition_hash, i.engine_version, i.doc, i.armed,
  ARRAY(SELECT CAST(t.id AS text) FROM task t
    WHERE t.instance_id = i.id AND t.state = 'open') AS open,
  ARRAY(SELECT m.element FROM timer m
    WHERE m.instance_id = i.id AND m.state = 'armed' ORDER BY m.id) AS timers,
  ARRAY(SELECT m.due FROM timer m
    WHERE m.instance_id = i.id AND m.state = 'armed' ORDER BY m.id) AS dues
FROM instance i WHERE i.status = 'running' ORDER BY i.id
""")
_RESTING = text("""
SELECT 'instance ' || id AS of, definition_hash, engine_version, doc FROM instance
WHERE status = 'done'
UNION ALL
SELECT 'undo ' || u.instance_id, i.definition_hash, i.engine_version, u.doc
FROM undo u JOIN instance i ON i.id = u.instance_id
WHERE i.status = 'running' AND i.version = u.version + 1
UNION ALL
SELECT 'instance_before ' || instance_id, definition_hash, engine_version, doc
FROM instance_before
ORDER BY 1
""")
