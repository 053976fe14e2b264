"""What other tools write into a diagram that means nothing here: taken out before it is read.

Colours, headers and settings of the tool that drew it, data objects, categories and the attributes
of the standard that say what is so anyway. Whatever would run code stays, to be refused. Lanes in
lanes become lanes beside each other, each with its own role or that of the lane around it.
"""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from server.engine.diagram.drawing import local_name, properties
from server.engine.xml import BPMN, PICTURE, SPIFF, XSI

_OWN: Final = frozenset({BPMN[1:-1], SPIFF[1:-1]})
RUNNING: Final = frozenset(
    {"script", "scriptTask", "executionListener", "taskListener"}
    | {"preScript", "postScript", "unitTest", "unitTests"}
)
"""What runs code in some tool, whatever its namespace is: it stays, and is refused."""
TAGS: Final = frozenset(
    # roots
    {"category", "correlationProperty", "dataStore", "endPoint", "escalation", "extension"}
    | {"import", "interface", "itemDefinition", "partnerEntity", "partnerRole", "relationship"}
    | {"resource", "signal"}
    # data
    | {"dataInput", "dataInputAssociation", "dataObject", "dataObjectReference", "dataOutput"}
    | {"dataOutputAssociation", "dataStoreReference", "inputSet", "ioBinding", "ioSpecification"}
    | {"outputSet", "property"}
    # talk
    | {"conversation", "conversationAssociation", "conversationLink", "correlationKey"}
    | {"correlationSubscription", "endPointRef", "interfaceRef", "messageFlowAssociation"}
    | {"operationRef", "participantAssociation", "subConversation", "supports"}
    # notes
    | {"auditing", "categoryValueRef", "monitoring", "partitionElement"}
)
_ANY: Final = frozenset(
    {"dataStateRef", "definitionalCollaborationRef", "evaluatesToTypeRef", "implementation"}
    | {
        "isImmediate",
        "isReference",
        "itemRef",
        "operationRef",
        "partitionElementRef",
        "structureRef",
    }
)
"""Attributes that mean nothing here, whatever they say."""
_NAMED: Final = frozenset({"calledElement", "errorRef", "messageRef", "processRef"})
"""Attributes that name an element of this file, perhaps with the prefix of its namespace."""
_NODES: Final = ("Event", "Task", "task", "Gateway", "Activity", "ubProcess", "transaction")
DEFAULTS: Final[Mapping[str, frozenset[str]]] = {
    "cancelActivity": frozenset({"true"}),
    "completionQuantity": frozenset({"1"}),
    "eventGatewayType": frozenset({"Exclusive"}),
    "instantiate": frozenset({"false"}),
    "isForCompensation": frozenset({"false"}),
    "isInterrupting": frozenset({"true"}),
    "parallelMultiple": frozenset({"false"}),
    "startQuantity": frozenset({"1"}),
    "triggeredByEvent": frozenset({"false"}),
}
"""Attributes that the standard knows, with the values that mean nothing here."""


def without_meaningless(root: etree._Element) -> None:
    """Take out of a tree what means nothing; the picture stays as it is."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        for name in [str(name) for name in node.attrib if _says_nothing(node, str(name))]:
            del node.attrib[name]
        for name in _NAMED & {str(name) for name in node.attrib}:
            node.set(name, node.get(name, "").rpartition(":")[2])
        for child in [child for child in node if _means_nothing(child)]:
            node.remove(child)
        waiting += [child for child in node if _namespace(child.tag) in _OWN]
    _without_empty(root)
    _closed_pools(root)
    for lanes in [*root.iter(f"{BPMN}laneSet")]:
        _side_by_side(lanes)


def _without_empty(root: etree._Element) -> None:
    for empty in [*root.iter(f"{BPMN}extensionElements")]:
        holder = empty.getparent()
        if not len(empty) and holder is not None:
            holder.remove(empty)


def _closed_pools(root: etree._Element) -> None:
    """Take out processes that hold nothing: their pools are parties outside, as those of none."""
    bodies = root.findall(f"{BPMN}process")
    empty = [b for b in bodies if not any(local_name(each).endswith(_NODES) for each in b)]
    names = {body.get("id") for body in empty}
    for body in empty:
        root.remove(body)
    for pool in root.findall(f"{BPMN}collaboration/{BPMN}participant"):
        if pool.get("processRef") in names:
            del pool.attrib["processRef"]


def _namespace(tag: object) -> str:
    return str(tag)[1:].partition("}")[0] if str(tag).startswith("{") else ""


def _means_nothing(node: etree._Element) -> bool:
    """Tell whether an element says nothing; a picture within the process is none, and stays."""
    space = _namespace(node.tag)
    if space in PICTURE or space == SPIFF[1:-1]:
        return False
    if space not in _OWN:
        return not any(local_name(each) in RUNNING for each in node.iter(etree.Element))
    shared = local_name(node).endswith("EventDefinition") and _stands_alone(node)
    return local_name(node) in TAGS or shared


def _stands_alone(node: etree._Element) -> bool:
    """Tell whether a node stands beside the processes, not in one."""
    above = node.getparent()
    return above is not None and above.getparent() is None


def _says_nothing(node: etree._Element, name: str) -> bool:
    if name.startswith("{"):
        return _namespace(name) not in _OWN and name != f"{XSI}type"
    if _namespace(node.tag) == SPIFF[1:-1]:
        return False
    activity = name == "default" and not local_name(node).endswith("Gateway")
    return name in _ANY or activity or node.get(name) in DEFAULTS.get(name, ())


def _side_by_side(lanes: etree._Element) -> None:
    """Put the lanes within a lane beside it; what stands in one of those is no longer in it."""
    for lane in reversed([*lanes.iter(f"{BPMN}lane")]):
        for inner in lane.findall(f"{BPMN}childLaneSet"):
            lane.remove(inner)
            taken = {ref.text for ref in inner.iter(f"{BPMN}flowNodeRef")}
            for reference in lane.findall(f"{BPMN}flowNodeRef"):
                if reference.text in taken:
                    lane.remove(reference)
            for each in reversed(inner.findall(f"{BPMN}lane")):
                _inherit(lane, each)
                lane.addnext(each)


def _inherit(lane: etree._Element, inner: etree._Element) -> None:
    """Give a lane the role of the lane around it, where it has none of its own."""
    role = properties(lane).get("role")
    if role is None or "role" in properties(inner):
        return
    held = etree.SubElement(inner, f"{BPMN}extensionElements")
    named = etree.SubElement(etree.SubElement(held, f"{SPIFF}properties"), f"{SPIFF}property")
    named.set("name", "role")
    named.set("value", role)
