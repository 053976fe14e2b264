"""Assert what the product promises, on any database: nothing lost, nothing twice, nothing stuck."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from server import engine
from server.actions.deployed import deployed
from server.store import Session, soundness


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise that does not hold, and the row that shows it."""

    promise: str
    where: str


def check(session: Session, *, now: datetime) -> list[Breach]:
    """Return every breach; an empty list is a sound database."""
    return [
        *(Breach(*found) for found in soundness.breaches(session, now=now)),
        *(Breach(*found) for found in soundness.broken_chains(session)),
        *_engine(session),
    ]


def _engine(session: Session) -> Iterator[Breach]:
    """The engine's open tasks and the rows of the inbox must be the same."""
    for instance_id, version, doc, rows in soundness.running(session):
        try:
            waiting = engine.open_tasks(deployed(session, version).definition, doc)
        except engine.EngineRefusal as refusal:
            yield Breach(f"P5 {type(refusal).__name__}", str(instance_id))
            continue
        if {task.id for task in waiting} != rows:
            yield Breach("P6 tasks differ from the engine's", str(instance_id))
