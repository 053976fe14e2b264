"""Builds the library's process specs from a checked drawing; its own parser never sees a file.

The specs of a definition are shared by all its instances and threads. They are not changed after
they are built: what varies with a step is in its `Step`, which is the workflow's script engine.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec, _BpmnCondition
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
from SpiffWorkflow.task import Task

from server.engine.drawing import Drawing, Element, Flow, Kind

# At its default level the library walks the whole task tree at each start and end.
logging.getLogger("spiff").setLevel(logging.WARNING)


class Step(Protocol):
    """What a running step answers to its elements; it stands where the library has scripts."""

    def condition(self, source: str) -> bool: ...
    def operate(self, element: str) -> None: ...
    def throw(self, element: str) -> None: ...


class Waited(EventDefinition):  # type: ignore[misc]
    """The event one catching element waits for: nobody else's, whatever its message is called."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Waited) and self.name == other.name

    __hash__ = None  # type: ignore[assignment] # compared, never a key


class Thrown(EventDefinition):  # type: ignore[misc]
    """The message a throwing element sends: handed to the step, never to a catcher inside."""

    def throw(self, my_task: Task) -> None:
        _step(my_task).throw(my_task.task_spec.name)


class Operation(BpmnSpecMixin):  # type: ignore[misc]
    """A service task: the step runs the operation; a failure is the operation's own exception."""

    def _run_hook(self, my_task: Task) -> bool:
        _step(my_task).operate(self.name)
        return True


class Condition(_BpmnCondition):  # type: ignore[misc]
    def _matches(self, task: Task) -> bool:
        return _step(task).condition(self.args[0])


def _step(task: Task) -> Step:
    step: Step = task.workflow.script_engine
    return step


def build(drawing: Drawing) -> Mapping[str, BpmnProcessSpec]:
    """Give one spec a process; the drawing must have passed the checks."""
    return {process.id: _Building(drawing, process.id).spec for process in drawing.processes}


class _Building:
    def __init__(self, drawing: Drawing, process: str) -> None:
        self.spec = BpmnProcessSpec(name=process)
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

    def split(self, task: str) -> BpmnTaskSpec:
        split = BoundaryEventSplit(self.spec, f"{task}.Split")
        join = BoundaryEventJoin(self.spec, f"{task}.Join", split_task=split.name, cancel=True)
        split.connect(self.nodes[task])
        self.nodes[task].connect(join)
        self.entries[task] = split
        return split

    def ends(self) -> None:
        for element in self.elements.values():
            if element.kind == Kind.START:
                self.spec.start.connect(self.nodes[element.id])
            if element.kind == Kind.END:
                self.nodes[element.id].connect(self.spec.end)

    def connect(self, flow: Flow) -> None:
        source, target = self.nodes[flow.source], self.entries[flow.target]
        is_default = self.elements[flow.source].default in {None, flow.id}
        if flow.condition is None or is_default:
            source.connect(target)
        else:
            source.connect_if(Condition(flow.condition), target)


def _node(spec: BpmnProcessSpec, element: Element) -> BpmnTaskSpec:
    return _NODES[Kind(element.kind)](spec, element)


def _start(spec: BpmnProcessSpec, element: Element) -> BpmnTaskSpec:
    event = NoneEventDefinition() if element.message is None else Waited(element.id)
    return StartEvent(spec, element.id, event_definition=event)


def _end(spec: BpmnProcessSpec, element: Element) -> BpmnTaskSpec:
    event = Thrown(element.id) if element.throws else NoneEventDefinition()
    return EndEvent(spec, element.id, event_definition=event)


def _throw(spec: BpmnProcessSpec, element: Element) -> BpmnTaskSpec:
    return IntermediateThrowEvent(spec, element.id, event_definition=Thrown(element.id))


def _catch(spec: BpmnProcessSpec, element: Element) -> BpmnTaskSpec:
    return IntermediateCatchEvent(spec, element.id, event_definition=Waited(element.id))


def _boundary(spec: BpmnProcessSpec, element: Element) -> BpmnTaskSpec:
    event = Waited(element.id)
    return BoundaryEvent(spec, element.id, event_definition=event, cancel_activity=True)


def _events(spec: BpmnProcessSpec, element: Element) -> BpmnTaskSpec:
    return EventBasedGateway(spec, element.id, event_definition=MultipleEventDefinition([]))


_NODES: Final[Mapping[Kind, Callable[[BpmnProcessSpec, Element], Any]]] = {
    Kind.START: _start,
    Kind.END: _end,
    Kind.THROW: _throw,
    Kind.CATCH: _catch,
    Kind.TIMER: _catch,
    Kind.BOUNDARY: _boundary,
    Kind.EVENTS: _events,
    Kind.USER: lambda spec, element: UserTask(spec, element.id),
    Kind.SERVICE: lambda spec, element: Operation(spec, element.id),
    Kind.EXCLUSIVE: lambda spec, element: ExclusiveGateway(spec, element.id),
}
