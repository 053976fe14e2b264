"""The worker's loop that reads the digital signatures of files, one after the other."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from server.actions.signatures.read_signatures import read_waiting
from server.actions.transaction import Begin
from server.jobs.troubles import Troubles
from server.signatures.trust import TrustUnread, read

troubles = Troubles(logging.getLogger(__name__))
IDLE_SECONDS = 3.0
AGAIN_SECONDS = 60.0
"""After a failure."""


def keep(
    begin: Begin, folder: Path | None, stopping: threading.Event, now: Callable[[], datetime]
) -> None:
    """Read what waits, again and again, until told to stop; the folder may change meanwhile."""
    while not stopping.is_set():
        stopping.wait(look(begin, folder, now, stopping))


def look(
    begin: Begin, folder: Path | None, now: Callable[[], datetime], stopping: threading.Event
) -> float:
    """Read some files, and return after how many seconds to look again."""
    try:
        number = read_waiting(begin, read(folder), now=now(), stopping=stopping.is_set)
    except TrustUnread as problem:
        troubles.failed("signatures", problem, f"certificates cannot be read: {problem}")
        return AGAIN_SECONDS
    except Exception as error:  # noqa: BLE001 - whatever it is, the loop goes on and says it
        troubles.failed("signatures", error)
        return AGAIN_SECONDS
    troubles.over("signatures")
    return 0.0 if number else IDLE_SECONDS
