"""A running PostgreSQL server, ours or one that outlived its starter: found, asked, stopped."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Postmaster:
    pid: int
    data: Path
    socket: Path

    def alive(self) -> bool:
        """Whether this process still runs, and runs on this data: numbers are used again."""
        if PROC.is_dir():
            return _works_in(self.pid, self.data)
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        return (self.data / "postmaster.pid").exists()

    def ask_to_stop(self, how: signal.Signals) -> None:
        """Send SIGINT (roll back what is open, then stop) or SIGQUIT (at once, recover later)."""
        if self.alive():
            os.kill(self.pid, how)

    def gone_within(self, seconds: float) -> bool:
        """Wait until the server has left; False when it still runs after `seconds`."""
        end = time.monotonic() + seconds
        while self.alive():
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True


def running(data: Path) -> Postmaster | None:
    """Answer the server that runs on `data`, whoever started it."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        found = Postmaster(int(lines[0]), data, Path(lines[4]))
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return found if found.alive() else None


def forget_dead(data: Path) -> None:
    """Remove the pid file of a server that is gone, when its number is now another program's.

    PostgreSQL itself removes one whose number nobody has; in a new container somebody does.
    """
    recorded = data / "postmaster.pid"
    if PROC.is_dir() and recorded.exists() and running(data) is None:
        recorded.unlink()


def _works_in(pid: int, data: Path) -> bool:
    try:
        return (PROC / str(pid) / "cwd").resolve(strict=True) == data.resolve()
    except OSError:
        return False
