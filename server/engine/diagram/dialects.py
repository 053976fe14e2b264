"""Extension properties as desktop modellers write them, read as if the engine's own editor had.

Camunda Modeler knows `camunda:property` and `zeebe:property` alone. A property stands there for
what this engine's own elements say: `operation` with `operation.<parameter>` on a service task,
`decision` on a business rule task, `payload` on an event that throws a message. Of its own elements
two are read: the decision that a task asks, and the process that a call names.
"""

from typing import Final

from lxml import etree

from server.engine.diagram.drawing import local_name
from server.engine.xml import BPMN, SPIFF

DIALECTS: Final = (
    "{http://camunda.org/schema/1.0/bpmn}",
    "{http://camunda.org/schema/zeebe/1.0}",
)
TEMPLATE: Final = ("modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon")
"""Attributes that name the template an element was made from."""
OPERATION: Final = "operation"
PARAMETER: Final = "operation."
DECISION: Final = "decision"
PAYLOAD: Final = "payload"
CALL: Final = ("in.", "out.")
"""What the properties of a call begin with: what it hands in, and what it says."""


def understand(root: etree._Element) -> None:
    """Rewrite a tree in place so that its properties are this engine's own."""
    for dialect in DIALECTS:
        _translate(root, dialect)
        for task in root.iter(f"{BPMN}businessRuleTask"):
            _ask(task, dialect)
        for call in root.iter(f"{BPMN}callActivity"):
            _call(call, dialect)
    for held in list(root.iter(f"{SPIFF}properties")):
        holder = held.getparent()
        owner = None if holder is None else holder.getparent()
        if holder is not None and owner is not None:
            _spell_out(held, holder, owner)


def _translate(root: etree._Element, dialect: str) -> None:
    for node in list(root.iter(f"{dialect}property")):
        if not node.get("value"):  # what a template offers and nobody filled in
            _taken(node)
        node.tag = f"{SPIFF}property"
    for node in root.iter(f"{dialect}properties"):
        node.tag = f"{SPIFF}properties"
    for name in TEMPLATE:
        for node in root.iterfind(f".//*[@{dialect}{name}]"):
            del node.attrib[f"{dialect}{name}"]


def _ask(task: etree._Element, dialect: str) -> None:
    """Read the decision that a modeller's own attribute or element names."""
    called = task.find(f"{BPMN}extensionElements/{dialect}calledDecision")
    beside = "" if called is None else called.get("decisionId", "")
    named = task.attrib.pop(f"{dialect}decisionRef", beside)
    if not named or task.find(f"{BPMN}extensionElements/{SPIFF}calledDecisionId") is not None:
        return
    held = task.find(f"{BPMN}extensionElements")
    if held is None:
        held = etree.Element(f"{BPMN}extensionElements")
        task.insert(0, held)
    etree.SubElement(held, f"{SPIFF}calledDecisionId").text = str(named)


def _call(call: etree._Element, dialect: str) -> None:
    """Read the process that a modeller's own element names, where no `calledElement` does."""
    named = call.find(f"{BPMN}extensionElements/{dialect}calledElement")
    if named is not None and not call.get("calledElement"):
        call.set("calledElement", named.get("processId", ""))


def _spell_out(held: etree._Element, holder: etree._Element, owner: etree._Element) -> None:
    """Put the elements in place of the properties that stand for them."""
    values = {each.get("name", ""): each for each in held}
    event = owner.find(f"{BPMN}messageEventDefinition")
    match local_name(owner):
        case "serviceTask" if OPERATION in values:
            _operation(holder, owner.get("id", ""), values)
        case "businessRuleTask" if DECISION in values:
            _once(holder, "calledDecisionId", values[DECISION])
        case "sendTask" if PAYLOAD in values:
            _once(holder, "messagePayload", values[PAYLOAD])
        case _ if PAYLOAD in values and event is not None:
            inside = event.find(f"{BPMN}extensionElements")
            if inside is None:
                inside = etree.SubElement(event, f"{BPMN}extensionElements")
            _once(inside, "messagePayload", values[PAYLOAD])


def _once(inside: etree._Element, tag: str, value: etree._Element) -> None:
    """Put the element, unless it stands there: then the property stays, and is refused."""
    if inside.find(f"{SPIFF}{tag}") is None:
        etree.SubElement(inside, f"{SPIFF}{tag}").text = _taken(value)


def _operation(holder: etree._Element, task: str, values: dict[str, etree._Element]) -> None:
    if holder.find(f"{SPIFF}serviceTaskOperator") is not None:
        return
    name = _taken(values.pop(OPERATION))
    operator = etree.SubElement(
        holder, f"{SPIFF}serviceTaskOperator", id=f"op.{name}", resultVariable=task
    )
    parameters = etree.SubElement(operator, f"{SPIFF}parameters")
    for each, node in values.items():
        if each.startswith(PARAMETER):
            etree.SubElement(
                parameters,
                f"{SPIFF}parameter",
                id=f"p.{each.removeprefix(PARAMETER)}",
                type="any",
                value=_taken(node),
            )


def _taken(node: etree._Element) -> str:
    """Give a property's value, and take the property out."""
    held = node.getparent()
    if held is not None:
        held.remove(node)
    return str(node.get("value", ""))
