"""What a BPMN file draws, in our own words: processes, elements, flows; no judgement yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from lxml import etree

from server.engine.xml import BPMN, SPIFF


class Kind(StrEnum):
    """The kinds of element the engine runs; a drawn timer is one of our own, not the library's."""

    START = "startEvent"
    END = "endEvent"
    THROW = "intermediateThrowEvent"
    CATCH = "intermediateCatchEvent"
    TIMER = "timer"
    BOUNDARY = "boundaryEvent"
    USER = "userTask"
    SERVICE = "serviceTask"
    DECISION = "businessRuleTask"
    EXCLUSIVE = "exclusiveGateway"
    EVENTS = "eventBasedGateway"
    PARALLEL = "parallelGateway"
    POOL = "participant"


@dataclass(frozen=True, slots=True)
class Element:
    """One drawn element, or a pool; `due` is an expression on timers; on tasks, or an id."""

    id: str
    kind: str
    process: str
    name: str = ""
    role: str | None = None
    form: str | None = None
    title: str | None = None
    due: str | None = None
    approves: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    documentation: str = ""
    message: str | None = None
    payload: str | None = None
    to: str | None = None
    operation: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    decision: str | None = None
    attached: str | None = None
    default: str | None = None
    terminates: bool = False
    """An end that ends everything in its instance."""

    @property
    def timer(self) -> bool:
        return self.kind == Kind.TIMER or (self.kind == Kind.BOUNDARY and self.message is None)

    @property
    def dated(self) -> str | None:
        """The expression of its day: a timer's date, a task's due date that is no deadline's id."""
        reckoned = self.kind == Kind.USER and self.due is not None and not self.due.isidentifier()
        return self.due if self.timer or reckoned else None

    @property
    def throws(self) -> bool:
        return self.kind in {Kind.THROW, Kind.END} and self.message is not None

    @property
    def waits(self) -> bool:
        return self.kind in {Kind.CATCH, Kind.TIMER, Kind.BOUNDARY}


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `condition` is an expression, or None."""

    id: str
    process: str
    source: str
    target: str
    condition: str | None


@dataclass(frozen=True, slots=True)
class Process:
    """One pool's process; `each` names the set it runs once for, None where it runs once."""

    id: str
    name: str
    each: str | None
    pool: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One file as drawn, in document order."""

    processes: tuple[Process, ...]
    elements: tuple[Element, ...]
    flows: tuple[Flow, ...]
    message_flows: tuple[tuple[str, str], ...]
    outside: tuple[tuple[str, str], ...] = ()
    """The message flows to and from pools without a process: nobody here hears or sends them."""

    def leaving(self, element: str) -> tuple[Flow, ...]:
        return tuple(flow for flow in self.flows if flow.source == element)

    def entering(self, element: str) -> tuple[Flow, ...]:
        return tuple(flow for flow in self.flows if flow.target == element)


_TASKS: Final = {"sendTask": Kind.THROW, "receiveTask": Kind.CATCH}
"""Tasks that mean what an event does, with the same properties."""
ARTIFACTS = frozenset({"textAnnotation", "association", "group"})
_NOT_NODES = ARTIFACTS | {"laneSet", "sequenceFlow", "extensionElements", "documentation"}


def draw(root: etree._Element) -> Drawing:
    """Read the drawing; what it does not know it leaves out, so check the tree as well."""
    messages = {m.get("id", ""): m.get("name", "") for m in root.findall(f"{BPMN}message")}
    pools = root.findall(f"{BPMN}collaboration/{BPMN}participant")
    participants = [pool for pool in pools if pool.get("processRef")]
    closed = {pool.get("id", "") for pool in pools} - {each.get("id", "") for each in participants}
    talk = [
        (flow.get("sourceRef", ""), flow.get("targetRef", ""))
        for flow in root.findall(f"{BPMN}collaboration/{BPMN}messageFlow")
    ]
    bodies = root.findall(f"{BPMN}process")
    return Drawing(
        processes=tuple(_process(participant) for participant in participants),
        elements=(
            *(_pool(participant) for participant in participants),
            *(element for body in bodies for element in _elements(body, messages)),
        ),
        flows=tuple(flow for body in bodies for flow in _flows(body)),
        message_flows=tuple(pair for pair in talk if closed.isdisjoint(pair)),
        outside=tuple(pair for pair in talk if not closed.isdisjoint(pair)),
    )


def properties(node: etree._Element) -> dict[str, str]:
    """Give the extension properties of an element."""
    return {each.get("name", ""): each.get("value", "") for each in _properties(node)}


def property_names(node: etree._Element) -> list[str]:
    """Name the extension properties of an element as often as they stand there."""
    return [each.get("name", "") for each in _properties(node)]


def _properties(node: etree._Element) -> list[etree._Element]:
    return node.findall(f"{BPMN}extensionElements/{SPIFF}properties/{SPIFF}property")


def local_name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _process(participant: etree._Element) -> Process:
    return Process(
        id=participant.get("processRef", ""),
        name=participant.get("name", ""),
        each=properties(participant).get("each"),
        pool=participant.get("id", ""),
    )


def _pool(participant: etree._Element) -> Element:
    return Element(
        id=participant.get("id", ""),
        kind=Kind.POOL,
        process=participant.get("processRef", ""),
        name=participant.get("name", ""),
        properties=properties(participant),
        documentation=_text(participant, "documentation"),
    )


def _elements(body: etree._Element, messages: Mapping[str, str]) -> Iterator[Element]:
    roles = _roles(body)
    for node in body:
        if local_name(node) not in _NOT_NODES:
            yield _element(node, body.get("id", ""), roles, messages)


def _roles(body: etree._Element) -> dict[str, str | None]:
    return {
        (reference.text or "").strip(): properties(lane).get("role")
        for lane in body.iter(f"{BPMN}lane")
        for reference in lane.findall(f"{BPMN}flowNodeRef")
    }


def _element(
    node: etree._Element,
    process: str,
    roles: Mapping[str, str | None],
    messages: Mapping[str, str],
) -> Element:
    named = properties(node)
    timer = node.find(f"{BPMN}timerEventDefinition")
    event = _message_event(node)
    operator = node.find(f"{BPMN}extensionElements/{SPIFF}serviceTaskOperator")
    called = node.find(f"{BPMN}extensionElements/{SPIFF}calledDecisionId")
    kind = _TASKS.get(local_name(node), local_name(node))
    is_timer = timer is not None and kind == Kind.CATCH
    return Element(
        id=node.get("id", ""),
        kind=Kind.TIMER if is_timer else kind,
        process=process,
        name=node.get("name", ""),
        role=roles.get(node.get("id", "")),
        form=named.get("form"),
        title=named.get("title"),
        due=named.get("due") if timer is None else _first_text(timer),
        approves=named.get("approves"),
        properties=named,
        documentation=_text(node, "documentation"),
        message=None if event is None else messages.get(event.get("messageRef", ""), ""),
        payload=None if event is None else _payload(event),
        to=named.get("to"),
        operation=None if operator is None else operator.get("id", "").removeprefix("op."),
        parameters={} if operator is None else _parameters(operator),
        decision=None if called is None else (called.text or "").strip(),
        attached=node.get("attachedToRef"),
        default=node.get("default"),
        terminates=kind == Kind.END and node.find(f"{BPMN}terminateEventDefinition") is not None,
    )


def _message_event(node: etree._Element) -> etree._Element | None:
    """Give what names an element's message: a send or receive task names it itself."""
    if local_name(node) in _TASKS:
        return node
    return node.find(f"{BPMN}messageEventDefinition")


def _payload(event: etree._Element) -> str | None:
    found = event.find(f"{BPMN}extensionElements/{SPIFF}messagePayload")
    return None if found is None else (found.text or "").strip()


def _parameters(operator: etree._Element) -> dict[str, str]:
    return {
        each.get("id", "").removeprefix("p."): each.get("value", "")
        for each in operator.iter(f"{SPIFF}parameter")
    }


def _flows(body: etree._Element) -> Iterator[Flow]:
    for node in body.findall(f"{BPMN}sequenceFlow"):
        condition = node.find(f"{BPMN}conditionExpression")
        yield Flow(
            id=node.get("id", ""),
            process=body.get("id", ""),
            source=node.get("sourceRef", ""),
            target=node.get("targetRef", ""),
            condition=None if condition is None else (condition.text or "").strip(),
        )


def _first_text(node: etree._Element) -> str:
    return "".join((child.text or "").strip() for child in node)


def _text(node: etree._Element, name: str) -> str:
    return (node.findtext(f"{BPMN}{name}") or "").strip()
