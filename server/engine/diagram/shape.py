"""Which tags and attributes a file may hold: what the engine would ignore, it refuses instead."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from lxml import etree

from server.engine.diagram.drawing import ARTIFACTS, local_name, properties, property_names
from server.engine.diagram.meaningless import RUNNING
from server.engine.diagram.uncalled import uncalled
from server.engine.errors import Problem
from server.engine.xml import BPMN, PICTURE, SPIFF, XSI

TreeRule: TypeAlias = "Callable[[etree._Element], Iterator[Problem]]"  # noqa: SLF001 - its type

_WORDS: Final = frozenset({"documentation", "extensionElements"})
_EVENTS: Final = frozenset({"messageEventDefinition", "timerEventDefinition"})
_PARTS: Final = (
    *("EventDefinition", "Characteristics", "Expression"),
    *("timeDate", "timeCycle", "timeDuration", "condition"),
    *("performer", "humanPerformer", "potentialOwner", "resourceRole"),
)
_ERROR: Final = frozenset({"errorEventDefinition"})
_TIMES: Final = frozenset({"timeDate", "timeDuration"})
_DEFINITIONS: Final = _EVENTS | _ERROR | {"terminateEventDefinition"}
_NODE: Final = _WORDS | {"incoming", "outgoing"}
_BODY: Final = (
    _WORDS
    | ARTIFACTS
    | {"laneSet", "sequenceFlow", "startEvent", "endEvent", "boundaryEvent", "subProcess"}
    | {"intermediateThrowEvent", "intermediateCatchEvent", "userTask", "serviceTask"}
    | {"sendTask", "receiveTask"}
    | {"businessRuleTask", "exclusiveGateway", "eventBasedGateway", "parallelGateway"}
)
"""What a process holds, and a subprocess."""

# tag -> (attributes it may have, BPMN children it may have)
_BPMN: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    tag: (frozenset(attributes.split()), frozenset(children))
    for tag, attributes, children in (
        (
            "definitions",
            "id name targetNamespace exporter exporterVersion expressionLanguage typeLanguage",
            {"collaboration", "process", "message", "error"},
        ),
        (
            "collaboration",
            "id name isClosed",
            _WORDS | ARTIFACTS | {"participant", "messageFlow"},
        ),
        ("participant", "id name processRef", _WORDS | {"participantMultiplicity"}),
        ("participantMultiplicity", "id minimum maximum", set[str]()),
        ("messageFlow", "id name sourceRef targetRef messageRef", {"documentation"}),
        ("message", "id name", {"documentation"}),
        ("error", "id name errorCode", {"documentation"}),
        ("process", "id name isExecutable isClosed processType", _BODY),
        ("subProcess", "id name triggeredByEvent calledElement", _NODE | _BODY),
        ("callInput", "id", _WORDS),
        ("laneSet", "id name", {"lane", "documentation"}),
        ("lane", "id name", _WORDS | {"flowNodeRef"}),
        ("flowNodeRef", "", set[str]()),
        ("sequenceFlow", "id name sourceRef targetRef", {"conditionExpression", "documentation"}),
        ("conditionExpression", f"id {XSI}type", set[str]()),
        ("startEvent", "id name", _NODE | {"messageEventDefinition"}),
        ("endEvent", "id name", _NODE | _DEFINITIONS - {"timerEventDefinition"}),
        ("terminateEventDefinition", "id", {"documentation"}),
        ("sendTask", "id name messageRef", _NODE),
        ("receiveTask", "id name messageRef", _NODE),
        ("intermediateThrowEvent", "id name", _NODE | {"messageEventDefinition"}),
        ("intermediateCatchEvent", "id name", _NODE | _EVENTS),
        ("boundaryEvent", "id name attachedToRef cancelActivity", _NODE | _EVENTS | _ERROR),
        ("messageEventDefinition", "id messageRef", {"extensionElements"}),
        ("errorEventDefinition", "id errorRef", set[str]()),
        ("timerEventDefinition", "id", _TIMES),
        *((each, f"id {XSI}type", set[str]()) for each in sorted(_TIMES)),
        ("userTask", "id name", _NODE),
        ("serviceTask", "id name", _NODE),
        ("businessRuleTask", "id name", _NODE),
        ("exclusiveGateway", "id name default gatewayDirection", _NODE),
        ("eventBasedGateway", "id name gatewayDirection", _NODE),
        ("parallelGateway", "id name gatewayDirection", _NODE),
        ("documentation", "id textFormat", set[str]()),
        ("extensionElements", "", set[str]()),
        ("incoming", "", set[str]()),
        ("outgoing", "", set[str]()),
        ("textAnnotation", "id textFormat", {"text"}),
        ("text", "", set[str]()),
        ("association", "id sourceRef targetRef associationDirection", set[str]()),
        ("group", "id categoryValueRef", set[str]()),
    )
}
_SPIFF: Final[Mapping[str, frozenset[str]]] = {
    tag: frozenset(attributes.split())
    for tag, attributes in (
        ("properties", ""),
        ("property", "name value"),
        ("serviceTaskOperator", "id resultVariable"),
        ("parameters", ""),
        ("parameter", "id type value"),
        ("messagePayload", ""),
        ("messageVariable", ""),
        ("calledDecisionId", ""),
        ("callInput", "id"),
    )
}
PROPERTIES: Final[Mapping[str, frozenset[str]]] = {
    "participant": frozenset({"each"}),
    "lane": frozenset({"role"}),
    "userTask": frozenset({"form", "title", "due", "approves", "sign", "remind", "escalate"}),
    "intermediateThrowEvent": frozenset({"to"}),
    "sendTask": frozenset({"to"}),
    "receiveTask": frozenset({"await"}),
    "endEvent": frozenset({"to"}),
    "intermediateCatchEvent": frozenset({"await"}),
}
_RULES: Final[Mapping[str, str]] = {
    tag: rule
    for rule, tags in (
        ("TASK-UNTYPED", "task"),
        ("TASK-KIND", "manualTask"),
        ("SCRIPT", " ".join(RUNNING)),
        ("INCLUSIVE", "inclusiveGateway"),
        ("COMPLEX", "complexGateway"),
        (
            "COMPLEX",
            "globalTask globalUserTask globalManualTask globalScriptTask globalBusinessRuleTask",
        ),
        ("SUBPROCESS", "transaction adHocSubProcess callConversation"),
        ("CALL", "callActivity"),
        ("MULTI-INSTANCE", "multiInstanceLoopCharacteristics standardLoopCharacteristics"),
        ("EVENT-LINK", "linkEventDefinition"),
        ("COMPENSATION", "compensateEventDefinition"),
        ("EVENT-SIGNAL", "signalEventDefinition"),
        ("EVENT-KIND", "errorEventDefinition escalationEventDefinition cancelEventDefinition"),
        ("EVENT-KIND", "conditionalEventDefinition eventDefinitionRef"),
        ("TIMER-CYCLE", "timeCycle"),
    )
    for tag in tags.split()
}
"""The rule a refused tag breaks; any other breaks TAG."""
REFUSED_KINDS: Final = frozenset(_RULES.values())
"""The rules that say of an element that it is of a kind the engine does not run."""


def known_shapes(root: etree._Element) -> Iterator[Problem]:
    """Refuse tags and attributes that mean nothing to the engine, wherever they stand."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield from _attributes(node)
        for child in node:
            if _is_diagram(child) and node is root:
                continue
            refused = _child(node, child)
            if refused is None:
                waiting.append(child)
            else:
                yield refused


def known_properties(root: etree._Element) -> Iterator[Problem]:
    """Refuse extension properties the engine does not know: a typing error would be silent."""
    for holder in root.iter(f"{BPMN}*"):
        known = PROPERTIES.get(local_name(holder), frozenset())
        for name in properties(holder):
            if name not in known:
                holes = {"property": name, "known": ", ".join(sorted(known)) or "—"}
                yield Problem("PROPERTY", _owner(holder), holes)


def single_properties(root: etree._Element) -> Iterator[Problem]:
    """Refuse a property that stands twice on one element: one of the two would be ignored."""
    for holder in root.iter(f"{BPMN}*"):
        names = Counter(property_names(holder))
        for name, count in names.items():
            if count > 1:
                yield Problem("PROPERTY-TWICE", _owner(holder), {"property": name})


def one_event_each(root: etree._Element) -> Iterator[Problem]:
    for node in root.iter(f"{BPMN}*"):
        several = sum(local_name(each) in _DEFINITIONS | _TIMES for each in node)
        if node is not root and several > 1:
            yield Problem("EVENT-ONE", _owner(node))


def unique_ids(root: etree._Element) -> Iterator[Problem]:
    """Refuse an id that stands twice in the file, the picture apart."""
    ids = Counter(node.get("id") for node in root.iter(f"{BPMN}*") if node.get("id"))
    for name, count in ids.items():
        if count > 1:
            yield Problem("ID-UNIQUE", str(name), {"count": str(count)})


def known_messages(root: etree._Element) -> Iterator[Problem]:
    """Refuse a message that is not in the file; none at all is what the message flow says."""
    known = {None, *(message.get("id") for message in root.findall(f"{BPMN}message"))}
    for node in root.iter(f"{BPMN}*"):
        if local_name(node) != "messageFlow" and node.get("messageRef") not in known:
            yield Problem("MESSAGE", _owner(node))


def prefixed_operations(root: etree._Element) -> Iterator[Problem]:
    """Operations and parameters carry prefixes, so that no tool takes them for elements."""
    for tag, prefix in (("serviceTaskOperator", "op."), ("parameter", "p.")):
        for node in root.iter(f"{SPIFF}{tag}"):
            if not node.get("id", "").startswith(prefix):
                holes = {"id": node.get("id", ""), "tag": tag, "prefix": prefix}
                yield Problem("OPERATION-ID", _owner(node), holes)


def decisions_in_place(root: etree._Element) -> Iterator[Problem]:
    """Refuse a called decision beside a task that would never call it, or a second one."""
    for node in root.iter(f"{SPIFF}calledDecisionId"):
        task = next(node.iterancestors(f"{BPMN}*"), node).getparent()
        first = task is not None and task.find(f".//{SPIFF}calledDecisionId") is node
        if task is None or local_name(task) != "businessRuleTask" or not first:
            yield Problem("TAG", _owner(node), {"tag": "calledDecisionId"})


def embedded(root: etree._Element) -> Iterator[Problem]:
    """Refuse a subprocess that an event begins: it stands on no way."""
    for node in root.iter(f"{BPMN}subProcess"):
        if node.get("triggeredByEvent", "false") != "false":
            yield Problem("SUBPROCESS-EVENT", _owner(node))


def interrupting(root: etree._Element) -> Iterator[Problem]:
    for node in root.iter(f"{BPMN}boundaryEvent"):
        if node.get("cancelActivity", "true") != "true":
            yield Problem("BOUNDARY-INTERRUPTS", _owner(node))


TREE_RULES: Final[tuple[TreeRule, ...]] = (
    known_shapes,
    known_properties,
    single_properties,
    one_event_each,
    unique_ids,
    known_messages,
    prefixed_operations,
    decisions_in_place,
    embedded,
    interrupting,
)


def _is_diagram(node: etree._Element) -> bool:
    return etree.QName(node).namespace in PICTURE


def _attributes(node: etree._Element) -> Iterator[Problem]:
    name = local_name(node)
    known = _SPIFF.get(name) if node.tag == f"{SPIFF}{name}" else _BPMN[name][0]
    for attribute in node.attrib:
        if attribute not in (known or ()):
            holes = {"attribute": str(attribute).rpartition("}")[2], "tag": name}
            rule = "COMPENSATION" if attribute == "isForCompensation" else "ATTRIBUTE"
            yield Problem(rule, _owner(node), holes)


def _child(parent: etree._Element, child: etree._Element) -> Problem | None:
    name = local_name(child)
    if child.tag == f"{SPIFF}{name}" and name in _SPIFF:
        return None
    allowed = _BPMN.get(local_name(parent), (frozenset(), frozenset()))[1]
    if child.tag == f"{BPMN}{name}" and (name in allowed or name == "documentation"):
        return None
    starts = name == "timerEventDefinition" and local_name(parent) == "startEvent"
    rule = "TIMER-START" if starts else _RULES.get(name, "TAG")
    holes = uncalled(child) if rule == "CALL" else {"tag": name}
    return Problem(rule, _owner(child), holes)


def _owner(node: etree._Element) -> str:
    """Give the id of the nearest element that has one; a lane or a flow counts.

    Parts of an event or a task have ids that nobody sees.
    """
    known: etree._Element | None = node
    while known is not None:
        part = local_name(known).endswith(_PARTS)
        if known.get("id") and known.tag.startswith(BPMN) and not part:
            return str(known.get("id"))
        known = known.getparent()
    return ""
