"""The worker's loop that has witnesses cosign: what has grown at once, and else a sign of life."""

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path

from server.actions.installation.alarms import POLICY, WITNESS
from server.actions.log.ask_witnesses import ask, policy_in
from server.actions.log.published import send
from server.actions.transaction import Begin
from server.domain.log.refused import LogRefused
from server.domain.log.witnessing import Verdict
from server.jobs.chores import attempt
from server.store.jobs import chores

log = logging.getLogger(__name__)
EVERY_SECONDS = 60.0


@dataclass(kw_only=True)
class WitnessAsker:
    """One worker's round of the witnesses; what each answers is written where it is new.

    `file` names them, None where nobody is asked; it is read before each round.
    """

    begin: Begin
    file: Path | None
    _told: dict[str, str] = field(default_factory=dict)

    def keep(self, stopping: threading.Event, every: float = EVERY_SECONDS) -> None:
        """Ask again and again until told to stop."""
        while not stopping.wait(every):
            attempt("witnesses", self.look)

    def look(self) -> None:
        """Ask each once."""
        try:
            policy = policy_in(self.file) if self.file else None
        except LogRefused as error:
            self._tell(POLICY, str(error))
            return
        self._tell(POLICY, "")
        for key, verdict in ask(self.begin, policy, send).items() if policy else ():
            self._tell(f"{WITNESS}{key.name}", "" if verdict is Verdict.COSIGNED else verdict.value)

    def _tell(self, name: str, error: str) -> None:
        if error == self._told.get(name):
            return
        if error:
            log.warning("%s: %s", name, error)
        with self.begin() as session:
            chores.tell(session, name, error=error)
        self._told[name] = error
