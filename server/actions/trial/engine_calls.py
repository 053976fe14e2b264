"""The engine's verbs, each asked once for the same state: they are pure.

A service task's operation is not run: nothing of the case stands in a database. Every answer it may
give is tried, by the script of a step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from server import engine
from server.actions.steps import aggregates
from server.actions.steps.process_code import code_of
from server.actions.trial.filling import FormFiller
from server.actions.trial.scenario import OPENED_ON
from server.domain.canonical import Json
from server.engine import Data, Definition, Moved
from server.engine.lint.values.value_types import Sort, Type

Call = Callable[[engine.Operations], Moved | None]
MOST_ANSWERS: Final = 6
"""So many answers of one operation are tried."""


@dataclass(slots=True)
class Script:
    """Which answers operations give in one step, and how many each had to choose from."""

    picks: tuple[int, ...] = ()
    choices: list[int] = field(default_factory=list)

    def pick(self, several: int) -> int:
        """Choose one of several: what the script says, the first where it says nothing."""
        at = len(self.choices)
        self.choices.append(several)
        return self.picks[at] if at < len(self.picks) else 0

    @property
    def left(self) -> tuple[int, ...]:
        """What it still says."""
        return self.picks[len(self.choices) :]


class EngineCalls:
    """The verbs on one definition, in one scenario; `asked` counts those that were worked out."""

    def __init__(self, definition: Definition, filler: FormFiller) -> None:
        self.definition = definition
        self.filler = filler
        self.asked = 0
        self.counting = any(each.from_entry for each in definition.elements.values())
        self.now: str | None = None
        self._known: dict[tuple[object, ...], tuple[Moved | Exception | None, list[int]]] = {}

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
        def operate(name: str, _given: dict[str, Json], _known: dict[str, Json]) -> Data:
            answers = self.answers(name)
            return answers[script.pick(len(answers))]

        return operate

    def answers(self, name: str) -> list[dict[str, Json]]:
        """Give the answers an operation may give: each of its fields at its bounds."""
        code = code_of(self.definition.key)
        found = code.operations.get(name) or aggregates.OPERATIONS.get(name)
        first: dict[str, Json] = {}
        several: dict[str, list[Json]] = {}
        for field_name, kind in (found.answers if found else {}).items():
            several[field_name] = self._values(name, field_name, kind)
            first[field_name] = several[field_name][0]
        answers = [first]
        for field_name, values in several.items():
            answers += [{**first, field_name: value} for value in values[1:]]
        return answers[:MOST_ANSWERS]

    def _values(self, name: str, of_field: str, kind: Type) -> list[Json]:
        """Give what one field of an answer may be, by its type and by how it is used."""
        known = self.filler.uses
        of_name = [each for each in self.definition.elements.values() if each.operation == name]
        several = any(known.reads(each.id, of_field) for each in of_name)
        found = self._fitting(kind, self._used(name, of_field))
        return found if several else found[:1]

    def _fitting(self, kind: Type, found: list[Json]) -> list[Json]:
        if kind.sort is Sort.TRUTH:
            return [True, False]
        if kind.values is not None:
            return [*sorted(kind.values)]
        numbers = [v for v in found if isinstance(v, int) and not isinstance(v, bool)]
        whole = [v for v in numbers if kind.bounds(v)]
        fitting: dict[Sort, list[Json]] = {
            Sort.WHOLE: [*whole] or [1, 0],
            Sort.TEXT: [v for v in found if isinstance(v, str)] or [str(v) for v in whole or [1]],
            Sort.LIST: [v for v in found if isinstance(v, list)]
            or [[*self.filler.members("")], []],
        }
        return fitting.get(kind.sort, found) or [None]

    def _used(self, name: str, of_field: str) -> list[Json]:
        """Give what a field of an answer is compared to, wherever the operation stands."""
        found: list[Json] = []
        for element in self.definition.elements.values():
            if element.operation == name:
                used = self.filler.of_use(element.id, of_field, OPENED_ON)
                found += [value for value in used if value not in found]
        return found


def _certain(moved: Moved | None) -> Moved:
    if moved is None:
        raise AssertionError
    return moved
