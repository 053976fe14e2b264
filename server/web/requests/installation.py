"""What one running web process holds: its settings, its database, and where its clock stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Flask, current_app

from server.config import Settings, clock
from server.store import (
    Engine,
    Session,
    open_session,
)
from server.store.people import people
from server.store.people.people import Deployment
from server.store.security_events.writing import WHENCE, Whence

EXTENSION = "binhxet"
UNSET = Deployment(demonstration=False, clock_offset=timedelta())


@dataclass(slots=True)
class Installation:
    """Settings and database of the process, and the deployment row as it was read last.

    Of that row only a demonstration's clock ever changes.
    """

    settings: Settings
    engine: Engine
    whence: Callable[[], Whence] | None = field(default=None, init=False)
    """What tells where the request under way comes from."""
    _deployment: Deployment | None = field(default=None, init=False)

    def deployment(self) -> Deployment:
        """Return what the database says this installation is."""
        if self._deployment is None:
            self._deployment = self._read()
        return self._deployment or UNSET

    def look_at_clock(self) -> None:
        """Read where a demonstration's clock stands: another process may have moved it."""
        if self.deployment().demonstration:
            self._deployment = self._read()

    def _read(self) -> Deployment | None:
        with open_session(self.engine, read_only=True) as session:
            return people.deployment(session)

    def clock(self) -> Callable[[], datetime]:
        """Return the clock, moved by the deployment's offset."""
        return clock(self.deployment().clock_offset)

    @property
    def demonstration(self) -> bool:
        """One-click sign-in needs both: how the process was started, and the database."""
        return self.settings.demonstration and self.deployment().demonstration

    def open(self, *, read_only: bool) -> Session:
        """Open a session on the process's database."""
        opened = open_session(self.engine, read_only=read_only)
        if self.whence is not None:
            opened.info[WHENCE] = self.whence
        return opened


def install(app: Flask, installation: Installation) -> None:
    """Tie an installation to an application; one that takes another's place is told as much."""
    held: Installation | None = app.extensions.get(EXTENSION)
    installation.whence = held.whence if held else None
    app.extensions[EXTENSION] = installation


def installation() -> Installation:
    """Return the installation the current request is answered by."""
    held: Installation = current_app.extensions[EXTENSION]
    return held
