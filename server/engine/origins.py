"""Where a value that a process reads was typed: in which task's form, or when the case opened."""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from server.engine.diagram.drawing import Element, Kind
from server.engine.expressions.grammar import tree_of
from server.engine.reading import Definition

_MOST_MESSAGES: Final = 5
"""So many messages may have carried it on."""


class FieldOrigin(NamedTuple):
    """A field under the id of the task, or the name of the fact, that it is a field of."""

    name: str
    field: str


def origin(definition: Definition, name: str, field: str) -> FieldOrigin:
    """Follow a field back through the messages that carried it unchanged."""
    return traced(definition.elements, definition.message_flows, name, field)


def traced(
    elements: Mapping[str, Element], flows: Collection[tuple[str, str]], name: str, field: str
) -> FieldOrigin:
    """Follow a field back in a drawing, through the messages that flow in it."""
    found = FieldOrigin(name, field)
    for _ in range(_MOST_MESSAGES):
        before = next(_sent(elements, flows, found), None)
        if before is None:
            break
        found = before
    return found


def _sent(
    elements: Mapping[str, Element], flows: Collection[tuple[str, str]], found: FieldOrigin
) -> Iterator[FieldOrigin]:
    """Give what the senders of a message put into a field, where that is a field as it stands."""
    drawn = elements.get(found.name)
    if drawn is None or drawn.kind in {Kind.USER, Kind.SERVICE}:
        return
    for source, target in flows:
        if target != found.name:
            continue
        match _put(elements[source].payload, found.field):
            case ast.Attribute(value=ast.Name(id=name), attr=field):
                yield FieldOrigin(name, field)
            case _:
                continue


def _put(payload: str | None, field: str) -> ast.expr | None:
    """Return what a payload has under a name."""
    tree = tree_of(payload)
    if not isinstance(tree, ast.Dict):
        return None
    pairs = zip(tree.keys, tree.values, strict=True)
    return next(
        (each for key, each in pairs if isinstance(key, ast.Constant) and key.value == field), None
    )
