"""What the lines of a table say for all that its names may be, and what that comes to."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from server.engine.errors import Problem
from server.engine.expressions.comparison import is_integer
from server.engine.expressions.feel.nodes import paths
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.tables import Domain, Policy
from server.engine.expressions.tables_feel import Feel
from server.engine.lint.decisions.tried import World, said
from server.engine.lint.values import large
from server.engine.lint.values.comparing import Reading
from server.engine.lint.values.value_types import ANY, Sort, Type, whole

_LESS: Final = {
    "mend": "let the lines say less, so that their sum is within it",
    "mend.vi": "để các dòng cho số nhỏ hơn, tổng của chúng không vượt quá",
}


def kept(world: World) -> Iterator[Problem]:
    """Refuse a number too large to be kept, in what our own language is asked or compares with."""
    table = world.table
    if isinstance(table.language, Feel):
        return  # which is tried
    cells = [(line.id or table.id, cell.source) for line in table.lines for cell in line.inputs]
    for owner, source in (*((table.id, each) for each in table.inputs), *cells):
        tree = tree_of(source)
        if tree is not None:
            yield from (replace(each, element=owner) for each in large.given_out(tree, world.names))


def large_sums(world: World) -> Iterator[Problem]:
    """Refuse to add up lines that may come to more than can be kept, each with its most."""
    table = world.table
    if table.policy is not Policy.SUM:
        return
    sources = [line.outputs[0] for line in table.lines if line.outputs]
    if _adds_up_to_more(world, sources):
        mend = large.bounding(
            world.names,
            lambda names: _adds_up_to_more(replace(world, names=names), sources),
            [kind for source in sources for kind in _read(world, source)],
        )
        yield large.problem(f"COLLECT SUM {table.outputs[0]}", mend or _LESS, table.id)


def _adds_up_to_more(world: World, sources: Iterable[str]) -> bool:
    column = world.table.answers[0] if world.table.answers else Domain()
    found = [_ends(world, source, column) for source in sources]
    least = sum(min(each.least or 0, 0) for each in found)
    most = sum(max(each.most or 0, 0) for each in found)
    return large.is_large(whole(least, most))


def _read(world: World, source: str) -> list[Type]:
    """Give what a line reads."""
    if isinstance(world.table.language, Feel):
        node = world.table.language.nodes.get(source)
        return [] if node is None else [world.at(path) for path in paths(node)]
    tree = tree_of(source)
    return [] if tree is None else large.read(tree, world.names)


def _ends(world: World, source: str, column: Domain) -> Type:
    """Give what a line says at least and at most; ANY where it is no whole number."""
    if isinstance(world.table.language, Feel):
        numbers = [each for each in said(world, source, column) if is_integer(each)]
        return whole(min(numbers), max(numbers)) if numbers else ANY
    tree = tree_of(source)
    found = ANY if tree is None else Reading(world.names).of(tree)
    return found if found.sort is Sort.WHOLE else ANY
