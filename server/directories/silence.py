"""Who gave no answer is left alone for a while: each who asks holds a thread until then."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from server.domain.identity.directories import DirectorySilent

SILENT_FOR = 10
"""Seconds until somebody who gave no answer is asked again; any stranger can have us ask."""


class Silence:
    """Remembers for this process when there was no answer; `seconds` is a clock of none."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """Remember nothing yet."""
        self._seconds = seconds
        self._over_at: float | None = None

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Ask within it; raises DirectorySilent at once where there was no answer just now."""
        if self._over_at is not None and self._seconds() < self._over_at:
            raise DirectorySilent
        try:
            yield
        except DirectorySilent:
            self._over_at = self._seconds() + SILENT_FOR
            raise
        self._over_at = None
