"""Builds the library's process specs from a checked drawing; its own parser never sees a file.

The specs of a definition are shared by all its instances and threads. They are not changed after
they are built: what varies with a step is in its `RunningStep`, the script engine of the workflow.
"""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import _BpmnCondition
from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.defaults import (
    BoundaryEvent,
    EndEvent,
    EventBasedGateway,
    ExclusiveGateway,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    StartEvent,
    UserTask,
)
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.multiple import MultipleEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.simple import NoneEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.util.task import TaskState

from server.engine.drawing import Drawing, Element, Flow, Kind
from server.engine.library import ProcessSpec, RunningStep, Spec, SpecEvent, Token

_LIVE: Final = TaskState.READY | TaskState.WAITING

# At its default level the library walks the whole task tree at each start and end.
logging.getLogger("spiff").setLevel(logging.WARNING)


class Waited(EventDefinition):  # type: ignore[misc,no-any-unimported]
    """The event one catching element waits for: nobody else's, whatever its message is called."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Waited) and self.name == other.name

    __hash__ = None  # type: ignore[assignment] # compared, never a key


class ThrownEvent(EventDefinition):  # type: ignore[misc,no-any-unimported]
    """The message a throwing element sends: handed to the step, never to a catcher inside."""

    def throw(self, my_task: Token) -> None:
        _step(my_task).throw(my_task.task_spec.name)


class Unforeseen(BpmnSpecMixin):  # type: ignore[misc,no-any-unimported]
    """An element that sees its next ones when it is run, and no further.

    The library hangs all that may come on a token when it first sees it coming. That is most of a
    tree, and it is without end where a loop has no gateway in it.
    """

    def _predict(self, my_task: Token, *_seen: object, **_mask: object) -> None:
        """Foresee nothing."""

    def _run_hook(self, my_task: Token) -> object:
        self._predict_hook(my_task)
        return super()._run_hook(my_task)


class Begin(Unforeseen, StartEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Finish(Unforeseen, EndEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Terminate(Finish):
    """An end that takes every other token of its instance away."""

    def _run_hook(self, my_task: Token) -> object:
        for task in my_task.workflow.get_tasks(state=_LIVE):
            if task is not my_task:
                task.cancel()
        return super()._run_hook(my_task)


class Throw(Unforeseen, IntermediateThrowEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Catch(Unforeseen, IntermediateCatchEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Boundary(Unforeseen, BoundaryEvent):  # type: ignore[misc,no-any-unimported]
    pass


class Split(Unforeseen, BoundaryEventSplit):  # type: ignore[misc,no-any-unimported]
    pass


class Events(Unforeseen, EventBasedGateway):  # type: ignore[misc,no-any-unimported]
    pass


class Task(Unforeseen, UserTask):  # type: ignore[misc,no-any-unimported]
    pass


class ExclusiveChoice(Unforeseen, ExclusiveGateway):  # type: ignore[misc,no-any-unimported]
    def _predict_hook(self, my_task: Token) -> None:
        """Leave it to the run, which hangs the one way it takes."""


class Parallel(Unforeseen):
    """A gateway that splits a token, or waits for all that its split has sent out.

    The ways to it are as many as the branches, and each brings one token: that is checked when the
    definition is read. So to join is to count, and nobody has to look where a token came from. Who
    comes last goes on.
    """

    def _update_hook(self, my_task: Token) -> bool:
        here = my_task.workflow.get_tasks(state=TaskState.WAITING, spec_name=self.name)
        others = [task for task in here if task is not my_task]
        if len(others) + 1 < len(self.inputs):
            my_task._set_state(TaskState.WAITING)  # noqa: SLF001 - as the library's joins do
            return False
        for task in others:
            task._set_state(TaskState.COMPLETED)  # noqa: SLF001 - nothing comes after these
        return True


class ServiceTask(Unforeseen):
    """A service task: the step runs the operation; a failure is the operation's own exception."""

    def _run_hook(self, my_task: Token) -> object:
        _step(my_task).operate(self.name)
        return super()._run_hook(my_task)


class BusinessRuleTask(Unforeseen):
    """A business rule task: the step asks its decision table."""

    def _run_hook(self, my_task: Token) -> object:
        _step(my_task).decide(self.name)
        return super()._run_hook(my_task)


class Condition(_BpmnCondition):  # type: ignore[misc,no-any-unimported]
    def _matches(self, task: Token) -> bool:
        return _step(task).condition(self.args[0])


def _step(task: Token) -> RunningStep:
    return task.workflow.script_engine


def build(drawing: Drawing) -> Mapping[str, ProcessSpec]:
    """Give one spec a process; the drawing must have passed the checks."""
    return {process.id: _Building(drawing, process.id).spec for process in drawing.processes}


class _Building:
    def __init__(self, drawing: Drawing, process: str) -> None:
        self.spec: ProcessSpec = BpmnProcessSpec(name=process)
        self.drawing = drawing
        elements = [element for element in drawing.elements if element.process == process]
        self.elements = {element.id: element for element in elements if element.kind != Kind.POOL}
        self.nodes = {name: _node(self.spec, each) for name, each in self.elements.items()}
        self.entries = dict(self.nodes)  # what a flow to an element leads to
        self.boundaries()
        self.ends()
        for flow in drawing.flows:
            if flow.process == process:
                self.connect(flow)

    def boundaries(self) -> None:
        """Put a split before each task with boundary events, and the join that disarms them."""
        for event in self.elements.values():
            if event.kind != Kind.BOUNDARY or event.attached is None:
                continue
            split = self.entries[event.attached]
            if split is self.nodes[event.attached]:
                split = self.split(event.attached)
            split.connect(self.nodes[event.id])
            self.nodes[event.id].connect(self.spec.task_specs[f"{event.attached}.Join"])

    def split(self, task: str) -> Spec:
        split: Spec = Split(self.spec, f"{task}.Split")
        join: Spec = BoundaryEventJoin(
            self.spec, f"{task}.Join", split_task=split.name, cancel=True
        )
        split.connect(self.nodes[task])
        self.nodes[task].connect(join)
        self.entries[task] = split
        return split

    def ends(self) -> None:
        for element in self.elements.values():
            if element.kind == Kind.START:
                self.spec.start.connect(self.nodes[element.id])
            if element.kind == Kind.END:
                self.nodes[element.id].connect(self.spec.task_specs["End"])

    def connect(self, flow: Flow) -> None:
        source, target = self.nodes[flow.source], self.entries[flow.target]
        is_default = self.elements[flow.source].default in {None, flow.id}
        if flow.condition is None or is_default:
            source.connect(target)
        else:
            source.connect_if(Condition(flow.condition), target)


def _node(spec: ProcessSpec, element: Element) -> Spec:
    event = _event(element)
    make = Terminate if element.terminates else _CLASSES[Kind(element.kind)]
    node: Spec = make(spec, element.id, **({} if event is None else {"event_definition": event}))
    return node


def _event(element: Element) -> SpecEvent | None:
    event: SpecEvent | None = None
    if element.throws:
        event = ThrownEvent(element.id)
    elif element.kind == Kind.EVENTS:
        event = MultipleEventDefinition([])
    elif element.waits or (element.kind == Kind.START and element.message is not None):
        event = Waited(element.id)
    elif element.kind in {Kind.START, Kind.END}:
        event = NoneEventDefinition()
    return event


_CLASSES: Final[Mapping[Kind, Callable[..., Any]]] = {
    Kind.START: Begin,
    Kind.END: Finish,
    Kind.THROW: Throw,
    Kind.CATCH: Catch,
    Kind.TIMER: Catch,
    Kind.BOUNDARY: partial(Boundary, cancel_activity=True),
    Kind.EVENTS: Events,
    Kind.USER: Task,
    Kind.SERVICE: ServiceTask,
    Kind.DECISION: BusinessRuleTask,
    Kind.EXCLUSIVE: ExclusiveChoice,
    Kind.PARALLEL: Parallel,
}
