"""A long test in parts: `SHARE=3/10` is the third of ten; what is done so far is told meanwhile."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

SHARE = os.environ.get("SHARE", "1/1")
TOLD_EVERY = 250


def part_of(times: int) -> range:
    """Return the numbers below `times` that are this part's; each number draws its own change."""
    part, _, of = SHARE.partition("/")
    return range(int(part) - 1, times, int(of))


@dataclass
class Outcome:
    """What became of changes: how many were made, and which were missed or named wrongly."""

    of: str
    made: int = 0
    missed: list[str] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)

    def each(self, times: int, *, whole: bool = False) -> Iterator[int]:
        """Go through this part's numbers, or all; say how far, also where it is interrupted."""
        numbers = range(times) if whole else part_of(times)
        try:
            for number in numbers:
                yield number
                self.made += 1
                if self.made % TOLD_EVERY == 0:
                    self._tell(len(numbers))
        finally:
            self._tell(len(numbers))

    def judge(self, change: str, *, found: bool, named: bool, told: object = "") -> None:
        """Keep what was missed, and what was found but not named; both are told at once."""
        if not found:
            self.missed.append(change)
            say(f"MISSED {self.of}: {change}")
        elif not named:
            self.misnamed.append(f"{change}: {told}")
            say(f"MISNAMED {self.of}: {change}: {told}")

    def _tell(self, wanted: int) -> None:
        wrong = f"{len(self.missed)} missed, {len(self.misnamed)} misnamed"
        say(f"{self.of} {SHARE}: {self.made} of {wanted}, {wrong}")


def say(line: str) -> None:
    """Say it at once, to whoever runs it with `-s`."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
