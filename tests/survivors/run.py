"""`make survivors`: takes out each guard in turn, and runs its own tests.

A guard whose tests stay green without it survives: nothing says that it is needed.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tests.shares import share
from tests.survivors.guards import ROOT, Guard, guards, own_tests
from tests.survivors.taken_out import VARIABLE

ONLY: Final = os.environ.get("ONLY", "")
"""What stands in a guard's path, function or statement; all, where it is empty."""
SHARE: Final = os.environ.get("SHARE") or "1/1"
"""Which part of them is tried: `2/4` is the second of four."""
JOBS: Final = int(os.environ.get("JOBS") or "2")
LONGEST: Final = 300  # seconds for the tests of one guard
OPTIONS: Final = (
    "-p",
    "tests.survivors.taken_out",
    "-p",
    "no:cacheprovider",
    "-n",
    "0",
    "-x",
    "-q",
)


class Fate(StrEnum):
    """What became of a guard that was taken out."""

    FOUND = "found missing"
    SURVIVED = "SURVIVED"
    UNTESTED = "HAS NO TESTS"
    BROKE = "COULD NOT BE TRIED"


BAD: Final = {Fate.SURVIVED, Fate.UNTESTED, Fate.BROKE}


@dataclass(frozen=True)
class Tried:
    """A guard, what became of it, and the last its tests said."""

    guard: Guard
    fate: Fate
    said: str = ""

    def __str__(self) -> str:
        return f"{self.fate}: {self.guard}" + (f"\n    {self.said}" if self.said else "")


def tried(guard: Guard) -> Tried:
    """Take one guard out, and run its own tests up to the first that is red."""
    tests = own_tests(guard)
    if not tests:
        return Tried(guard, Fate.UNTESTED)
    command = [sys.executable, "-m", "pytest", *OPTIONS, *tests]
    try:
        run = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {VARIABLE: f"{guard.path}:{guard.line}"},
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Tried(guard, Fate.BROKE, f"no end within {LONGEST} s")
    said = (run.stdout.strip() or run.stderr.strip()).rpartition("\n")[2]
    return Tried(guard, {0: Fate.SURVIVED, 1: Fate.FOUND}.get(run.returncode, Fate.BROKE), said)


def all_tried(chosen: list[Guard]) -> Iterator[Tried]:
    """Try them, a few at a time, in their order."""
    with ThreadPoolExecutor(JOBS) as pool:
        yield from pool.map(tried, chosen)


def main() -> None:
    """Print every survivor as it is found, and the totals; exit 1 where there is one."""
    chosen = share([guard for guard in guards() if ONLY in str(guard)], SHARE)
    bad = 0
    for number, each in enumerate(all_tried(chosen), start=1):
        if each.fate in BAD:
            bad += 1
            print(f"{number}/{len(chosen)} {each}", flush=True)  # noqa: T201 - the command's answer
    print(f"{len(chosen)} guards taken out, {bad} of them not missed")  # noqa: T201 - the same
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
