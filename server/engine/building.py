"""Builds the library's process specs from a checked drawing; its own parser never sees a file."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin
from SpiffWorkflow.bpmn.specs.event_definitions.multiple import MultipleEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.simple import NoneEventDefinition

from server.engine.diagram.drawing import Drawing
from server.engine.diagram.elements import ATTACHED, Element, Flow, Kind
from server.engine.diagram.scopes import around
from server.engine.library import ProcessSpec, Spec, SpecEvent
from server.engine.specs import (
    Begin,
    Boundary,
    BusinessRuleTask,
    Catch,
    Condition,
    Enter,
    Events,
    ExclusiveChoice,
    Fail,
    Failure,
    Finish,
    HandIn,
    Leave,
    Parallel,
    Return,
    ServiceTask,
    Split,
    Task,
    Terminate,
    Throw,
    ThrownEvent,
    Waited,
)


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
        self.subprocesses()
        self.boundaries()
        self.ends()
        for flow in drawing.flows:
            if flow.process == process:
                self.connect(flow)

    def boundaries(self) -> None:
        """Put a split before each task with boundary events, and the join that disarms them."""
        for event in self.elements.values():
            if event.kind not in ATTACHED or event.attached is None:
                continue
            if f"{event.attached}.Split" not in self.spec.task_specs:
                self.split(event.attached)
            self.entries[event.attached].connect(self.nodes[event.id])
            self.nodes[event.id].connect(self.spec.task_specs[f"{event.attached}.Join"])

    def split(self, host: str) -> None:
        split: Split = Split(self.spec, f"{host}.Split")
        split.begins = self.elements[host].kind == Kind.SUBPROCESS
        join: Spec = BoundaryEventJoin(
            self.spec, f"{host}.Join", split_task=split.name, cancel=True
        )
        split.connect(self.entries[host])
        self.nodes[host].connect(join)
        self.entries[host] = split

    def subprocesses(self) -> None:
        """Put a beginning before each subprocess; its own node stands where it has ended."""
        inner = [each for each in self.elements.values() if each.inside]
        for name in dict.fromkeys(each.inside for each in inner):
            self.entries[name] = Enter(self.spec, f"{name}.Enter")
        for element in inner:
            node = self.nodes[element.id]
            if element.kind == Kind.INNER_START:
                self.entries[element.inside].connect(node)
            if element.kind == Kind.INNER_END:
                node.connect(self.nodes[element.inside])
            if isinstance(node, Terminate):
                node.within = self.within(element.inside)

    def within(self, subprocess: str) -> frozenset[str]:
        """Name all nodes that are in a subprocess, also in those in it."""
        known = self.elements
        names = [name for name, each in known.items() if subprocess in around(known, each)]
        return frozenset(f"{name}{part}" for name in names for part in ("", ".Split", ".Enter"))

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
    make = make if element.called is None else Return
    node: Spec = make(spec, element.id, **({} if event is None else {"event_definition": event}))
    return node


def _event(element: Element) -> SpecEvent | None:
    event: SpecEvent | None = None
    if element.throws:
        event = ThrownEvent(element.id)
    elif element.kind == Kind.EVENTS:
        event = MultipleEventDefinition([])
    elif (
        element.waits
        or element.kind == Kind.ERROR_BOUNDARY
        or (element.kind == Kind.START and element.message is not None)
    ):
        event = Waited(element.id)
    elif element.kind in {Kind.START, Kind.END, Kind.INNER_START, Kind.INNER_END}:
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
    Kind.SUBPROCESS: Leave,
    Kind.CALL_INPUT: HandIn,
    Kind.INNER_START: Begin,
    Kind.INNER_END: Finish,
    Kind.ERROR_END: Fail,
    Kind.ERROR_BOUNDARY: partial(Failure, cancel_activity=True),
}
