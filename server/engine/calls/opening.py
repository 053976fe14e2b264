"""Opens up the call activities of a version: out come files in which every call is a subprocess.

So a call runs, is judged, migrated and undone by what holds for subprocesses, and stays a call in
three things: its own version, frozen with the caller's; its names, each with the call before it;
and its data, of which nothing crosses but what it says.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from server.engine.calls.callable import data_problems, obstacle, why
from server.engine.calls.called import FOLDER, MARK, Called, CallInterface, called_files
from server.engine.calls.drawing import CALL_INPUT, CallFields, draw_in, ids_of
from server.engine.calls.forms import documents_of, fields_taken, qualified
from server.engine.calls.names import Names
from server.engine.diagram.drawing import local_name
from server.engine.diagram.uncalled import uncalled
from server.engine.errors import DefinitionRefused, Problem
from server.engine.reading import bpmn_tree
from server.engine.xml import BPMN, SPIFF

MOST_NODES: Final = 20_000
_CALLED: Final = "CALL-PROCESS"
_SAYS: Final = (b"callActivity", b"callInput", b"calledElement")
_PROSE: Final = frozenset({"documentation", "text"})

Interfaces = Callable[[str, bytes | None], CallInterface]
"""Reads what a manifest says to who calls its process: the key and the manifest's text."""


@dataclass(frozen=True, slots=True)
class OpenedCalls:
    """The files with all calls opened up, the calls, and what keeps some from being opened.

    Without a call the files are those that were given.
    """

    files: Mapping[str, bytes]
    calls: tuple[Called, ...] = ()
    problems: tuple[Problem, ...] = ()


def open_calls(
    key: str,
    files: Mapping[str, bytes],
    interfaces: Interfaces,
    *,
    unclean: Collection[str] = (),
) -> OpenedCalls:
    """Open up the calls of "<key>.bpmn"; `unclean` are keys in which the linter finds something.

    A file that cannot be read is left to whoever reads it next.
    """
    diagram = files.get(f"{key}.bpmn", b"")
    if not any(word in diagram for word in _SAYS):
        return OpenedCalls(
            {name: data for name, data in files.items() if not name.startswith(FOLDER)}
        )
    opening = _Opening(key, files, interfaces, unclean)
    try:
        root = opening.opened()
    except DefinitionRefused as refused:  # too large
        return OpenedCalls(files, problems=refused.problems)
    if root is None:
        return OpenedCalls(files)
    return OpenedCalls(opening.result(root), tuple(opening.calls), tuple(opening.problems))


def fields_of_call(
    key: str, files: Mapping[str, bytes], interface: CallInterface
) -> CallFields | None:
    """Give what "<key>.bpmn" takes from who calls it; None where it cannot be called."""
    try:
        drawn = bpmn_tree(key, files)
    except DefinitionRefused:
        return None
    schema = documents_of(files).get(f"{interface.form}.json", {})
    taken, needed = fields_taken(schema)
    if interface.obstacle or obstacle(drawn) or needed - taken.keys():
        return None
    return CallFields(interface.form, tuple(taken), needed)


@dataclass(slots=True)
class _Opening:
    """The opening up of one file; `chain` are the processes that led here."""

    key: str
    files: Mapping[str, bytes]
    interfaces: Interfaces
    unclean: Collection[str]
    chain: tuple[str, ...] = ()
    calls: list[Called] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    more: dict[str, bytes] = field(default_factory=dict)

    def open(self, root: etree._Element) -> None:
        calls = [*root.iter(f"{BPMN}callActivity")]
        self.problems += _forged(root)
        self.problems += _reserved(root, [each.get("id", "") for each in calls])
        for call in calls:
            self.one(root, call)

    def one(self, root: etree._Element, call: etree._Element) -> None:
        """Open up one call, or say what is in the way."""
        name, key = call.get("id", ""), call.get("calledElement", "")
        theirs = called_files(self.files, f"{FOLDER}{key}/")
        chain = (*self.chain, self.key)
        if not name.isidentifier() or f"{key}.bpmn" not in theirs:
            circle = Problem("CALL-CIRCLE", name, {"way": " → ".join((*chain, key))})
            missing = Problem("CALL", name, uncalled(call))
            self.problems.append(circle if key in chain else missing)
            return
        inner = _Opening(key, theirs, self.interfaces, (), chain)
        called = inner.opened()
        interface = self.interfaces(key, theirs.get(f"{key}.toml"))
        if called is None or inner.problems or key in self.unclean:
            circles = [each for each in inner.problems if each.rule == "CALL-CIRCLE"]
            holes = {"called": key, **why("findings")}
            self.problems.append(
                replace(circles[0], element=name) if circles else Problem(_CALLED, name, holes)
            )
        elif word := interface.obstacle or obstacle(called):
            self.problems.append(Problem(_CALLED, name, {"called": key, **why(word)}))
        else:
            self.draw(root, call, called, inner, interface)

    def opened(self) -> etree._Element | None:
        """Give the tree with its own calls opened up; None where it cannot be read."""
        try:
            root = bpmn_tree(self.key, self.files)
        except DefinitionRefused:
            return None
        self.open(root)
        return root

    def draw(
        self,
        root: etree._Element,
        call: etree._Element,
        called: etree._Element,
        inner: "_Opening",
        interface: CallInterface,
    ) -> None:
        found = Called(id=call.get("id", ""), key=inner.key, folder=f"{FOLDER}{inner.key}/")
        names = Names(found.prefix, ids_of(called))
        schemas = documents_of({**inner.files, **inner.more})
        forms = {
            f"{found.prefix}{name}": json.dumps(
                qualified(schema, found.prefix), ensure_ascii=False
            ).encode()
            for name, schema in schemas.items()
        }
        opening = schemas.get(f"{interface.form}.json", {})
        self.problems += data_problems(call, opening)
        draw_in(call, called, names, CallFields(interface.form, *fields_taken(opening)))
        self.problems += [
            Problem("ID-UNIQUE", name, {"count": "2"}, name) for name in forms if name in self.files
        ]
        self.more |= forms
        self.calls.append(found)
        self.calls += [
            Called(
                id=f"{found.prefix}{each.id}",
                key=each.key,
                folder=f"{found.folder}{each.folder}",
                inside=f"{found.prefix}{each.inside}" if each.inside else found.id,
            )
            for each in inner.calls
        ]
        if sum(1 for _ in root.iter()) > MOST_NODES:
            holes = {"what": "elements", "count": f"> {MOST_NODES}", "limit": str(MOST_NODES)}
            raise DefinitionRefused((Problem("SIZE", self.key, holes),))

    def result(self, root: etree._Element) -> dict[str, bytes]:
        found = {n: data for n, data in self.files.items() if not n.startswith(FOLDER)}
        return {**found, **self.more, f"{self.key}.bpmn": etree.tostring(root, encoding="utf-8")}


def _forged(root: etree._Element) -> Iterator[Problem]:
    """Refuse what only the opening up of a call may write."""
    for node in root.iter(CALL_INPUT):
        yield Problem("TAG", _owner(node), {"tag": local_name(node)})
    for node in root.iter(f"{BPMN}subProcess"):
        if "calledElement" in node.attrib:
            holes = {"attribute": "calledElement", "tag": "subProcess"}
            yield Problem("ATTRIBUTE", node.get("id", ""), holes)


def _reserved(root: etree._Element, calls: Sequence[str]) -> Iterator[Problem]:
    """Refuse to name what stands in a called process: nothing of it crosses but what it says."""
    if not calls:
        return
    named = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, calls))}){MARK}\w+")
    for node in root.iter(f"{BPMN}*", f"{SPIFF}*"):
        texts = [str(value) for name, value in node.attrib.items() if name != "name"]
        texts += [node.text or ""] if local_name(node) not in _PROSE else []
        for found in dict.fromkeys(match[0] for text in texts for match in named.finditer(text)):
            yield Problem("CALL-INSIDE", _owner(node), {"name": found})


def _owner(node: etree._Element) -> str:
    """Give the id of the nearest element that has one."""
    around = (node, *node.iterancestors())
    return next((str(each.get("id")) for each in around if each.get("id")), "")
