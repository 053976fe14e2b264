"""The worker's loop that has checkpoints stamped by a time-stamping authority, every hour."""

import logging
import threading

from server.actions.log.published import LogUnreachable
from server.actions.log.stamp import stamp
from server.actions.transaction import Begin
from server.jobs.troubles import Troubles

troubles = Troubles(logging.getLogger(__name__))
EVERY_SECONDS = 3600.0
AGAIN_SECONDS = 60.0
"""After a failure, or while there is nothing to stamp."""


def keep(begin: Begin, address: str, stopping: threading.Event) -> None:
    """Stamp again and again until told to stop; an authority that is away is asked again."""
    while not stopping.is_set():
        stopping.wait(EVERY_SECONDS if look(begin, address) else AGAIN_SECONDS)


def look(begin: Begin, address: str) -> bool:
    """Stamp once, and tell whether anything was."""
    try:
        done = stamp(begin, address) is not None
    except LogUnreachable as problem:
        troubles.failed("time stamp", problem, str(problem))
        return False
    except Exception as error:  # noqa: BLE001 - whatever it is, the loop goes on and says it
        troubles.failed("time stamp", error)
        return False
    troubles.over("time stamp")
    return done
