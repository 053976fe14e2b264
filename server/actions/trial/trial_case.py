"""A case that is tried: its instances, whom it awaits, its day; all in memory, copied at each step.

It holds what the rows of a real case hold, and no more.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from server.domain.administration.repairs import CaseState
from server.domain.canonical import Json
from server.domain.texts.words import Words
from server.engine import Armed, Definition

Place = tuple[str, str]
"""A process, and the key an instance of it is for."""
DAY: Final = len("YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class TrialTask:
    """A task that waits for a person, as it was when it opened."""

    id: str
    element: str
    role: str
    due: str
    title: Words


@dataclass(frozen=True, slots=True)
class TrialInstance:
    """An instance of a process for a key; `running` tells whether it has not ended."""

    process: str
    key: str
    round: int
    running: bool
    doc: str
    tasks: tuple[TrialTask, ...] = ()
    armed: tuple[Armed, ...] = ()

    @property
    def place(self) -> Place:
        """Which of its case it is."""
        return self.process, self.key


class Expectation(NamedTuple):
    """How often somebody was asked, and whether an answer is still to come."""

    round: int
    open: bool


@dataclass(frozen=True, slots=True)
class TrialOpening:
    """How a case was opened: by whose post, with what, and what of that steers it."""

    post: str
    typed: Mapping[str, Json]
    routed: Mapping[str, Json]


@dataclass(slots=True)
class TrialCase:
    """Changed only by the step that has copied it."""

    opening: TrialOpening
    today: date
    instances: dict[Place, TrialInstance] = field(default_factory=dict)
    """The newest of each place."""
    expected: dict[str, dict[str, Expectation]] = field(default_factory=dict)
    unapproved: frozenset[tuple[Place, str]] = frozenset()
    """Tasks that are still to approve what was done in an instance."""
    milestones: frozenset[tuple[str, str]] = frozenset()
    state: CaseState = CaseState.OPEN

    def copy(self) -> "TrialCase":
        """Give one that a step may change."""
        expected = {process: dict(keys) for process, keys in self.expected.items()}
        return replace(self, instances=dict(self.instances), expected=expected)

    def running(self, process: str, keys: Collection[str]) -> list[TrialInstance]:
        """Give the running instances of a process for these keys, in their order."""
        found = (self.instances.get((process, key)) for key in keys)
        return [each for each in found if each is not None and each.running]

    def awaited(self, processes: Collection[str]) -> tuple[int, int]:
        """Count who has not come in, and how often any was asked."""
        rows = [row for name in processes for row in self.expected.get(name, {}).values()]
        return sum(row.open for row in rows), sum(row.round for row in rows)

    def arrive(self, process: str, keys: Collection[str]) -> None:
        """Let these have come in; who had before stays so."""
        rows = self.expected.get(process, {})
        for key in keys & rows.keys():
            rows[key] = rows[key]._replace(open=False)

    def timers(self, definition: Definition) -> Iterator[tuple[TrialInstance, str, str]]:
        """Give the timers that fire next: none fires before one of an earlier day."""
        armed = [
            (instance, each.element, each.due)
            for instance in self.instances.values()
            for each in instance.armed
            if instance.running and each.due and definition.elements[each.element].timer
        ]
        first = min((_end(due) for _, _, due in armed), default="")
        past = self.today.isoformat()
        return (each for each in armed if _end(each[2]) == first or each[2] < past)


def _end(due: str) -> str:
    """Give what days and moments are in order by: a day is over after all its moments."""
    return due if len(due) > DAY else f"{due}T24"
