"""What is written in FEEL is held against the choices of what it is compared with."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.engine.errors import Problem
from server.engine.expressions.decisions import Decision
from server.engine.expressions.feel.nodes import (
    Binary,
    Call,
    Equal,
    Field,
    Listed,
    Literal,
    Name,
    Node,
    Within,
    bounds,
    parts,
    paths,
)
from server.engine.expressions.tables_feel import Feel
from server.engine.lint.decisions.tried import World
from server.engine.lint.values.listing import listed
from server.engine.lint.values.misfits import nearest
from server.engine.lint.values.value_types import Sort, Type

_SAME = frozenset({"=", "!="})
_CONTAINS = "list contains"


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """All the texts that a value may be, and how it is called."""

    name: str
    known: frozenset[str]


def misspelt(world: World) -> Iterator[Problem]:
    """Refuse a text that a choice, or the answer of a decision behind, can never be."""
    for owner, node in _written(world.table):
        yield from _within(world, owner, node)


def _written(table: Decision) -> Iterator[tuple[str, Node]]:
    """Give each expression of a table in FEEL, with the line it stands in or the table."""
    nodes = table.language.nodes if isinstance(table.language, Feel) else {}
    for source in (*table.inputs, *table.defaults):
        if source in nodes:
            yield table.id, nodes[source]
    for line in table.lines:
        owner = line.id or table.id
        yield from ((owner, nodes[source]) for source in line.outputs if source in nodes)
        tests = (cell.tests for cell in line.inputs if cell.tests is not None)
        yield from ((owner, node) for each in tests for node in bounds(each))


def _within(world: World, owner: str, node: Node) -> Iterator[Problem]:
    pairs = ((text, beside) for one, beside in _compared(node) for text in _texts(one))
    for written, beside in pairs:
        choices = _choices(world, beside)
        if choices is not None and written not in choices.known:
            holes = {"value": written, "name": choices.name, "known": listed(choices.known)}
            near = nearest(written, choices.known)
            yield Problem("TYPE-VALUE", owner, {**holes, **near})
    for part in parts(node):
        yield from _within(world, owner, part)


def _compared(node: Node) -> list[tuple[Node, Node]]:
    """Give what is compared for being the same, either way round."""
    match node:
        case Binary(sign=sign, left=left, right=right) if sign in _SAME:
            return [(left, right), (right, left)]
        case Within(value=value, tests=tests):
            return [(each.value, value) for each in tests.several if isinstance(each, Equal)]
        case Call(function=name, arguments=(several, one)) if name == _CONTAINS:
            return [(one, several)]
        case _:
            return []


def _texts(node: Node) -> list[str]:
    """Give the text that is written out, or each of a list."""
    items = node.items if isinstance(node, Listed) else (node,)
    found = [each.value for each in items if isinstance(each, Literal)]
    return [str(each) for each in found if isinstance(each, str)]


def _choices(world: World, node: Node) -> KnownTexts | None:
    """Give what a path may be; None where that is not known, or is no choice."""
    if not isinstance(node, Name | Field):
        return None
    path = next(paths(node), ())
    if not path:
        return None
    name, answers = ".".join(path), world.behind.read(world.table, path)
    texts = [each for each in answers or () if isinstance(each, str)]
    if texts and len(texts) == len([each for each in answers or () if each is not None]):
        return KnownTexts(name, frozenset(texts))
    kind = _one(world.at(path))
    known = kind.values if kind.sort is Sort.TEXT else None
    return None if known is None else KnownTexts(name, known)


def _one(kind: Type) -> Type:
    return kind.item if kind.sort is Sort.LIST and kind.item is not None else kind
