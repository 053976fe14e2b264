"""A running PostgreSQL server, ours or one that outlived its starter: found, asked, stopped."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
CHILDREN_SECONDS = 30.0
"""After kill -9 of the server its children need a moment to notice; no second one may start."""


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
        lines = (data / "postmaster.pid").read_text("utf-8", "surrogateescape").splitlines()
        found = Postmaster(int(lines[0]), data, Path(lines[4]))
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return found if found.alive() else None


def forget_dead(data: Path, socket: Path) -> None:
    """Remove the lock files of a server that is gone, once none of its children is left either.

    PostgreSQL does so itself where nobody has the recorded number; in a new container somebody
    has, and a killed server nobody has waited for keeps it.
    """
    if not PROC.is_dir():
        return
    end = time.monotonic() + CHILDREN_SECONDS
    while any(_works_in(int(p.name), data) for p in PROC.iterdir() if p.name.isdigit()):
        if time.monotonic() > end:
            return  # PostgreSQL will say what still holds the data
        time.sleep(0.05)
    for lock in (data / "postmaster.pid", *socket.glob(".s.PGSQL.*.lock")):
        lock.unlink(missing_ok=True)


def _works_in(pid: int, data: Path) -> bool:
    try:
        return (PROC / str(pid) / "cwd").resolve(strict=True) == data.resolve()
    except OSError:
        return False
