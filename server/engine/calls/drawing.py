"""A called process as it is drawn into its caller's tree: its ids, its names, its picture."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from lxml import etree

from server.engine.calls.called import INPUT
from server.engine.calls.names import Names
from server.engine.diagram.dialects import CALL
from server.engine.diagram.drawing import ARTIFACTS, local_name
from server.engine.expressions.durations import source_of
from server.engine.xml import BPMN, BPMNDI, SPIFF

HANDED_IN, SAID = CALL
CALL_INPUT: Final = f"{SPIFF}callInput"
_REFERENCES: Final = ("sourceRef", "targetRef", "attachedToRef", "default", "errorRef")
_TEXTS: Final = ("flowNodeRef", "incoming", "outgoing")
_EXPRESSIONS: Final = ("conditionExpression", "timeDate")
_DRAWN: Final = ("id", "bpmnElement", "sourceElement", "targetElement")
_LEFT_OUT: Final = ARTIFACTS | {"documentation", "extensionElements"}
_OF_RECORDS: Final = frozenset({"op.count", "op.sum", "op.rank", "op.percent"})


def ids_of(root: etree._Element) -> frozenset[str]:
    """Name all that a file's elements are called."""
    return frozenset(str(node.get("id")) for node in root.iter(f"{BPMN}*") if node.get("id"))


@dataclass(frozen=True, slots=True)
class CallFields:
    """What a call hands in: the fields that the opening form of the called process takes.

    Of those that are `needed` none may be left out.
    """

    form: str
    fields: Collection[str]
    needed: Collection[str] = ()


def draw_in(call: etree._Element, called: etree._Element, names: Names, handed: CallFields) -> None:
    """Make of a call activity a subprocess that holds what the called process draws."""
    given = {**dict.fromkeys(handed.fields, "None"), **_taken(call, HANDED_IN)}
    results = _taken(call, SAID)
    body = called.find(f"{BPMN}process")
    if body is None:  # looked at before
        return
    for node in [each for each in body if local_name(each) in _LEFT_OUT]:
        body.remove(node)
    _picture(call, called, names.prefix)
    _qualify(body, names)
    call.tag = f"{BPMN}subProcess"
    _parameters(call, {name: names.expression(source) for name, source in results.items()})
    call.extend([*body])
    _hand_in(call, names.prefix, given, handed.form)
    _errors(call, called, names)


def _taken(call: etree._Element, prefix: str) -> dict[str, str]:
    """Take the properties of this kind out of a call; give their expressions by name."""
    found: dict[str, str] = {}
    for node in [*call.iterfind(f"{BPMN}extensionElements/{SPIFF}properties/{SPIFF}property")]:
        name, holder = node.get("name", ""), node.getparent()
        if name.startswith(prefix) and name.removeprefix(prefix) not in found:
            found[name.removeprefix(prefix)] = node.get("value", "")
            if holder is not None:
                holder.remove(node)
    return found


def _parameters(node: etree._Element, values: dict[str, str]) -> None:
    held = node.find(f"{BPMN}extensionElements")
    if held is None:
        held = etree.SubElement(node, f"{BPMN}extensionElements")
    together = etree.SubElement(held, f"{SPIFF}parameters")
    for name, source in values.items():
        etree.SubElement(together, f"{SPIFF}parameter", id=f"p.{name}", type="any", value=source)


def _hand_in(call: etree._Element, prefix: str, given: dict[str, str], form: str) -> None:
    """Put what the call hands in behind the start of what is called."""
    name = f"{prefix}{INPUT}"
    node = etree.SubElement(call, CALL_INPUT, id=name)
    _parameters(node, given)
    if form:
        held = node.find(f"{BPMN}extensionElements")
        together = etree.SubElement(held, f"{SPIFF}properties")  # type: ignore[arg-type] # made above
        etree.SubElement(together, f"{SPIFF}property", name="form", value=f"{prefix}{form}")
    for start in call.findall(f"{BPMN}startEvent"):
        for flow in call.findall(f"{BPMN}sequenceFlow"):
            if flow.get("sourceRef") == start.get("id"):
                flow.set("sourceRef", name)
        flow = etree.SubElement(call, f"{BPMN}sequenceFlow", id=f"{name}.in", targetRef=name)
        flow.set("sourceRef", start.get("id", ""))


def _qualify(body: etree._Element, names: Names) -> None:
    for node in body.iterdescendants(etree.Element):
        if node.tag.startswith(SPIFF) and node.tag != CALL_INPUT:
            _qualify_extension(node, names)
        else:
            _qualify_node(node, names)


def _qualify_node(node: etree._Element, names: Names) -> None:
    _put_before(node, ("id", *_REFERENCES), names.prefix)
    if local_name(node) in _TEXTS:
        node.text = f"{names.prefix}{(node.text or '').strip()}"
    elif local_name(node) == "timeDuration":
        node.text = names.expression(source_of((node.text or "").strip()))
    elif local_name(node) in _EXPRESSIONS:
        node.text = names.expression(node.text or "")


def _put_before(node: etree._Element, attributes: Collection[str], prefix: str) -> None:
    for name in attributes:
        if node.get(name):
            node.set(name, f"{prefix}{node.get(name)}")


def _qualify_extension(node: etree._Element, names: Names) -> None:
    match local_name(node):
        case "property":
            _property(node, names)
        case "parameter":
            operator = node.getparent().getparent()  # type: ignore[union-attr] # it stands in one
            named = operator is not None and operator.get("id") in _OF_RECORDS
            said = names.task if named and node.get("id") == "p.of" else names.expression
            node.set("value", said(node.get("value", "")))
        case "serviceTaskOperator" if node.get("resultVariable"):
            node.set("resultVariable", f"{names.prefix}{node.get('resultVariable')}")
        case "calledDecisionId":
            node.text = f"{names.prefix}{(node.text or '').strip()}"
        case _:
            pass


def _property(node: etree._Element, names: Names) -> None:
    value = node.get("value", "")
    match node.get("name"):
        case "form" | "approves":
            node.set("value", f"{names.prefix}{value}")
        case "title":
            node.set("value", names.title(value))
        case "due" if not value.isidentifier():
            node.set("value", names.expression(value))
        case _:
            pass


def _errors(call: etree._Element, called: etree._Element, names: Names) -> None:
    """Take the errors over: the code is what they are caught by, here as there."""
    root = call.getroottree().getroot()
    for error in called.findall(f"{BPMN}error"):
        name = error.get("id", "")
        code = error.get("errorCode") or name
        etree.SubElement(root, f"{BPMN}error", id=f"{names.prefix}{name}", errorCode=code)


def _picture(call: etree._Element, called: etree._Element, prefix: str) -> None:
    """Lay the picture of what is called behind the call: it is drawn on a plane of its own.

    Pools and notes are not drawn again, nor what stands for nothing.
    """
    root = call.getroottree().getroot()
    tags = {str(node.get("id")): local_name(node) for node in called.iter(f"{BPMN}*")}
    shown = {name for name, tag in tags.items() if tag not in {*ARTIFACTS, "participant"}}
    drawn = called.find(f"{BPMNDI}BPMNDiagram")
    plane = None if drawn is None else drawn.find(f"{BPMNDI}BPMNPlane")
    if drawn is None or plane is None:
        return
    for each in [each for each in plane if each.get("bpmnElement") not in shown]:
        plane.remove(each)
    for node in drawn.iter(etree.Element):
        _put_before(node, _DRAWN, prefix)
    plane.set("bpmnElement", call.get("id", ""))
    root.append(drawn)
    root.extend(_deeper(called, prefix))


def _deeper(called: etree._Element, prefix: str) -> list[etree._Element]:
    """Give the planes of what the called process calls itself."""
    found = called.findall(f"{BPMNDI}BPMNDiagram")
    for diagram in found:
        for node in diagram.iter(etree.Element):
            _put_before(node, _DRAWN, prefix)
    return found
