"""The worker's loop that has checkpoints stamped by a time-stamping authority, every hour."""

import logging
import threading
from functools import partial

from server.actions.installation.alarms import STAMPS
from server.actions.log.published import LogUnreachable
from server.actions.log.stamp import stamp
from server.actions.transaction import Begin
from server.domain.log.lag import UNSTAMPED_AFTER
from server.jobs.chores import attempt
from server.jobs.troubles import Troubles
from server.store.jobs import chores

troubles = Troubles(logging.getLogger(__name__))
EVERY_SECONDS = 3600.0
AGAIN_SECONDS = 60.0
"""After a failure, or while there is nothing to stamp."""


def keep(begin: Begin, address: str, stopping: threading.Event) -> None:
    """Stamp again and again until told to stop; an authority that is away is asked again.

    Where none is named any more, nothing is wrong with it.
    """
    if not address:
        _tell(begin, "")
        return
    while not stopping.is_set():
        stopping.wait(EVERY_SECONDS if look(begin, address) else AGAIN_SECONDS)


def look(begin: Begin, address: str) -> bool:
    """Stamp once, and tell whether anything was."""
    try:
        done = stamp(begin, address) is not None
    except LogUnreachable as problem:
        troubles.failed("time stamp", problem, str(problem))
        return _tell(begin, str(problem))
    except Exception as error:  # noqa: BLE001 - whatever it is, the loop goes on and says it
        return _tell(begin, troubles.failed("time stamp", error))
    troubles.over("time stamp")
    _tell(begin, "")
    return done


def _tell(begin: Begin, error: str) -> bool:
    """Write what stamping fails at, and let the log say once that it has for long; return False."""
    attempt("time stamps told", partial(_write, begin, error))
    return False


def _write(begin: Begin, error: str) -> None:
    with begin() as session:
        before = chores.row(session, STAMPS)
        if error:
            chores.fail(session, STAMPS, error=error)
        elif before is not None and before.error:
            chores.tell(session, STAMPS, error="")
        now = chores.real_now(session)
    if not error:
        troubles.over("time stamps")
    elif before is not None and before.error and now - before.begun_at > UNSTAMPED_AFTER:
        late = f"none since {before.begun_at:%Y-%m-%dT%H:%M:%SZ}"
        troubles.failed("time stamps", TimeoutError(late), late)
