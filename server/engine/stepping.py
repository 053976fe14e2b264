"""One step under way: answers conditions, runs operations, collects what is thrown and passed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.util.task import TaskState

from server.engine import early
from server.engine.diagram.drawing import Kind
from server.engine.early import Early
from server.engine.errors import BadData, BadRecipients, TooManyLaps
from server.engine.expressions.decisions import Decision, Ruling
from server.engine.expressions.language import evaluate
from server.engine.library import SpecEvent, Token, Workflow
from server.engine.reading import Definition
from server.engine.values import JSON, Data, checked

Operations: TypeAlias = Callable[[str, dict[str, JSON], dict[str, JSON]], Data]

MOST_LAPS_A_STEP: Final = 10  # a loop no person and no message stands in


@dataclass(frozen=True, slots=True)
class Thrown:
    """A message as it was at the throw; `to` names the keys it is for, None the whole set."""

    element: str
    payload: JSON
    to: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a business rule task was told by its decision table, by the version that was asked."""

    element: str
    decision: Decision
    ruling: Ruling


class Running:
    """The state of one step; never shared, never stored itself."""

    def __init__(
        self,
        definition: Definition,
        facts: dict[str, JSON],
        laps: Mapping[str, int],
        ops: Operations,
        most_laps: int,
    ) -> None:
        self.definition = definition
        self.vars = facts
        self.laps = dict(laps)
        self.ops = ops
        self.most_laps = most_laps
        self.thrown: list[Thrown] = []
        self.passed: list[str] = []
        self.chosen: list[tuple[str, str]] = []
        self.early: list[Early] = []
        self.decided: list[Decided] = []
        self.failed = ""

    def go(self, workflow: Workflow) -> None:
        """Run everything that waits for nobody."""
        while task := workflow.get_next_task(state=TaskState.READY, manual=False):
            self.run(task)

    def run(self, task: Token) -> None:
        name = task.task_spec.name
        if name in self.definition.elements:
            self.count(name)
        task.run()
        self.choose(task)
        if self.failed:
            self.break_off(task.workflow)

    def choose(self, task: Token) -> None:
        """Note which way a choice in a parallel branch took: what is passed next may be another's.

        A task with boundary events is reached by way of its split, a subprocess by its beginning;
        their names begin with its own.
        """
        gateway = self.definition.elements.get(task.task_spec.name)
        if gateway and gateway.kind == Kind.EXCLUSIVE and self.definition.paths[gateway.id]:
            target = task.children[0].task_spec.name.removesuffix(".Split").removesuffix(".Enter")
            self.chosen.append((gateway.id, target))

    def fail(self, element: str) -> None:
        self.failed = self.definition.scopes.caught[element]

    def break_off(self, workflow: Workflow) -> None:
        """Let the event that catches an error happen before anything else moves."""
        event, self.failed = self.failed, ""
        for task in workflow.get_tasks(state=TaskState.WAITING, spec_name=event):
            happen(task, task.task_spec.event_definition)
            self.vars[event] = {}
            self.run(task)

    def count(self, element: str) -> None:
        laps = self.laps.get(element, 0) + 1
        if laps > self.most_laps:
            raise TooManyLaps(element, self.most_laps)
        if self.passed.count(element) >= MOST_LAPS_A_STEP:
            raise TooManyLaps(element, MOST_LAPS_A_STEP)
        self.laps[element] = laps
        self.passed.append(element)

    def condition(self, source: str) -> bool:
        return bool(evaluate(source, self.vars))

    def operate(self, element: str) -> None:
        drawn = self.definition.elements[element]
        parameters = {name: self.value(source) for name, source in drawn.parameters.items()}
        facts = {name: checked(value, name) for name, value in self.vars.items()}
        answer = self.ops(drawn.operation or "", parameters, facts)
        self.vars[element] = checked(answer, element)

    def decide(self, element: str) -> None:
        decision = self.definition.decisions[self.definition.elements[element].decision or ""]
        ruling = decision.rule(self.vars)
        self.vars[element] = checked(ruling.answer, element)
        self.decided += [Decided(element, *each) for each in ruling.behind]
        self.decided.append(Decided(element, decision, ruling))

    def throw(self, element: str) -> None:
        drawn = self.definition.elements[element]
        payload = self.value(drawn.payload) if drawn.payload else {}
        if not isinstance(payload, dict):
            raise BadData(element, "a payload is an object")
        to = None if drawn.to is None else self.recipients(element, drawn.to)
        self.early = early.unanswered(self.definition, self.early, element, to)
        self.thrown.append(Thrown(element, payload, to))

    def recipients(self, element: str, source: str) -> tuple[str, ...]:
        value = self.value(source)
        if not isinstance(value, list):
            raise BadRecipients(element)
        keys = [key for key in value if isinstance(key, str)]
        if len(keys) != len(value):
            raise BadRecipients(element)
        return tuple(dict.fromkeys(keys))  # a key named twice gets the message once

    def value(self, source: str) -> JSON:
        return evaluate(source, self.vars)


def happen(task: Token, event: SpecEvent) -> None:
    """Let a waiting token catch an event, without running it. Not for other rooms."""
    task.task_spec.catch(task, BpmnEvent(event))
    task.task_spec._update(task)  # noqa: SLF001 - the library has no public way to one element
