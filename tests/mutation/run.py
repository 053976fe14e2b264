"""`make mutate`: changes every process in every kind of way, and judges it."""

import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from server import processes
from tests.mutation.judging import PROCESSES, JudgedMutant, Verdict, judge, unchanged
from tests.mutation.kinds import KINDS
from tests.mutation.kinds.kind import MutationKind
from tests.shares import share

SITES: Final = int(os.environ.get("SITES") or "4")
"""In how many places of each process a kind is tried."""
ONLY: Final = os.environ.get("ONLY", "")
"""What stands in the names of the kinds that are tried; all, where it is empty."""
OF: Final = os.environ.get("OF", "").split()
"""The keys of the processes that are changed; all, where it is empty."""
SHARE: Final = os.environ.get("SHARE") or "1/1"
"""Which part of the kinds is tried: `2/4` is the second of four."""


@dataclass(frozen=True)
class Mutant:
    """One change in one place of one process, and what became of it."""

    kind: MutationKind
    key: str
    place: str
    judged: JudgedMutant

    def __str__(self) -> str:
        return f"{self.judged.verdict} [{self.kind}] {self.key} {self.place}: {self.judged.why}"


def mutants(kinds: Sequence[MutationKind], keys: Sequence[str], sites: int) -> Iterator[Mutant]:
    """Judge each kind in each process, in so many of its places, spread over all of them."""
    for kind in kinds:
        for key in keys:
            places = list(kind.make(key, unchanged(key)))
            step = max(1, len(places) // sites)
            for place, files in places[::step][:sites]:
                yield Mutant(kind, key, place, judge(key, files, str(kind)))


def totals(found: Sequence[Mutant]) -> str:
    """Say how many there were of each."""
    count = Counter(each.judged.verdict for each in found)
    kinds = len({str(each.kind) for each in found})
    return f"{kinds} kinds, {len(found)} files: " + ", ".join(
        f"{count[verdict]} {verdict}" for verdict in Verdict
    )


def tried(kinds: Sequence[MutationKind], found: list[Mutant]) -> bool:
    """Judge all, and print what is let pass and lets somebody down; False where it was ended."""
    try:
        for each in mutants(kinds, OF or PROCESSES, SITES):
            found.append(each)
            if each.judged.verdict in {Verdict.MISBEHAVED, Verdict.UNKNOWABLE}:
                print(each, flush=True)  # noqa: T201 - what the command is for
    except KeyboardInterrupt:
        return False
    return True


def main() -> None:
    """Print every mutant that was not refused, and the totals, as far as it came."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    processes.compose()
    kinds = share([each for each in KINDS if ONLY in str(each)], SHARE)
    found: list[Mutant] = []
    whole = tried(kinds, found)
    print(totals(found) if whole else f"ended early; so far {totals(found)}", flush=True)  # noqa: T201
    misbehaved = any(each.judged.verdict is Verdict.MISBEHAVED for each in found)
    raise SystemExit(1 if misbehaved or not whole else 0)


if __name__ == "__main__":
    main()
