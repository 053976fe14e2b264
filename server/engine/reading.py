"""A definition: one collaboration with its forms and decisions, checked and immutable."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Self

from lxml import etree

from server.engine import xml
from server.engine.building import build
from server.engine.diagram import dialects
from server.engine.diagram.branches import Path, branches
from server.engine.diagram.checks import RULES
from server.engine.diagram.drawing import Drawing, Element, Flow, Kind, Process, draw
from server.engine.diagram.meaningless import without_meaningless
from server.engine.diagram.places import counting_workdays, facts_read, fields_read
from server.engine.diagram.scopes import Scopes, around
from server.engine.diagram.shape import TREE_RULES
from server.engine.diagram.subject import Subject
from server.engine.errors import DefinitionRefused, Problem, UnknownElement, UnknownProcess
from server.engine.expressions import decision_files
from server.engine.expressions.decisions import Decision
from server.engine.library import ProcessSpec

MOST_ELEMENTS: Final = 500
MOST_FLOWS: Final = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """What instances run on; `main` is the process that starts without a message.

    `hash` is over the names and bytes of all files, so it changes with a form or a decision too.
    `paths` tells in which parallel branches each element stands, `joins` the join of each split,
    `facts` what the expressions of each process read that no element of it sets, `fields` at which
    element which field of which name must be there, `counting` which processes count working days,
    `scopes` how tokens go through subprocesses.
    """

    key: str
    hash: str
    main: str
    processes: Mapping[str, Process]
    elements: Mapping[str, Element]
    flows: tuple[Flow, ...]
    message_flows: tuple[tuple[str, str], ...]
    decisions: Mapping[str, Decision]
    paths: Mapping[str, Path]
    joins: Mapping[str, str]
    facts: Mapping[str, frozenset[str]]
    fields: tuple[tuple[str, str, str], ...]
    counting: frozenset[str]
    scopes: Scopes
    _specs: Mapping[str, ProcessSpec] = field(repr=False, compare=False)

    @classmethod
    def read(cls, key: str, files: Mapping[str, bytes]) -> Self:
        """Read "<key>.bpmn" with its *.dmn and form *.json, or raise DefinitionRefused."""
        if f"{key}.bpmn" not in files:
            raise DefinitionRefused((Problem("FILE", key, {"file": f"{key}.bpmn"}),))
        drawing = _checked(key, files)
        parallel, tables = branches(drawing), decision_files.read(files)
        starts = [each for each in drawing.elements if each.kind == Kind.START]
        return cls(
            key=key,
            hash=fingerprint(files),
            main=next(start.process for start in starts if start.message is None),
            processes=MappingProxyType({each.id: each for each in drawing.processes}),
            elements=MappingProxyType({each.id: each for each in drawing.elements}),
            flows=drawing.flows,
            message_flows=drawing.message_flows,
            decisions=MappingProxyType(tables),
            paths=parallel.paths,
            joins=parallel.joins,
            facts=MappingProxyType(facts_read(drawing, tables)),
            fields=fields_read(drawing, tables),
            counting=counting_workdays(drawing, tables, files),
            scopes=drawing.scopes,
            _specs=build(drawing),
        )

    def targets(self, element: str) -> tuple[str, ...]:
        """Give the elements and pools to which messages flow from this element, as drawn."""
        return tuple(target for source, target in self.message_flows if source == element)

    def senders(self, element: str) -> frozenset[str]:
        """Give the processes from which messages flow to this element or pool."""
        sources = [source for source, target in self.message_flows if target == element]
        return frozenset(self.elements[source].process for source in sources)

    def awaited(self, element: str) -> frozenset[str]:
        """Give whom a wait for all waits for: who sends to it, and every set that asks a set.

        Who is still at work in an asking set may still ask somebody.
        """
        found = self.senders(element)
        while more := self._askers(found) - found:
            found |= more
        return found

    def _askers(self, processes: frozenset[str]) -> frozenset[str]:
        starts = {each.id for each in self.elements.values() if each.kind == Kind.START}
        asking = {
            self.elements[source].process
            for source, target in self.message_flows
            if target in starts and self.elements[target].process in processes
        }
        return frozenset(name for name in asking if self.processes[name].each)

    def element(self, name: str) -> Element:
        """Give an element, or raise UnknownElement."""
        if name not in self.elements:
            raise UnknownElement(name)
        return self.elements[name]

    def around(self, name: str) -> tuple[str, ...]:
        """Name the subprocesses an element stands in, from the innermost out."""
        return around(self.elements, self.elements[name])

    def within(self, name: str) -> tuple[str, ...]:
        """Name the elements that stand in a subprocess, those deeper in there too."""
        return tuple(each for each in self.elements if name in self.around(each))

    def call(self, name: str) -> str:
        """Name the call an element stands in, the innermost; empty for none."""
        return next((each for each in self.around(name) if self.elements[each].called), "")

    def spec(self, process: str) -> ProcessSpec:
        """Give what the engine runs for a process, or raise UnknownProcess; not for other rooms."""
        if process not in self._specs:
            raise UnknownProcess(process)
        return self._specs[process]


def fingerprint(files: Mapping[str, bytes]) -> str:
    """Give the SHA-256 over names and contents, each with its length, in the order of names."""
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def bpmn_tree(key: str, files: Mapping[str, bytes]) -> etree._Element:
    """Give the tree of "<key>.bpmn"; DefinitionRefused where it is no BPMN file to be looked at."""
    root = xml.read(f"{key}.bpmn", files[f"{key}.bpmn"])
    if root.tag != f"{xml.BPMN}definitions":
        raise DefinitionRefused((Problem("ROOT", key),))
    dialects.understand(root)
    without_meaningless(root)
    return root


def drawn(key: str, root: etree._Element) -> Drawing:
    """Give what a tree draws; DefinitionRefused where that is beyond all measure."""
    drawing = draw(root)
    for what, count, most in (
        ("elements", len(drawing.elements), MOST_ELEMENTS),
        ("flows", len(drawing.flows), MOST_FLOWS),
    ):
        if count > most:
            holes = {"what": what, "count": str(count), "limit": str(most)}
            raise DefinitionRefused((Problem("SIZE", key, holes),))
    return drawing


def unsafe(
    root: etree._Element, drawing: Drawing, files: Mapping[str, bytes]
) -> tuple[Problem, ...]:
    """Name what the engine is not safe with in a drawing and its forms."""
    subject = Subject(drawing, files)
    problems = [problem for rule in TREE_RULES for problem in rule(root)]
    problems += [problem for check in RULES for problem in check(subject)]
    return tuple(problems)


def _checked(key: str, files: Mapping[str, bytes]) -> Drawing:
    root = bpmn_tree(key, files)
    drawing = drawn(key, root)
    if problems := unsafe(root, drawing, files):
        raise DefinitionRefused(problems)
    return drawing
