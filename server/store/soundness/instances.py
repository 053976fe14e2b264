"""Running instances as their rows tell them, to be compared with the engine's own state."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A running instance as its rows tell it: definition, engine's state, open tasks, waits."""

    id: UUID
    definition_hash: str
    engine_version: str
    doc: str
    open: frozenset[str]
    timers: frozenset[str]
    armed: frozenset[str]


def running(session: Session) -> Iterator[Running]:
    """List the running instances."""
    found = session.execute(
        text("""
        SELECT i.id, i.definition_hash, i.engine_version, i.doc, i.armed,
          ARRAY(SELECT CAST(t.id AS text) FROM task t
            WHERE t.instance_id = i.id AND t.state = 'open') AS open,
          ARRAY(SELECT m.element FROM timer m
            WHERE m.instance_id = i.id AND m.state = 'armed') AS timers
        FROM instance i WHERE i.status = 'running' ORDER BY i.id
        """)
    )
    for row in found:
        yield Running(
            id=row.id,
            definition_hash=row.definition_hash,
            engine_version=row.engine_version,
            doc=row.doc,
            open=frozenset(row.open),
            timers=frozenset(row.timers),
            armed=frozenset(row.armed),
        )
