"""A process that `binhxet run` started: whether it has ended, how, and what it said last."""

import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LINES: Final = 15
"""So many of its last lines are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A process of ours, where it writes what goes wrong, and what of that is from before it."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    before: int
    """How many bytes others of its name had written there."""

    def ended(self) -> str:
        """Tell how it ended and what it said last, or that it said nothing; '' while it runs."""
        code = self.process.poll()
        if code is None:
            return ""
        head = f"{self.name} đã dừng / has stopped: {_how(code)}. "
        said = self._said()
        if not said:
            return f"{head}Nó không ghi gì vào / it wrote nothing to {self.log}"
        return f"{head}{self.log}:\n" + "\n".join(said[-LINES:])

    def _said(self) -> list[str]:
        with self.log.open("rb") as log:
            log.seek(self.before)
            return log.read().decode(errors="replace").splitlines()


def _how(code: int) -> str:
    """Tell how a process ended: by its own exit code, or by which signal of others."""
    if code >= 0:
        return f"mã thoát {code} / exit code {code}"
    name = str(-code)
    with suppress(ValueError):  # a signal of the system's own has no name
        name = signal.Signals(-code).name
    memory = " (thường do hết bộ nhớ / often for lack of memory)" if name == "SIGKILL" else ""
    return f"bị ngắt bằng {name} / ended by {name}{memory}"
