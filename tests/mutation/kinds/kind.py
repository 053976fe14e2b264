"""A kind of mutation, and how it is made of a diagram, a manifest, a form or a table."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from lxml import etree

Files: TypeAlias = Mapping[str, bytes]
Mutants: TypeAlias = Iterator[tuple[str, dict[str, bytes]]]
Node: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no other name for it
NAMES: Final = {
    "b": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "s": "http://spiffworkflow.org/bpmn/schema/1.0/core",
    "d": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
}
BPMN: Final = f"{{{NAMES['b']}}}"
SPIFF: Final = f"{{{NAMES['s']}}}"
NOT_HERE: Final = "not here"
"""What a change answers where it cannot be made."""


@dataclass(frozen=True)
class MutationKind:
    """What is changed, how, and every place in a definition where it can be."""

    what: str
    how: str
    make: Callable[[str, Files], Mutants]

    def __str__(self) -> str:
        return f"{self.what}: {self.how}"


Change: TypeAlias = Callable[[Node], object]
"""What is done at a place; any answer but NOT_HERE is no matter."""
Table: TypeAlias = dict[str, tuple[str, Change]]


def in_xml(what: str, ending: str, table: Table) -> tuple[MutationKind, ...]:
    """Make a kind of each line: how it is called, where (an XPath), and what is done there."""
    return tuple(
        MutationKind(what, how, _xml_mutants(ending, where, change))
        for how, (where, change) in table.items()
    )


def _xml_mutants(ending: str, where: str, change: Change) -> Callable[[str, Files], Mutants]:
    def make(_key: str, files: Files) -> Mutants:
        for name in sorted(files):
            if not name.endswith(ending):
                continue
            for at in range(len(_found(files[name], where))):
                node = _found(files[name], where)[at]
                place = _place(node)
                tree = node.getroottree()
                if change(node) != NOT_HERE:
                    yield place, {**files, name: etree.tostring(tree, encoding="UTF-8")}

    return make


def _found(data: bytes, where: str) -> list[Node]:
    return elements(etree.fromstring(data), where)


def elements(node: Node, where: str) -> list[Node]:
    """Give what an XPath finds from a node on."""
    found = node.xpath(where, namespaces=NAMES)
    several = found if isinstance(found, list) else []
    return [each for each in several if isinstance(each, type(node))]


def _place(node: Node) -> str:
    here: Node | None = node
    while here is not None and not here.get("id"):
        here = here.getparent()
    return here.get("id", "") if here is not None else ""


def in_toml(table: dict[str, tuple[str, str]]) -> tuple[MutationKind, ...]:
    """Make a kind of each line: how it is called, a pattern, and what stands in its place."""
    return tuple(
        MutationKind("manifest", how, _toml_mutants(pattern, new))
        for how, (pattern, new) in table.items()
    )


def _toml_mutants(pattern: str, new: str) -> Callable[[str, Files], Mutants]:
    def make(key: str, files: Files) -> Mutants:
        name = f"{key}.toml"
        text = files[name].decode()
        for each in re.finditer(pattern, text, re.MULTILINE):
            changed = text[: each.start()] + each.expand(new) + text[each.end() :]
            line = text.count("\n", 0, each.start()) + 1
            if changed != text:
                yield f"line {line}", {**files, name: changed.encode()}

    return make


Form: TypeAlias = dict[str, Any]
FieldChange: TypeAlias = Callable[[Form, str, Form], object]
FormChange: TypeAlias = Callable[[Form], object]


def in_fields(table: dict[str, FieldChange]) -> tuple[MutationKind, ...]:
    """Make a kind of each line: what is done to a form at one of its fields."""
    return tuple(MutationKind("form", how, _field_mutants(change)) for how, change in table.items())


def _field_mutants(change: FieldChange) -> Callable[[str, Files], Mutants]:
    def make(_key: str, files: Files) -> Mutants:
        for name in sorted(files):
            if not name.endswith(".json") or name.endswith(".en.json"):
                continue
            for field in json.loads(files[name]).get("properties", {}):
                form = json.loads(files[name])
                if change(form, field, form["properties"][field]) != NOT_HERE:
                    data = json.dumps(form, ensure_ascii=False).encode()
                    yield f"{name}.{field}", {**files, name: data}

    return make


def in_forms(table: dict[str, FormChange]) -> tuple[MutationKind, ...]:
    """Make a kind of each line: what is done to a form as a whole."""

    def of(change: FormChange) -> Callable[[str, Files], Mutants]:
        def make(_key: str, files: Files) -> Mutants:
            for name in sorted(files):
                if name.endswith(".json") and not name.endswith(".en.json"):
                    form = json.loads(files[name])
                    if change(form) != NOT_HERE:
                        data = json.dumps(form, ensure_ascii=False).encode()
                        yield name, {**files, name: data}

        return make

    return tuple(MutationKind("form", how, of(change)) for how, change in table.items())
