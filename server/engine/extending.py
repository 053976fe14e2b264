"""Extend a day: a fact of a state is another one from now on, and its timers follow."""

from collections.abc import Iterator
from typing import Final

from server.engine import tokens
from server.engine.diagram.drawing import Kind
from server.engine.expressions.days import EXTENDED
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.names import reads
from server.engine.reading import Definition
from server.engine.values import JSON, checked
from server.engine.verbs import MOST_LAPS, Moved, moved, no_operation, restored

DEADLINES: Final = "deadlines"
Path = tuple[str, str]


def dated(definition: Definition) -> Iterator[tuple[str, str]]:
    """Give each element that has a day, with the expression of it."""
    for each in definition.elements.values():
        if each.due and (each.timer or each.kind == Kind.USER):
            yield each.id, each.dated or f"{DEADLINES}.{each.due}"


def paths(source: str) -> tuple[Path, ...]:
    """Give the names an expression reads, each with the field it reads of it, or an empty one."""
    tree = tree_of(source)
    found = reads(tree) if tree is not None else ()
    return tuple(dict.fromkeys((each.name, each.field or "") for each in found))


def knows(doc: str, path: Path) -> bool:
    """Tell whether a state has a fact to be extended; raises StateUnreadable."""
    name, field = path
    noted = tokens.read(doc).vars.get(name)
    return name == EXTENDED or (isinstance(noted, dict) and field in noted)


def extend(definition: Definition, doc: str, path: Path, day: str) -> Moved:
    """Write a day into a state, under a fact's field or under the expression that reckons it.

    Raises StateUnreadable and its kin, Stuck, and what a timer's expression may raise.
    """
    workflow, running = restored(definition, doc, no_operation, MOST_LAPS)
    name, field = path
    before = running.vars.get(name)
    known: dict[str, JSON] = before if isinstance(before, dict) else {}
    running.vars[name] = checked({**known, field: day}, name)
    return moved(definition, workflow, running)
