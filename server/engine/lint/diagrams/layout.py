"""The rule that everything that runs is drawn: people read the picture, not the file."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from server.engine.diagram.drawing import Kind, local_name
from server.engine.errors import Problem
from server.engine.lint.known import DraftDefinition
from server.engine.xml import BPMN, BPMNDI, DC, DI

_LINES: Final = frozenset({"sequenceFlow", "messageFlow"})
_BOXES: Final = {"lane", "sendTask", "receiveTask", *Kind} - {
    *(Kind.TIMER, Kind.INNER_START, Kind.INNER_END, Kind.ERROR_END, Kind.ERROR_BOUNDARY),
}
LEAST_POINTS: Final = 2


def layout(draft: DraftDefinition) -> Iterator[Problem]:
    if draft.root.find(f"{BPMNDI}BPMNDiagram") is None:
        yield Problem("LAYOUT", "", {"missing": "BPMNDiagram"})
        return
    boxes = {shape.get("bpmnElement") for shape in _shapes(draft.root)}
    expanded = {each.get("bpmnElement") for each in _shapes(draft.root) if _expanded(each)}
    lines = {edge.get("bpmnElement") for edge in _edges(draft.root)}
    for node in _drawn_by_somebody(draft):
        name = node.get("id", "")
        if local_name(node) in _BOXES and name not in boxes:
            yield Problem("LAYOUT", name, {"missing": "BPMNShape"})
        called = node.get("calledElement") is not None
        if local_name(node) == Kind.SUBPROCESS and name not in expanded and not called:
            yield Problem("SUBPROCESS-CLOSED", name)
        if local_name(node) in _LINES and name not in lines:
            yield Problem("LAYOUT", name, {"missing": "BPMNEdge"})


def _drawn_by_somebody(draft: DraftDefinition) -> Iterator[etree._Element]:
    """Give all but the flow to what a call hands in, which stands in no file."""
    behind = {each.id for each in draft.of_kind(Kind.CALL_INPUT)}
    return (node for node in draft.root.iter(f"{BPMN}*") if node.get("targetRef") not in behind)


def _shapes(root: etree._Element) -> Iterator[etree._Element]:
    for shape in root.iter(f"{BPMNDI}BPMNShape"):
        if shape.find(f"{DC}Bounds") is not None:
            yield shape


def _expanded(shape: etree._Element) -> bool:
    return shape.get("isExpanded") == "true"


def _edges(root: etree._Element) -> Iterator[etree._Element]:
    for edge in root.iter(f"{BPMNDI}BPMNEdge"):
        if len(edge.findall(f"{DI}waypoint")) >= LEAST_POINTS:
            yield edge
