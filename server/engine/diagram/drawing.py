"""What a BPMN file draws, in our own words: processes, elements, flows; no judgement yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Self

from lxml import etree

from server.engine.diagram.elements import Element, Flow, Kind, Process
from server.engine.diagram.scopes import Scopes, around, scopes
from server.engine.expressions.durations import source_of
from server.engine.xml import BPMN, SPIFF

__all__ = ["ARTIFACTS", "Drawing", "Element", "Flow", "Kind", "Process", "draw"]
__all__ += ["local_name", "properties"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One file as drawn, in document order; `scopes` tells where tokens go in subprocesses."""

    processes: tuple[Process, ...]
    elements: tuple[Element, ...]
    flows: tuple[Flow, ...]
    message_flows: tuple[tuple[str, str], ...]
    scopes: Scopes
    outside: tuple[tuple[str, str], ...] = ()
    """The message flows to and from pools without a process: nobody here hears or sends them."""

    @property
    def ways(self) -> tuple[Flow, ...]:
        """The flows as tokens go: into a subprocess by its start, out of it by its ends."""
        return self.scopes.ways

    def around(self, element: Element) -> tuple[str, ...]:
        """Name the subprocesses an element stands in, from the innermost out."""
        return around({each.id: each for each in self.elements}, element) if element.inside else ()

    def leaving(self, element: str) -> tuple[Flow, ...]:
        return tuple(flow for flow in self.flows if flow.source == element)

    def entering(self, element: str) -> tuple[Flow, ...]:
        return tuple(flow for flow in self.flows if flow.target == element)


_TASKS: Final = {"sendTask": Kind.THROW, "receiveTask": Kind.CATCH}
"""Tasks that mean what an event does, with the same properties."""
ARTIFACTS = frozenset({"textAnnotation", "association", "group"})
_NOT_NODES = (
    ARTIFACTS
    | {"laneSet", "sequenceFlow", "extensionElements", "documentation", "incoming", "outgoing"}
    | {"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"}
)


def draw(root: etree._Element) -> Drawing:
    """Read the drawing; what it does not know it leaves out, so check the tree as well."""
    events = _EventReferences.of(root)
    pools = root.findall(f"{BPMN}collaboration/{BPMN}participant")
    participants = [pool for pool in pools if pool.get("processRef")]
    closed = {pool.get("id", "") for pool in pools} - {each.get("id", "") for each in participants}
    talk = [
        (flow.get("sourceRef", ""), flow.get("targetRef", ""))
        for flow in root.findall(f"{BPMN}collaboration/{BPMN}messageFlow")
    ]
    bodies = root.findall(f"{BPMN}process")
    elements = (
        *(_pool(participant) for participant in participants),
        *(element for body in bodies for element in _elements(body, events)),
    )
    flows = tuple(flow for body in bodies for flow in _flows(body))
    return Drawing(
        processes=tuple(map(_process, participants) if pools else map(_alone, bodies)),
        elements=elements,
        flows=flows,
        message_flows=tuple(pair for pair in talk if closed.isdisjoint(pair)),
        scopes=scopes(elements, flows),
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


def _alone(body: etree._Element) -> Process:
    """Give a process that is drawn without a pool, where nothing has one."""
    return Process(id=body.get("id", ""), name=body.get("name", ""), each=None, pool="")


def _pool(participant: etree._Element) -> Element:
    return Element(
        id=participant.get("id", ""),
        kind=Kind.POOL,
        process=participant.get("processRef", ""),
        name=participant.get("name", ""),
        properties=properties(participant),
        documentation=_text(participant, "documentation"),
    )


@dataclass(frozen=True, slots=True)
class _EventReferences:
    """What events refer to: the names of messages and the codes of errors, by id."""

    messages: Mapping[str, str]
    errors: Mapping[str, str]

    @classmethod
    def of(cls, root: etree._Element) -> Self:
        errors = {e.get("id", ""): e.get("errorCode") for e in root.findall(f"{BPMN}error")}
        return cls(
            {m.get("id", ""): m.get("name", "") for m in root.findall(f"{BPMN}message")},
            {name: code or name for name, code in errors.items()},
        )


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Where an element is drawn: its process and subprocess, and whose lane that stands in."""

    process: str
    inside: str = ""
    role: str | None = None


def _elements(body: etree._Element, events: _EventReferences) -> Iterator[Element]:
    roles = _roles(body)
    waiting = [(body, _Surroundings(body.get("id", "")))]
    while waiting:
        holder, place = waiting.pop()
        inner = []
        for node in holder:
            if local_name(node) in _NOT_NODES:
                continue
            role = roles.get(node.get("id", ""), place.role)
            yield _element(node, replace(place, role=role), events)
            if local_name(node) == Kind.SUBPROCESS:
                inner.append((node, _Surroundings(place.process, node.get("id", ""), role)))
        waiting += reversed(inner)


def _roles(body: etree._Element) -> dict[str, str | None]:
    return {
        (reference.text or "").strip(): properties(lane).get("role")
        for lane in body.iter(f"{BPMN}lane")
        for reference in lane.findall(f"{BPMN}flowNodeRef")
    }


def _element(node: etree._Element, place: _Surroundings, events: _EventReferences) -> Element:
    named = properties(node)
    timer = node.find(f"{BPMN}timerEventDefinition")
    event = _message_event(node)
    error = node.find(f"{BPMN}errorEventDefinition")
    operator = node.find(f"{BPMN}extensionElements/{SPIFF}serviceTaskOperator")
    plain = node.find(f"{BPMN}extensionElements/{SPIFF}parameters")
    given = plain if operator is None else operator
    called = node.find(f"{BPMN}extensionElements/{SPIFF}calledDecisionId")
    return Element(
        id=node.get("id", ""),
        kind=_kind(node, place),
        process=place.process,
        name=node.get("name", ""),
        role=place.role,
        form=named.get("form"),
        title=named.get("title"),
        due=named.get("due") if timer is None else _timed(timer, "timeDate"),
        duration=None if timer is None else _duration(timer),
        approves=named.get("approves"),
        properties=named,
        documentation=_text(node, "documentation"),
        message=None if event is None else events.messages.get(event.get("messageRef", ""), ""),
        payload=None if event is None else _payload(event),
        to=named.get("to"),
        operation=None if operator is None else operator.get("id", "").removeprefix("op."),
        parameters={} if given is None else _parameters(given),
        decision=None if called is None else (called.text or "").strip(),
        attached=node.get("attachedToRef"),
        default=node.get("default"),
        inside=place.inside,
        called=node.get("calledElement"),
        error=None if error is None else _code(error, events),
        terminates=node.find(f"{BPMN}terminateEventDefinition") is not None,
    )


def _kind(node: etree._Element, place: _Surroundings) -> str:
    """Tell apart what is drawn with one tag and is not one kind."""
    drawn = _TASKS.get(local_name(node), local_name(node))
    timed = node.find(f"{BPMN}timerEventDefinition") is not None
    failing = node.find(f"{BPMN}errorEventDefinition") is not None
    inner = place.inside != ""
    match drawn:
        case Kind.CATCH if timed:
            return Kind.TIMER
        case Kind.START if inner:
            return Kind.INNER_START
        case Kind.END if inner or failing:
            return Kind.ERROR_END if failing else Kind.INNER_END
        case Kind.BOUNDARY if failing:
            return Kind.ERROR_BOUNDARY
        case _:
            return drawn


def _code(error: etree._Element, events: _EventReferences) -> str:
    return events.errors.get(error.get("errorRef", ""), "")


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
    for node in body.iter(f"{BPMN}sequenceFlow"):
        condition = node.find(f"{BPMN}conditionExpression")
        yield Flow(
            id=node.get("id", ""),
            process=body.get("id", ""),
            source=node.get("sourceRef", ""),
            target=node.get("targetRef", ""),
            condition=None if condition is None else (condition.text or "").strip(),
        )


def _timed(timer: etree._Element, tag: str) -> str | None:
    found = timer.find(f"{BPMN}{tag}")
    return None if found is None else (found.text or "").strip()


def _duration(timer: etree._Element) -> str | None:
    written = _timed(timer, "timeDuration")
    return source_of(written) if written else None


def _text(node: etree._Element, name: str) -> str:
    return (node.findtext(f"{BPMN}{name}") or "").strip()
