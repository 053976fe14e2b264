"""`make mutate`: changes every deployed process in every kind of way, and judges it."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server import processes
from tests.mutation.judging import JudgedMutant, Verdict, judge, shipped
from tests.mutation.kinds import KINDS
from tests.mutation.kinds.kind import MutationKind
from tests.workflows.product import KEYS

SITES = int(os.environ.get("SITES", "4"))
"""In how many places of each process a kind is tried."""
ONLY = os.environ.get("ONLY", "")
"""What stands in the names of the kinds that are tried; all, where it is empty."""


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
            places = list(kind.make(key, shipped(key)))
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


def main() -> None:
    """Print every mutant that was not refused, and the totals."""
    processes.compose()
    found = []
    kinds = [each for each in KINDS if ONLY in str(each)]
    for each in mutants(kinds, KEYS, SITES):
        found.append(each)
        if each.judged.verdict in {Verdict.MISBEHAVED, Verdict.UNKNOWABLE}:
            print(each, flush=True)  # noqa: T201 - what the command is for
    print(totals(found))  # noqa: T201
    raise SystemExit(any(each.judged.verdict is Verdict.MISBEHAVED for each in found))


if __name__ == "__main__":
    main()
