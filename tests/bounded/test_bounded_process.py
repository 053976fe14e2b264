"""A process that is given what somebody sent ends with the one that waits for it."""

import subprocess
import sys
from pathlib import Path

from server.config import ROOT
from tests.bounded.processes_of_linux import below, runs
from tests.waiting import eventually

ASKING = "from server.bounded_process import ask; ask('tests.bounded.resting', b'', patience=300)"


def test_a_process_ends_with_the_one_that_waits_for_it() -> None:
    asking = subprocess.Popen([sys.executable, "-c", ASKING], cwd=ROOT)
    try:
        eventually(lambda: any(map(bound, resting(asking.pid))))
        (child,) = resting(asking.pid)
    finally:
        asking.kill()
        asking.wait()
    eventually(lambda: not runs(child))


def resting(pid: int) -> list[int]:
    return [child for child, _ in below(pid, "tests.bounded.resting")]


def bound(pid: int) -> bool:
    """Tell whether a process has taken its bounds upon itself."""
    limits = Path(f"/proc/{pid}/limits").read_text(encoding="utf-8").splitlines()
    return any(line.startswith("Max file size") and line.split()[3] == "0" for line in limits)
