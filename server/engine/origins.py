"""Where a value that a process reads was typed: in which task's form, or when the case opened."""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from server.engine.calls.called import INPUT
from server.engine.diagram.drawing import Element, Kind
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.names import reads
from server.engine.reading import Definition

_MOST_MESSAGES: Final = 5
"""So many messages may have carried it on."""


class FieldOrigin(NamedTuple):
    """A field under the id of the task, or the name of the fact, that it is a field of."""

    name: str
    field: str


def origin(definition: Definition, name: str, field: str) -> FieldOrigin:
    """Follow a field back through the messages and calls that carried it unchanged."""
    return traced(definition.elements, definition.message_flows, name, field)


def traced(
    elements: Mapping[str, Element], flows: Collection[tuple[str, str]], name: str, field: str
) -> FieldOrigin:
    """Follow a field back in a drawing, through the messages and calls that carried it."""
    found = FieldOrigin(name, field)
    for _ in range(_MOST_MESSAGES):
        before = next(_sent(elements, flows, found), None)
        if before is None:
            break
        found = before
    return found


def behind(
    elements: Mapping[str, Element], flows: Collection[tuple[str, str]], name: str, field: str
) -> frozenset[str]:
    """Name the elements whose records a field is made of; facts of the case are none.

    That is one, but where a call reckons what it hands in, or what it says.
    """
    found: set[str] = set()
    waiting, seen = [FieldOrigin(name, field)], set[FieldOrigin]()
    while waiting:
        here = traced(elements, flows, *waiting.pop())
        drawn = elements.get(here.name)
        crossing = drawn and (drawn.called is not None or drawn.kind == Kind.CALL_INPUT)
        if not crossing:
            found |= {here.name} & {*elements, INPUT}
        elif drawn and here not in seen:
            tree = tree_of(drawn.parameters.get(here.field))
            read = [*reads(tree)] if tree is not None else []
            waiting += [FieldOrigin(e.name, e.field or "") for e in read if e.name in elements]
        seen.add(here)
    return frozenset(found)


def asks_answer(definition: Definition, operation: str, answer: str) -> bool:
    """Tell whether the condition of some flow asks a field of what an operation answers."""
    named = {each.id for each in definition.elements.values() if each.operation == operation}
    trees = (tree_of(flow.condition) for flow in definition.flows)
    asked = (each for tree in trees if tree is not None for each in reads(tree))
    return any(each.name in named and each.field == answer for each in asked)


def _sent(
    elements: Mapping[str, Element], flows: Collection[tuple[str, str]], found: FieldOrigin
) -> Iterator[FieldOrigin]:
    """Give what the senders of a message, or a call, put into a field, where that is a field."""
    drawn = elements.get(found.name)
    if drawn is None or drawn.kind in {Kind.USER, Kind.SERVICE}:
        return
    if drawn.called is not None or drawn.kind == Kind.CALL_INPUT:
        yield from _field(tree_of(drawn.parameters.get(found.field)))
        return
    for source, target in flows:
        if target != found.name:
            continue
        yield from _field(_put(elements[source].payload, found.field))


def _field(tree: ast.expr | None) -> Iterator[FieldOrigin]:
    """Give the field that an expression is, where it is one as it stands."""
    match tree:
        case ast.Attribute(value=ast.Name(id=name), attr=field):
            yield FieldOrigin(name, field)
        case _:
            return


def _put(payload: str | None, field: str) -> ast.expr | None:
    """Return what a payload has under a name."""
    tree = tree_of(payload)
    if not isinstance(tree, ast.Dict):
        return None
    pairs = zip(tree.keys, tree.values, strict=True)
    return next(
        (each for key, each in pairs if isinstance(key, ast.Constant) and key.value == field), None
    )
