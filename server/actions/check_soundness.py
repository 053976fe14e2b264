"""Assert what the product promises, on any database: nothing lost, nothing twice, nothing stuck."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from server import engine
from server.actions.deployed import deployed, rules_of
from server.domain.replay import differing, replay
from server.store import Session, soundness

MOST_OF_A_CASE = 10
"""A case that differs from its history is shown by so many facts at most."""


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
        *_replayed(session),
    ]


def _engine(session: Session) -> Iterator[Breach]:
    """The engine's open tasks and waits, and the rows of the inbox and the timers are the same."""
    for instance in soundness.running(session):
        try:
            engine.check_version(instance.engine_version)
            model = deployed(session, instance.definition_hash).definition
            waiting = engine.open_tasks(model, instance.doc)
        except engine.EngineRefusal as refusal:
            yield Breach(f"P5 {type(refusal).__name__}", str(instance.id))
            continue
        if {task.id for task in waiting} != instance.open:
            yield Breach("P6 tasks differ from the engine's", str(instance.id))
        if not instance.timers <= instance.armed:
            yield Breach("P6 timers differ from the engine's", str(instance.id))


def _replayed(session: Session) -> Iterator[Breach]:
    """A case's state is what its history comes to."""
    for case_id, digest in soundness.all_cases(session):
        events = soundness.history(session, case_id)
        if events is None:
            continue
        told = replay(events, rules_of(session, digest))
        held, history = soundness.facts(session, case_id), told.whole()
        for name in islice(differing(told, held), MOST_OF_A_CASE):
            said = f"{held.get(name, '')!r}, history: {history.get(name, '')!r}"
            yield Breach("P6 state differs from history", f"{case_id} {name}: {said}")
