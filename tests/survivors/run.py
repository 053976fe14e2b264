"""`make survivors`: takes out each guard in turn, and runs the tests that make it refuse.

Which these are a run of the whole suite has noted, see `refusing`. A guard whose tests stay green
without it survives: nothing says that it is needed.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from tests.shares import share
from tests.survivors.guards import ROOT, Guard, guards
from tests.survivors.refusing import VARIABLE as NOTING
from tests.survivors.refusing import by_guard
from tests.survivors.taken_out import VARIABLE

ONLY: Final = os.environ.get("ONLY", "")
"""What stands in a guard's path, function or statement; all, where it is empty."""
SHARE: Final = os.environ.get("SHARE") or "1/1"
"""Which part of them is tried: `2/4` is the second of four."""
JOBS: Final = int(os.environ.get("JOBS") or "2")
NOTED: Final = Path(os.environ.get("NOTED") or ROOT / "build" / "refusing.tsv")
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
    UNTESTED = "NO TEST REACHES IT"
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


def tried(guard: Guard, tests: Sequence[str]) -> Tried:
    """Take one guard out, and run these tests up to the first that is red."""
    if not tests:
        return Tried(guard, Fate.UNTESTED)
    command = [sys.executable, "-m", "pytest", *OPTIONS, *tests]
    try:
        run = subprocess.run(
            command,
            cwd=ROOT,
            env=_without_guard(guard),
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Tried(guard, Fate.BROKE, f"no end within {LONGEST} s")
    said = (run.stdout.strip() or run.stderr.strip()).rpartition("\n")[2]
    return Tried(guard, {0: Fate.SURVIVED, 1: Fate.FOUND}.get(run.returncode, Fate.BROKE), said)


def _without_guard(guard: Guard) -> dict[str, str]:
    """Return what the tests are told; nothing is noted while a guard is out."""
    kept = {
        name: told for name, told in os.environ.items() if name not in {NOTING, "PYTEST_PLUGINS"}
    }
    return kept | {VARIABLE: guard.place}


def all_tried(chosen: list[Guard], tests: Mapping[str, Sequence[str]]) -> Iterator[Tried]:
    """Try them, a few at a time, in their order."""
    with ThreadPoolExecutor(JOBS) as pool:
        yield from pool.map(lambda guard: tried(guard, tests.get(guard.place, ())), chosen)


def main() -> None:
    """Print every survivor as it is found, and the totals; exit 1 where there is one."""
    tests = by_guard(NOTED.read_text(encoding="utf-8").splitlines())
    chosen = share([guard for guard in guards() if ONLY in str(guard)], SHARE)
    bad = 0
    for number, each in enumerate(all_tried(chosen, tests), start=1):
        if each.fate in BAD:
            bad += 1
            print(f"{number}/{len(chosen)} {each}", flush=True)  # noqa: T201 - the command's answer
    print(f"{len(chosen)} guards taken out, {bad} of them not missed")  # noqa: T201 - the same
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
