"""What goes wrong in a worker's loops again and again: said once, until it changes or is over."""

import logging
import traceback
from dataclasses import dataclass, field

from server.store.database.busy import cause_within


@dataclass(slots=True)
class Troubles:
    """What each part of a loop failed at last, by its name, as the loop's own log says it."""

    log: logging.Logger
    _last: dict[str, str] = field(default_factory=dict)

    def failed(self, what: str, error: Exception, said: str = "") -> str:
        """Say what a part failed at, unless that is what it failed at before; return its name.

        Of a database that is waited for one line is said, and so of what the caller has said words
        for; of anything else where it happened.
        """
        line = said or cause_within(error)
        last = line or _place(error)
        if self._last.get(what) == last:
            return type(error).__name__
        self._last[what] = last
        if line:
            self.log.warning("%s: %s", what, line)
        else:
            self.log.error("%s: %s", what, type(error).__name__, exc_info=error)
        return type(error).__name__

    def over(self, what: str) -> None:
        """Say that a part that failed before does not any more."""
        if self._last.pop(what, None) is not None:
            self.log.info("%s: well again", what)


def _place(error: Exception) -> str:
    """Tell an error by its kind and where it was raised; its text may differ every time."""
    where = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__qualname__} {where[-1].filename}:{where[-1].lineno}" if where else ""
