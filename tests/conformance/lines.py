"""What is said of one file of a suite, and of all of them together."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file: how often it breaks which rule, the seconds that took, and why it crashed.

    `shown` is in how many lines the linter tells it, since equal findings are one; `told` is what a
    reader has to say beside it, such as how many cases came out right.
    """

    file: str
    seconds: float
    rules: Counter[str] = field(default_factory=Counter)
    crash: str = ""
    told: str = ""
    shown: int = 0

    def __str__(self) -> str:
        rules = " ".join(f"{rule}:{count}" for rule, count in self.rules.most_common())
        said = self.crash and f"CRASH {self.crash}"
        parts = (f"{self.rules.total():4} {self.seconds:6.2f} s", self.file, said, self.told, rules)
        return "  ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class SuiteReader:
    """What is done with the files of a suite that end so: judge each, and sum up all lines."""

    suffix: str
    judge: Callable[[Path], FileLine]
    totals: Callable[[list[FileLine]], Iterable[str]]


SuiteReaders: TypeAlias = tuple[SuiteReader, ...]
