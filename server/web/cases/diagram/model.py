"""A deployed diagram as the pages need it: its tasks in order, its words, its XML per language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from server.actions.definitions.calls import english_of, opened_texts
from server.actions.definitions.deployed import files_of
from server.actions.definitions.other_tools import as_drawn, as_ours
from server.domain.cases.case_steps import TaskElement
from server.domain.texts.words import Words
from server.store import Session
from server.web.cases.diagram import scopes as diagram_scopes
from server.web.cases.diagram.order import in_order, instead_of, nearest_before, usual
from server.web.cases.diagram.scopes import BPMN

_PROPERTY = "{http://spiffworkflow.org/bpmn/schema/1.0/core}property"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A definition's picture; `nodes` maps every flow node to its process.

    `parallel` names the gateways that choose nothing; `inside` maps what is drawn in a subprocess
    to that, `entries` a subprocess to its start; `asks_tables`: a decision table is a step.
    A process that is called is drawn on a plane of its own behind its call; `calls` maps each call
    to its name.
    """

    xml: bytes
    english: Mapping[str, str]
    tasks: tuple[TaskElement, ...]
    nodes: Mapping[str, str]
    flows: Mapping[str, tuple[str, str]]
    names: Mapping[str, str]
    parallel: frozenset[str]
    inside: Mapping[str, str]
    entries: Mapping[str, str]
    asks_tables: bool
    calls: Mapping[str, str]

    def words(self, vietnamese: str) -> Words:
        """Return a text of the diagram in both languages."""
        return Words(vietnamese, self.english.get(vietnamese, ""))

    def calls_around(self, element: str) -> tuple[str, ...]:
        """Name the calls an element stands in, from the outermost in."""
        holders = diagram_scopes.around(element, self.inside)
        return tuple(self.calls[each] for each in reversed([*holders]) if each in self.calls)

    def in_language(self, language: str) -> bytes:
        """Return the XML with its names in a language; unknown texts stay Vietnamese."""
        if not language.startswith("en"):
            return self.xml
        root = parsed(self.xml)
        for node in root.iter():
            name = node.get("name") or ""
            if name in self.english:
                node.set("name", self.english[name])
            if (node.text or "") in self.english:
                node.text = self.english[node.text or ""]
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


_READ: dict[str, Diagram] = {}


def diagram_of(session: Session, definition_hash: str, key: str) -> Diagram:
    """Return a version's diagram; a version never changes, so each process reads it once."""
    if definition_hash not in _READ:
        _, files = files_of(session, definition_hash)
        _READ[definition_hash] = read(files, key)
    return _READ[definition_hash]


def read(files: Mapping[str, str], key: str) -> Diagram:
    """Read the picture out of a definition's files."""
    opened = opened_texts(key, files)
    xml = opened.files[f"{key}.bpmn"]
    root = parsed(xml)
    if opened.calls:
        as_drawn(root)
        xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    as_ours(root)
    process_of = {
        node.get("id") or "": process.get("id") or ""
        for process in root.iter(f"{BPMN}process")
        for node in process.iter()
        if node.get("id") and node is not process
    }
    inside = diagram_scopes.inside(root)
    return Diagram(
        xml=xml,
        english=english_of(key, files, opened.calls),
        tasks=tuple(_tasks(root, process_of, inside)),
        nodes=process_of,
        flows={
            flow.get("id") or "": (flow.get("sourceRef") or "", flow.get("targetRef") or "")
            for tag in ("sequenceFlow", "messageFlow")
            for flow in root.iter(f"{BPMN}{tag}")
        },
        names={
            process.get("id") or "": _pool(root, process.get("id"))
            for process in root.iter(f"{BPMN}process")
        },
        inside=inside,
        entries=diagram_scopes.entries(root),
        calls=diagram_scopes.calls(root),
        asks_tables=root.find(f".//{BPMN}businessRuleTask") is not None,
        parallel=frozenset(node.get("id") or "" for node in root.iter(f"{BPMN}parallelGateway")),
    )


def _tasks(
    root: etree._Element, process_of: Mapping[str, str], inside: Mapping[str, str]
) -> Iterator[TaskElement]:
    """Give the persons' tasks in the order in which the diagram comes to them."""
    order = in_order(root, process_of)
    tasks = [task for task in order if root.find(f".//{BPMN}userTask[@id='{task}']") is not None]
    passed = usual(root, order[0], process_of) | _first_of_each(root, tasks, process_of)
    before = nearest_before(root, process_of, tasks)
    instead = instead_of(root, process_of, tasks)
    for task in tasks:
        found = _task(root, task, process_of[task], needed=task in passed, inside=inside)
        yield replace(found, after=before[task], instead=instead[task])


def _first_of_each(
    root: etree._Element, tasks: Sequence[str], process_of: Mapping[str, str]
) -> frozenset[str]:
    """Name the first task of every pool that runs for many: what is begun there begins with it."""
    firsts = {process_of[task]: task for task in reversed(tasks)}
    return frozenset(task for process, task in firsts.items() if _each(root, process))


def _each(root: etree._Element, process: str) -> str:
    pool = _participant(root, process)
    return "" if pool is None else each_of(pool)


def each_of(pool: etree._Element) -> str:
    """Name the set a pool runs once for each of; empty for one that runs once."""
    return _property(pool, "each")


def _participant(root: etree._Element, process: str | None) -> etree._Element | None:
    """Give a process's pool; it may name the process with the prefix of its namespace."""
    pools = root.iter(f"{BPMN}participant")
    return next((p for p in pools if p.get("processRef", "").rpartition(":")[2] == process), None)


def parsed(xml: bytes) -> etree._Element:
    """Read the XML of a drawing; nothing outside it is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(xml, parser)


def _pool(root: etree._Element, process: str | None) -> str:
    """Give what a pool is called; a process that is drawn without one has its own name."""
    found = _participant(root, process)
    if found is None:
        found = root.find(f"{BPMN}process[@id='{process}']")
    return "" if found is None else found.get("name") or ""


def _task(
    root: etree._Element, task_id: str, process: str, *, needed: bool, inside: Mapping[str, str]
) -> TaskElement:
    node = root.find(f".//{BPMN}userTask[@id='{task_id}']")
    documentation = None if node is None else node.find(f"{BPMN}documentation")
    return TaskElement(
        id=task_id,
        name="" if node is None else node.get("name") or "",
        process=process,
        role=_role(root, task_id, inside),
        each=_each(root, process),
        documentation="" if documentation is None else (documentation.text or "").strip(),
        needed=needed,
    )


def _role(root: etree._Element, task_id: str, holders: Mapping[str, str]) -> str:
    """Give the role of a task's lane, or of the lane its subprocess stands in."""
    places = (task_id, *diagram_scopes.around(task_id, holders))
    return next(filter(None, (_lane_role(root, name) for name in places)), "")


def _lane_role(root: etree._Element, name: str) -> str:
    """Give the role of the innermost lane that an element stands in, or of the nearest around."""
    role = ""
    for lane in root.iter(f"{BPMN}lane"):
        if name in (ref.text for ref in lane.iter(f"{BPMN}flowNodeRef")):
            role = _property(lane, "role") or role
    return role


def _property(node: etree._Element, name: str) -> str:
    own = node.find(f"{BPMN}extensionElements")
    found = () if own is None else own.iter(_PROPERTY)
    return next((item.get("value") or "" for item in found if item.get("name") == name), "")
