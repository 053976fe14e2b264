"""The worker's loop that has witnesses cosign: what has grown at once, and else a sign of life."""

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path

from server.actions.installation.alarms import WITNESS
from server.actions.log.ask_witnesses import ask
from server.actions.log.published import send
from server.actions.transaction import Begin
from server.domain.log.policies import TrustPolicy, parse_policy
from server.domain.log.refused import LogRefused
from server.domain.log.witnessing import Verdict
from server.store.database.busy import BUSY, cause
from server.store.jobs import chores
from server.store.log import files

log = logging.getLogger(__name__)
EVERY_SECONDS = 60.0


@dataclass(kw_only=True)
class WitnessAsker:
    """One worker's round of the witnesses; what each answers is written where it is new."""

    begin: Begin
    policy: TrustPolicy
    _told: dict[str, str] = field(default_factory=dict)

    def keep(self, stopping: threading.Event, every: float = EVERY_SECONDS) -> None:
        """Ask again and again until told to stop."""
        while not stopping.wait(every):
            try:
                self.look()
            except BUSY as busy:
                log.warning("witnesses: %s", cause(busy))
            except Exception:
                log.exception("witnesses")

    def look(self) -> None:
        """Ask each once."""
        for key, verdict in ask(self.begin, self.policy, send).items():
            error = "" if verdict is Verdict.COSIGNED else verdict.value
            if error != self._told.get(key.name):
                with self.begin() as session:
                    chores.tell(session, f"{WITNESS}{key.name}", error=error)
                self._told[key.name] = error


def policy_in(file: Path | None) -> TrustPolicy | None:
    """Read the witnesses' file; None where none is named or it cannot be read, which is logged."""
    if file is None:
        return None
    try:
        return parse_policy(files.read_text(file))
    except (OSError, LogRefused) as error:
        log.warning("BINHXET_LOG_POLICY: %s: %s", file, error)
        return None
