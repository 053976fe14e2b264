"""The worker's loop that keeps the log: what has no leaf gets one, what has grown is signed."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from secrets import token_hex
from time import monotonic

from server.actions.installation.alarms import LOG
from server.actions.installation.installed import clock_offset
from server.actions.log import keys, sign
from server.actions.log.sequence import append
from server.actions.transaction import Begin, transactions
from server.config import Settings, clock
from server.domain.log.refused import LogRefused
from server.domain.log.signing import SigningRefused, WhyUnsigned
from server.jobs.troubles import Troubles
from server.store.database.busy import BUSY
from server.store.jobs import chores
from server.store.log import place
from server.store.log.key_folder import KeyFolder, KeysRefused

log = logging.getLogger(__name__)
DEMONSTRATION = "trinh-dien.invalid/nhat-ky"
EVERY_SECONDS = 1.0
TELL_SECONDS = 30.0
"""How often it says that it is well where nothing changes, and looks at the key's memory."""
AGAIN_SECONDS = 30.0
"""How long it waits after what a second look does not mend."""


@dataclass(kw_only=True)
class LogKeeper:
    """One worker's sequencer and signer. However many there are, one at a time does something."""

    begin: Begin
    """Opens transactions as the application, to say how the log is."""
    as_log: Begin | None
    """Opens them as the role that alone may append to the log; None where it is not told."""
    folder: KeyFolder | None
    clock: Callable[[], float] = monotonic
    troubles: Troubles = field(default_factory=lambda: Troubles(log))
    _floor: int | None = None
    _unsigned: bool = True
    _told: str | None = None
    _told_at: float = field(default=0.0)
    _failed: str = ""
    """What it failed at last, as the worker's own log says it: once, until it is well again."""
    _again_at: float = field(default=0.0)

    def keep(self, stopping: threading.Event, every: float = EVERY_SECONDS) -> None:
        """Look again and again until told to stop."""
        while not stopping.wait(every):
            self.look()

    def look(self) -> None:
        """Sequence and sign until nothing is left over, and tell what stands in the way."""
        while self._one_look():
            pass

    def _one_look(self) -> bool:
        """Sequence and sign one batch; tell whether another is to follow at once.

        Signed batch by batch: where more happens than a batch holds, checkpoints must not wait
        for the end of it.
        """
        if self.clock() < self._again_at:
            return False
        try:
            left_over, error = self._look()
        except BUSY as busy:  # the next look is in a second
            self.troubles.failed("log", busy)
            return False
        except Exception as failure:
            left_over, error = False, type(failure).__name__
            if error != self._failed:
                log.exception("log")
            self._pause(error)
        self._tell(error)
        return left_over

    def _pause(self, error: str) -> None:
        """Say once what a second look does not mend, and let some time pass before the next."""
        if error != self._failed:
            log.warning("log: %s; looking again every %d s", error, AGAIN_SECONDS)
        self._failed, self._again_at = error, self.clock() + AGAIN_SECONDS

    def _look(self) -> tuple[bool, str]:
        if self.as_log is None:
            return False, WhyUnsigned.NO_ROLE
        if self._told != "" and self._elsewhere(self.as_log):
            self._pause(WhyUnsigned.OTHER_DATABASE)
            return False, WhyUnsigned.OTHER_DATABASE
        if self._told != "" and self.folder is not None:
            self._tell_keys(self.folder)
        with self.as_log() as session:
            done = append(session, self._floor)
        self._floor, self._failed = done.floor, ""
        self._unsigned = self._unsigned or done.written > 0
        if self.folder is None:
            return done.left_over, WhyUnsigned.NO_KEY
        if not (self._unsigned or self._told or self._due()):
            return done.left_over, ""
        return done.left_over, self._sign(self.as_log, self.folder)

    def _sign(self, as_log: Begin, folder: KeyFolder) -> str:
        try:
            with as_log() as session:
                sign.sign(session, folder)
        except SigningRefused as refusal:
            return refusal.why
        except KeysRefused as refusal:
            return self._unusable(WhyUnsigned.NO_KEY, refusal)
        except OSError as problem:
            return self._unusable(WhyUnsigned.NOT_KEPT, problem)
        self._unsigned = False
        return ""

    def _unusable(self, why: WhyUnsigned, problem: Exception) -> str:
        """Say once what is wrong with the folder of keys."""
        if why != self._told:
            log.warning("log: %s", problem)
        return why

    def _elsewhere(self, as_log: Begin) -> bool:
        """Tell whether the log's address is of another database than the application's."""
        with self.begin() as ours, as_log() as appended:
            return place.database(ours) != place.database(appended)

    def _tell_keys(self, folder: KeyFolder) -> None:
        """Tell of the folder's keys; where they may not sign here, signing says so itself."""
        with suppress(KeysRefused, SigningRefused, LogRefused), self.begin() as session:
            keys.tell(session, folder, now=clock(clock_offset(session))())

    def _due(self) -> bool:
        return self._told is None or self.clock() - self._told_at >= TELL_SECONDS

    def _tell(self, error: str) -> None:
        """Write the row where it says something new, and as a sign of life."""
        if error == self._told and not self._due():
            return
        try:
            with self.begin() as session:
                chores.tell(session, LOG, error=error)
        except BUSY as busy:
            self.troubles.failed("log", busy)
            return
        self.troubles.over("log")
        self._told, self._told_at = error, self.clock()


def keeper_of(settings: Settings, begin: Begin) -> LogKeeper:
    """Return the keeper an installation's settings tell of; `begin` is the application's."""
    url = settings.log_database_url
    as_log = transactions(url) if url else None
    return LogKeeper(begin=begin, as_log=as_log, folder=folder_of(settings))


def folder_of(settings: Settings) -> KeyFolder | None:
    """Return the folder of the keys that sign the log; None where the worker is told of none.

    A demonstration makes its own, with an origin no other has.
    """
    if settings.log_keys is None:
        return None
    folder = KeyFolder(settings.log_keys)
    if settings.demonstration and not folder.exists():
        folder.create(f"{token_hex(4)}.{DEMONSTRATION}")
    return folder
