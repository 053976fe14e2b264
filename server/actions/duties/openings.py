"""What the packages do when a case of theirs opens, by the process's key."""

from typing import Final

from server.actions.opening_hooks import OpeningHooks
from server.processes.submission.opening import nominate

OPENINGS: Final[OpeningHooks] = {"submission": nominate}
