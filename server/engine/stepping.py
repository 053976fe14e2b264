"""One step under way: answers conditions, runs operations, collects what is thrown and passed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias
from uuid import UUID

from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.util.task import TaskState

from server.engine import early
from server.engine.diagram.drawing import Kind
from server.engine.early import Early
from server.engine.errors import BadData, BadRecipients, TooManyLaps
from server.engine.expressions.comparison import is_day
from server.engine.expressions.days import reckoned
from server.engine.expressions.decisions import Decision, Ruling
from server.engine.expressions.durations import ENTERED, after, is_duration
from server.engine.expressions.language import evaluate
from server.engine.library import SpecEvent, Token, Workflow
from server.engine.reading import Definition
from server.engine.values import JSON, Data, checked

Operations: TypeAlias = Callable[[str, dict[str, JSON], dict[str, JSON]], Data]

_DAY: Final = len("YYYY-MM-DD")
MOST_LAPS_A_STEP: Final = 10  # a loop no person and no message stands in


@dataclass(frozen=True, slots=True)
class Armed:
    """An element that waits; `due` is what a timer's expression gives now, None for a message.

    That is a day, until the end of which it waits, or a moment with its hours and time zone.
    """

    element: str
    due: str | None


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
        self.now: str | None = None
        self.entered: dict[tuple[str, UUID], str] = {}

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

    def hand_in(self, element: str) -> None:
        """Begin a called process with what it is given: it knows nothing of a call before."""
        drawn = self.definition.elements[element]
        given = {name: self.value(source) for name, source in drawn.parameters.items()}
        for name in self.definition.within(drawn.inside):
            self.vars.pop(name, None)
        self.vars[element] = checked(given, element)

    def hand_back(self, element: str) -> None:
        drawn = self.definition.elements[element]
        said = {name: self.value(source) for name, source in drawn.parameters.items()}
        self.vars[element] = checked(said, element)

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

    def since(self, waits: Iterable[tuple[str, UUID]]) -> dict[str, str]:
        """Give since when each timer waits whose day counts from that; a new one waits since now.

        `waits` are the elements that wait, each with its token.
        """
        found: dict[str, str] = {}
        for name, token in waits:
            if self.definition.elements[name].from_entry:
                moment = self.entered.get((name, token), self.now)
                if moment is None:
                    raise BadData(name, "the moment of this step is not told")
                found[name] = moment
        return found

    def armed(self, name: str, since: str | None) -> Armed:
        """Say that an element waits, and until when; `since` is told where its day counts from it.

        Raises BadData where a timer gives neither a day nor a duration, and ExpressionRefused.
        """
        element = self.definition.elements[name]
        names = self.vars if since is None else {ENTERED: since[:_DAY], **self.vars}
        if element.duration is not None and since is not None:
            lasts = evaluate(element.duration, names)
            if lasts is None:
                return Armed(name, None)
            if not (isinstance(lasts, str) and is_duration(lasts)):
                raise BadData(name, "a timer's duration is one like P3D or PT24H, or null")
            return Armed(name, after(since, lasts))
        if not element.timer or element.due is None:
            return Armed(name, None)
        due = reckoned(element.due, names)
        if due is not None and not (isinstance(due, str) and is_day(due)):
            raise BadData(name, "a timer's date is a day, YYYY-MM-DD, or null")
        return Armed(name, due)


def happen(task: Token, event: SpecEvent) -> None:
    """Let a waiting token catch an event, without running it. Not for other rooms."""
    task.task_spec.catch(task, BpmnEvent(event))
    task.task_spec._update(task)  # noqa: SLF001 - the library has no public way to one element
