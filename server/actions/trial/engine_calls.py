"""The engine's verbs, each asked once for the same state: they are pure.

A service task's operation is not run: nothing of the case stands in a database. Every answer it may
give is tried, by the script of a step.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.trial.filling import FormFiller
from server.actions.trial.operation_answers import OperationAnswers
from server.domain.canonical import Json
from server.engine import Data, Moved

Call = Callable[[engine.Operations], Moved | None]


class AskedOperation(NamedTuple):
    """An operation that was asked, and of how many answers one was taken."""

    operation: str
    of: int


@dataclass(slots=True)
class Script:
    """Which answers operations give in one step, and how many each had to choose from."""

    picks: tuple[int, ...] = ()
    choices: list[AskedOperation] = field(default_factory=list)

    def pick(self, operation: str, several: int) -> int:
        """Choose one of several: what the script says, the first where it says nothing."""
        at = len(self.choices)
        self.choices.append(AskedOperation(operation, several))
        return self.picks[at] if at < len(self.picks) else 0

    @property
    def guessed(self) -> frozenset[str]:
        """The operations that had more than one answer to choose from."""
        return frozenset(each.operation for each in self.choices if each.of > 1)

    def guessed_at(
        self, definition: engine.Definition, passed: Iterable[tuple[str, str]]
    ) -> Iterator[str]:
        """Name what was passed whose operation is one of these."""
        guessed = self.guessed
        return (name for name, _ in passed if definition.elements[name].operation in guessed)

    @property
    def left(self) -> tuple[int, ...]:
        """What it still says."""
        return self.picks[len(self.choices) :]


class EngineCalls:
    """The verbs on one definition, in one scenario; `asked` counts those that were worked out."""

    def __init__(self, model: Deployed, filler: FormFiller) -> None:
        self.definition = model.definition
        self.answers = OperationAnswers(model, filler)
        self.asked = 0
        self.counting = any(each.from_entry for each in self.definition.elements.values())
        self.now: str | None = None
        self._known: dict[
            tuple[object, ...], tuple[Moved | Exception | None, list[AskedOperation]]
        ] = {}

    def on(self, day: date) -> None:
        """Let what is asked next be on a day, at noon; that matters where timers count from it."""
        self.now = f"{day.isoformat()}T12:00:00+07:00" if self.counting else None

    def start(
        self,
        process: str,
        facts: Mapping[str, Json],
        script: Script,
        *,
        on: str | None,
        payload: Json,
    ) -> Moved:
        """Start an instance."""
        given = ("start", process, repr(facts), on, repr(payload))
        moved = self._once(
            given,
            script,
            lambda ops: engine.start(
                self.definition, process, facts, ops, on=on, payload=payload, now=self.now
            ),
        )
        return _certain(moved)

    def complete(self, doc: str, task_id: str, result: Mapping[str, Json], script: Script) -> Moved:
        """Complete a task."""
        given = ("complete", doc, task_id, repr(result))
        moved = self._once(
            given,
            script,
            lambda ops: engine.complete(
                self.definition, doc, task_id, dict(result), ops, now=self.now
            ),
        )
        return _certain(moved)

    def deliver(
        self, doc: str, element: str, payload: Json, sender: engine.Sender, script: Script
    ) -> Moved:
        """Deliver a message to one element."""
        given = ("deliver", doc, element, repr(payload), sender)
        moved = self._once(
            given,
            script,
            lambda ops: engine.deliver(
                self.definition, doc, element, payload, ops, sender=sender, now=self.now
            ),
        )
        return _certain(moved)

    def fire(self, doc: str, element: str, script: Script) -> Moved | None:
        """Fire a timer; None where it is late."""
        return self._once(
            ("fire", doc, element),
            script,
            lambda ops: engine.fire(self.definition, doc, element, ops, now=self.now),
        )

    def _once(self, given: tuple[object, ...], script: Script, call: Call) -> Moved | None:
        key = (*given, script.left, self.now)
        if key not in self._known:
            before = len(script.choices)
            self.asked += 1
            found: Moved | Exception | None
            try:
                found = call(self._operations(script))
            except engine.EngineRefusal as refused:
                found = refused
            self._known[key] = (found, script.choices[before:])
        else:
            script.choices += self._known[key][1]
        moved = self._known[key][0]
        if isinstance(moved, Exception):
            raise moved
        return moved

    def _operations(self, script: Script) -> engine.Operations:
        def operate(name: str, given: dict[str, Json], _known: dict[str, Json]) -> Data:
            answers = self.answers.of(name, given)
            return answers[script.pick(name, len(answers))]

        return operate


def _certain(moved: Moved | None) -> Moved:
    if moved is None:
        raise AssertionError
    return moved
