"""The diagram of a case: that of its version, but for the pools in which its rules put nobody."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from lxml import etree

from server.actions.definitions.deployed import rules_of
from server.actions.definitions.seeing import manifest_of
from server.actions.steps.process_code import without_members
from server.store import Session
from server.store.cases.case_pages import CaseHead
from server.web.cases.diagram.model import Diagram, diagram_of, each_of, parsed
from server.web.cases.diagram.scopes import BPMN

_DRAWN: Final = "bpmnElement"
_READ: Final[dict[tuple[str, str], Diagram]] = {}
"""By version and digest of the rules: neither ever changes, so each process reads it once."""
MOST_READ: Final = 1000


def diagram_for(session: Session, definition_hash: str, key: str, *, rules_digest: str) -> Diagram:
    """Return a version's diagram without the pools that nobody is in by these rules.

    Raises CaseBroken where the rules or the version cannot be read.
    """
    place = (definition_hash, rules_digest)
    if place not in _READ:
        drawn = diagram_of(session, definition_hash, key)
        manifest = manifest_of(session, definition_hash, key)
        sets = {task.each for task in drawn.tasks if task.each}
        empty = without_members(key, manifest, sets, rules_of(session, rules_digest))
        if len(_READ) >= MOST_READ:
            _READ.clear()
        _READ[place] = without_pools(drawn, empty) if empty else drawn
    return _READ[place]


def drawn_for(session: Session, case: CaseHead) -> Diagram:
    """Return the diagram of a case as it runs now; raises CaseBroken."""
    version, key = case.definition_hash, case.definition_key
    return diagram_for(session, version, key, rules_digest=case.rules_digest)


def without_pools(drawn: Diagram, sets: Collection[str]) -> Diagram:
    """Leave out the pools that run once for each of these sets, and what is drawn between them.

    An element that stays keeps all that is said of it, its place in the drawing too.
    """
    root = parsed(drawn.xml)
    pools = [pool for pool in root.iter(f"{BPMN}participant") if each_of(pool) in sets]
    processes = {pool.get("processRef", "").rpartition(":")[2] for pool in pools}
    bodies = [each for each in root.iter(f"{BPMN}process") if each.get("id") in processes]
    gone = {node.get("id") for each in (*pools, *bodies) for node in each.iter() if node.get("id")}
    messages = [
        flow
        for flow in root.iter(f"{BPMN}messageFlow")
        if {flow.get("sourceRef"), flow.get("targetRef")} & gone
    ]
    gone |= {flow.get("id") for flow in messages}
    shapes = [shape for shape in root.iter() if shape.get(_DRAWN) in gone]
    for node in (*pools, *bodies, *messages, *shapes):
        _take_out(node)
    return replace(
        drawn,
        xml=etree.tostring(root, xml_declaration=True, encoding="UTF-8"),
        tasks=tuple(task for task in drawn.tasks if task.process not in processes),
    )


def _take_out(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
