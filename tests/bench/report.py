"""What `make bench` prints: one line a figure, with its aim and whether it was met."""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

WIDTH = 46


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was printed; `met` is None where it has no aim."""

    group: str
    name: str
    figure: str
    aim: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, 95th percentile and worst of some times, in milliseconds."""

    p50: float
    p95: float
    worst: float

    @classmethod
    def of(cls, milliseconds: Iterable[float]) -> "Spread":
        times = sorted(milliseconds)
        late = times[min(len(times) - 1, int(len(times) * 0.95))]
        return cls(statistics.median(times), late, times[-1])

    def __str__(self) -> str:
        return f"p50 {self.p50:7.2f}  p95 {self.p95:7.2f}  max {self.worst:7.2f} ms"


@dataclass(frozen=True, slots=True)
class Taken:
    """One piece of work, in milliseconds: on the clock, and of this process's own CPU."""

    wall: float
    cpu: float


class Report:
    """Prints groups of rows and keeps them for the summary."""

    def __init__(self) -> None:
        self.rows: list[Figure] = []
        self._group = ""

    def machine(self) -> None:
        """Say when and where this was measured."""
        say(f"\n{datetime.now(UTC):%Y-%m-%d %H:%M} UTC")  # noqa: TID251 - when it was measured
        say(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
        say("PostgreSQL syncs every commit, as in production.")

    def group(self, title: str) -> None:
        """Begin a group; the load says how far its times can be trusted."""
        self._group = title
        say(f"\n{title}  [load {os.getloadavg()[0]:.1f}]")

    def row(self, name: str, figure: object, *, aim: str = "", met: bool | None = None) -> None:
        """Print a figure; with an aim also whether it was met."""
        self.rows.append(Figure(self._group, name, str(figure), aim, met))
        verdict = "" if met is None else f"   aim {aim}: {'met' if met else 'MISSED'}"
        say(f"  {name:{WIDTH}} {figure}{verdict}")

    def note(self, words: str) -> None:
        """Say what a figure means, or does not."""
        say(f"  {words}")

    def summary(self) -> list[str]:
        """List what was missed, or say that nothing was."""
        judged = [row for row in self.rows if row.met is not None]
        missed = [row for row in judged if not row.met]
        lines = [f"{len(judged) - len(missed)} of {len(judged)} aims met"]
        lines += [
            f"MISSED  {row.group}: {row.name}: {row.figure} (aim {row.aim})" for row in missed
        ]
        return lines


REPORT = Report()


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def taken(work: Callable[[], object]) -> Taken:
    """Do it, and say what it took."""
    began, worked = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - began, time.process_time() - worked
    return Taken(wall * 1000, cpu * 1000)


def walls(taken: Iterable[Taken]) -> Spread:
    return Spread.of(each.wall for each in taken)


def cpus(taken: Iterable[Taken]) -> float:
    """Give the median CPU milliseconds."""
    return statistics.median(each.cpu for each in taken)
