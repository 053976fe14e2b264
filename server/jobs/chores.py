"""A worker's own loop beside the queue: the chores whose turn it is, each done by one worker."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from server.actions.transaction import Begin
from server.domain.chores import SWEEP_EVERY, Chore, turn
from server.jobs.troubles import Troubles
from server.store.jobs import chores

troubles = Troubles(logging.getLogger(__name__))
Part = Callable[[], None]
Chores = Mapping[Chore, Sequence[Part]]
"""What each chore consists of; a part that is broken must not hold up the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a worker looks, and how often all of them together sweep at most."""

    look_seconds: float = 5.0
    sweep_every: timedelta = SWEEP_EVERY


USUAL = Rhythm()


def keep_up(begin: Begin, todo: Chores, stopping: threading.Event, rhythm: Rhythm = USUAL) -> None:
    """Look again and again whether a chore is due, until told to stop."""
    while not stopping.is_set():
        for chore, parts in todo.items():
            attempt(chore, partial(do_if_due, begin, chore, parts, rhythm))
        stopping.wait(rhythm.look_seconds)


def do_if_due(begin: Begin, chore: Chore, parts: Sequence[Part], rhythm: Rhythm = USUAL) -> bool:
    """Do a chore if it is its turn and nobody else does it; tell whether it was begun here."""
    with begin() as session:
        now = chores.real_now(session)
        whose = turn(chore, now, sweep_every=rhythm.sweep_every)
        if not chores.begin(session, chore, whose, now=now):
            return False
    parts_ = enumerate(parts, start=1)
    failed = [name for n, part in parts_ if (name := attempt(f"{chore} {n}", part))]
    with begin() as session:
        chores.end(session, chore, error=", ".join(failed), now=chores.real_now(session))
    return True


def attempt(what: str, part: Callable[[], object]) -> str:
    """Do a part; return the name of the error that stopped it, empty where none did.

    The log says it under the part's name once, until it changes.
    """
    try:
        part()
    except Exception as error:  # noqa: BLE001 - whatever it is, the loop goes on and says it
        return troubles.failed(what, error)
    troubles.over(what)
    return ""
