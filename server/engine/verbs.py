"""The four verbs: start, complete, deliver, fire. Pure: a doc comes in, a new doc goes out.

`now` is the moment of the step in Viet Nam, `2026-03-02T09:30:00+07:00`: timers that begin to wait
in it count from then. Without one, such a timer is refused as BadData.

A verb that raises has changed nothing. Facts are in `vars`: what was given at the start, then each
person's result, each message's payload and each operation's answer under its element's id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import EventBasedGateway
from SpiffWorkflow.util.task import TaskState

from server.engine import early, tokens
from server.engine.diagram.drawing import Kind
from server.engine.early import Early, Sender
from server.engine.errors import BadData, NotArmed, NotReady, StateUnreadable, Stuck, UnknownElement
from server.engine.library import SpecEvent, Token, Workflow
from server.engine.reading import Definition
from server.engine.specs import Failure
from server.engine.stepping import Armed, Decided, Operations, Running, Thrown, happen
from server.engine.values import JSON, Data, checked

MOST_LAPS: Final = 100
NOBODY: Final = Sender()


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """A task that waits for a person of a role; `id` is what `complete` wants."""

    id: str
    element: str
    role: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What a step did, and what the instance waits for after it.

    `chosen` names the choices that stand in parallel branches, each with where it led; `early` the
    messages that are kept for a catch to come, oldest first; `decided` what decision tables said.
    """

    doc: str
    done: bool
    tasks: tuple[WaitingTask, ...] = ()
    armed: tuple[Armed, ...] = ()
    thrown: tuple[Thrown, ...] = ()
    passed: tuple[str, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()
    early: tuple[Early, ...] = ()
    decided: tuple[Decided, ...] = ()


def start(  # noqa: PLR0913 - the facts of a start
    definition: Definition,
    process: str,
    facts: Mapping[str, Data],
    ops: Operations,
    *,
    on: str | None = None,
    payload: Data = None,
    laps: int = MOST_LAPS,
    now: str | None = None,
) -> Moved:
    """Start an instance; `on` is its message start event, whose payload lands in vars[on].

    Raises UnknownProcess, NotArmed where `on` is not how the process starts, BadData, and what
    any step may raise: ExpressionRefused, Stuck, TooManyLaps, or an operation's own exception.
    """
    spec = definition.spec(process)
    running = Running(definition, _facts(definition, process, facts), {}, ops, laps)
    running.now = now
    expected = next(
        each.id if each.message is not None else None
        for each in definition.elements.values()
        if each.kind == Kind.START and each.process == process
    )
    if on != expected:
        raise NotArmed(f"{process} starts on {expected}, not on {on}")
    workflow: Workflow = BpmnWorkflow(spec, script_engine=running)
    running.go(workflow)
    if on is not None:
        _catch(workflow, on)
        running.vars[on] = checked({} if payload is None else payload, on)
        running.go(workflow)
    return moved(definition, workflow, running)


def complete(  # noqa: PLR0913 - the facts of a completion
    definition: Definition,
    doc: str,
    task_id: str,
    result: Data,
    ops: Operations,
    *,
    laps: int = MOST_LAPS,
    now: str | None = None,
) -> Moved:
    """Complete a person's task; the result lands in vars[element id].

    Raises NotReady where the task does not wait for a person, BadData for the result, and what any
    step may raise.
    """
    workflow, running = restored(definition, doc, ops, laps, now)
    task = ready(workflow, task_id)
    name = task.task_spec.name
    running.vars[name] = checked(result, name)
    running.run(task)
    rest(workflow, running)
    return moved(definition, workflow, running)


def deliver(  # noqa: PLR0913 - the facts of a delivery
    definition: Definition,
    doc: str,
    element: str,
    payload: Data,
    ops: Operations,
    *,
    sender: Sender = NOBODY,
    laps: int = MOST_LAPS,
    now: str | None = None,
) -> Moved:
    """Hand a message to one element; the payload lands in vars[element] once it waits.

    One that comes before its catch is kept for it; see `early`. Raises UnknownElement where the
    element takes no message, NotArmed where it does not wait and will not, or is no catch event of
    one message, BadData for the payload, and what any step may raise.
    """
    drawn = definition.element(element)
    if not drawn.waits or drawn.timer:
        raise UnknownElement(f"{element} takes no message")
    workflow, running = restored(definition, doc, ops, laps, now)
    given = checked({} if payload is None else payload, element)
    try:
        _catch(workflow, element)
    except NotArmed:
        comes = early.expected(definition, element, _places(definition, workflow))
        if not (comes and early.keepable(definition, element)):
            raise
        running.early = early.added(running.early, Early(element, sender, given))
    else:
        running.vars[element] = given
        rest(workflow, running)
    return moved(definition, workflow, running)


def fire(  # noqa: PLR0913 - the facts of a firing
    definition: Definition,
    doc: str,
    element: str,
    ops: Operations,
    *,
    laps: int = MOST_LAPS,
    now: str | None = None,
) -> Moved | None:
    """Let a drawn timer fire; None where it is late: nothing waits for it any more.

    vars[element] becomes an empty object, so that `has(element)` tells that it fired. Raises
    UnknownElement where the element is no timer, and what any step may raise.
    """
    if not definition.element(element).timer:
        raise UnknownElement(f"{element} is no timer")
    workflow, running = restored(definition, doc, ops, laps, now)
    try:
        _catch(workflow, element)
    except NotArmed:
        return None
    running.vars[element] = {}
    rest(workflow, running)
    return moved(definition, workflow, running)


def no_operation(name: str, _given: Mapping[str, JSON], _known: Mapping[str, JSON]) -> Data:
    """Refuse every operation: for reading a state. Not for other rooms."""
    raise BadData(name, "reading a state runs no operation")


def _facts(definition: Definition, process: str, facts: Mapping[str, Data]) -> dict[str, JSON]:
    for name in facts:
        if name in definition.elements and definition.elements[name].process == process:
            raise BadData(name, "is the id of an element, not the name of a fact")
    given = checked(dict(facts), "facts")
    return given if isinstance(given, dict) else {}


def restored(
    definition: Definition, text: str, ops: Operations, laps: int, now: str | None = None
) -> tuple[Workflow, Running]:
    """Give a stored state to work on; raises StateUnreadable and its kin. Not for other rooms."""
    doc = tokens.read(text)
    if doc.process not in definition.processes:
        raise StateUnreadable(f"{doc.process} is no process of this definition")
    running = Running(definition, doc.vars, doc.laps, ops, laps)
    running.early, running.now = [*doc.early], now
    workflow = tokens.restore(doc, definition.spec(doc.process), running)
    if doc.entered:  # to look for what waits costs as much as to load
        running.entered = {
            (name, task.id): doc.entered[name]
            for name, task in _waiting(workflow)
            if name in doc.entered
        }
    return workflow, running


def rest(workflow: Workflow, running: Running) -> None:
    """Run what waits for nobody, and hand over what was kept for what now waits. As `restored`."""
    running.go(workflow)
    while True:
        waits = {name for name, _ in _waiting(workflow)}
        taken = next((each for each in running.early if each.element in waits), None)
        if taken is None:
            return
        running.early = [each for each in running.early if each is not taken]
        _catch(workflow, taken.element)
        running.vars[taken.element] = taken.payload
        running.go(workflow)


def ready(workflow: Workflow, task_id: str) -> Token:
    """Give the token of a task that waits for a person, or raise NotReady. Not for other rooms."""
    try:
        task = workflow.tasks.get(UUID(task_id))
    except ValueError:
        task = None
    if task is None or task.state != TaskState.READY or not task.task_spec.manual:
        raise NotReady(task_id)
    return task


def _waiting(workflow: Workflow) -> list[tuple[str, Token]]:
    """Give each element that waits with the token that does: for its events, a gateway's."""
    found: list[tuple[str, Token]] = []
    for task in workflow.get_tasks(state=TaskState.WAITING):
        if isinstance(task.task_spec, EventBasedGateway):
            found.extend((spec.name, task) for spec in task.task_spec.outputs)
        elif isinstance(task.task_spec, CatchingEvent) and not isinstance(task.task_spec, Failure):
            found.append((task.task_spec.name, task))
    return found


def _catch(workflow: Workflow, element: str) -> None:
    for name, task in _waiting(workflow):
        if name == element:
            happen(task, _event(task, element))
            return
    raise NotArmed(element)


def _event(task: Token, element: str) -> SpecEvent:
    event = task.task_spec.event_definition
    if isinstance(task.task_spec, EventBasedGateway):
        return next(each for each in event.event_definitions if each.name == element)
    return event


def moved(definition: Definition, workflow: Workflow, running: Running) -> Moved:
    """Say what a step did, or raise Stuck. Not for other rooms."""
    tasks = workflow.get_tasks(state=TaskState.READY, manual=True)
    kept = early.kept(definition, running.early, _places(definition, workflow))
    waits = _waiting(workflow)
    entered = running.since((name, task.id) for name, task in waits)
    after = Moved(
        doc=tokens.write(workflow, running.vars, running.laps, kept, entered),
        done=workflow.completed,
        tasks=tuple(opened(definition, task) for task in tasks),
        armed=tuple(running.armed(name, entered.get(name)) for name, _ in waits),
        thrown=tuple(running.thrown),
        passed=tuple(running.passed),
        chosen=tuple(running.chosen),
        early=kept,
        decided=tuple(running.decided),
    )
    if not (after.done or after.tasks or after.armed):
        raise Stuck(workflow.spec.name)
    return after


def _places(definition: Definition, workflow: Workflow) -> set[str]:
    """Name the elements at which there is a token; an error's event waits for one inside."""
    live = workflow.get_tasks(state=TaskState.READY | TaskState.WAITING)
    names = {each.task_spec.name for each in live if not isinstance(each.task_spec, Failure)}
    return names & definition.elements.keys()


def opened(definition: Definition, task: Token) -> WaitingTask:
    """Give a waiting token as a task. Not for other rooms."""
    name = task.task_spec.name
    return WaitingTask(id=str(task.id), element=name, role=definition.elements[name].role or "")
