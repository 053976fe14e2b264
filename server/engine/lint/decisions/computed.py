"""What an answer is that a table computes: by what its expression is made of, and by trying it."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from math import prod
from random import Random
from typing import Final

from server.engine.errors import DecisionRefused, ExpressionRefused
from server.engine.expressions.comparison import is_integer
from server.engine.expressions.decisions import Decision
from server.engine.expressions.feel.nodes import (
    Binary,
    Conditional,
    Field,
    Literal,
    Name,
    Negative,
    Node,
    bounds,
    parts,
    paths,
)
from server.engine.expressions.feel.values import Unfit, Value, given
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.names import reads
from server.engine.expressions.tables_feel import Feel
from server.engine.lint.decisions.tried import Path, World, facts_of
from server.engine.lint.values import sums
from server.engine.lint.values.comparing import Reading
from server.engine.lint.values.value_types import ANY, Sort, Type, either, of_constant
from server.engine.values import JSON

MOST_QUESTIONS: Final = 256
"""So often a table is asked, to see whether an answer of it may be nothing."""
_SUMS: Final[Mapping[str, ast.operator]] = {"+": ast.Add(), "-": ast.Sub(), "*": ast.Mult()}


def type_of(world: World, source: str) -> Type:
    """Give what an answer is made of; ANY where its expression does not say it."""
    language = world.table.language
    if isinstance(language, Feel):
        node = language.nodes.get(source)
        return ANY if node is None else _of(node, world.at)
    tree = tree_of(source)
    found = ANY if tree is None else Reading(world.names).of(tree)
    return ANY if found.sort is Sort.MIXED else found.for_certain()


def _of(node: Node, at: Callable[[Path], Type]) -> Type:
    match node:
        case Literal(value=value):
            return _of_literal(value)
        case Name() | Field():
            path = next(paths(node), ())
            return at(path) if path else ANY
        case Negative(operand=operand):
            found = _of(operand, at)
            return sums.negative(found) if found.sort is Sort.WHOLE else ANY
        case Binary(sign=sign, left=left, right=right) if sign in _SUMS:
            one, other = _of(left, at), _of(right, at)
            numbers = {one.sort, other.sort} == {Sort.WHOLE}
            return sums.gives(_SUMS[sign], one, other) if numbers else ANY
        case Conditional(yes=yes, no=no):
            found = either(_of(yes, at), _of(no, at))
            return ANY if found.sort is Sort.MIXED else found
        case _:
            return ANY


def _of_literal(value: Value) -> Type:
    try:
        return of_constant(given(value))
    except Unfit:
        return ANY  # which is a finding of its own


def missing(world: World) -> frozenset[str]:
    """Name the answers that are nothing for something that the table may be asked."""
    table = world.table
    read = [path for each in (table, *table.behind) for path in read_paths(each)]
    known = {path: _tried(world, path) for path in dict.fromkeys(read)}
    if not all(known.values()):
        return frozenset()
    found: set[str] = set()
    for chosen in _chosen(known):
        answers = _answers(table, facts_of(chosen))
        found |= {name for name, each in answers.items() if each is None or _holds_none(each)}
    return frozenset(found)


def _answers(table: Decision, facts: Mapping[str, JSON]) -> Mapping[str, JSON]:
    try:
        ruling = table.rule(facts)
    except (DecisionRefused, ExpressionRefused):
        return {}  # which is a finding of its own
    return ruling.answer if ruling.lines or table.defaults else {}


def _holds_none(answer: JSON) -> bool:
    return isinstance(answer, list) and None in answer


def _tried(world: World, path: Path) -> tuple[JSON, ...]:
    """Give what is tried of a path, the numbers written beside it among them."""
    kind = world.at(path)
    found = world.samples(path)
    if kind.sort is not Sort.WHOLE:
        return found
    numbers = {number for each in (world.table, *world.table.behind) for number in _numbers(each)}
    return tuple(dict.fromkeys((*found, *filter(kind.bounds, sorted(numbers)))))


def _numbers(table: Decision) -> Iterator[int]:
    """Give the whole numbers that are written in a table, and those next to them."""
    language = table.language
    if isinstance(language, Feel):
        cells = [cell.tests for line in table.lines for cell in line.inputs if cell.tests]
        nodes = [*language.nodes.values(), *(node for each in cells for node in bounds(each))]
        values = [each.value for node in nodes for each in _literals(node)]
        found = {int(each) for each in values if isinstance(each, Decimal)}
    else:
        trees = filter(None, map(tree_of, table.texts))
        inner = [node for tree in trees for node in ast.walk(tree)]
        found = {n.value for n in inner if isinstance(n, ast.Constant) and is_integer(n.value)}
    yield from (number + step for number in found for step in (-1, 0, 1))


def _literals(node: Node) -> Iterator[Literal]:
    if isinstance(node, Literal):
        yield node
    for part in parts(node):
        yield from _literals(part)


def read_paths(table: Decision) -> Iterator[Path]:
    """Give all that a table itself reads of the process."""
    if table.reads is not None:
        yield from table.read_of_process
        return
    for tree in filter(None, map(tree_of, table.texts)):
        found = (
            (each.name,) if each.field is None else (each.name, each.field) for each in reads(tree)
        )
        yield from (path for path in found if path[0] not in table.requires)


def _chosen(known: Mapping[Path, tuple[JSON, ...]]) -> Iterator[Mapping[Path, JSON]]:
    """Give every choice of values, or as many as are tried, always the same."""
    if prod(map(len, known.values())) <= MOST_QUESTIONS:
        several: Iterable[tuple[JSON, ...]] = product(*known.values())
    else:
        chance = Random(0)  # noqa: S311 - what is tried is no secret
        several = (tuple(map(chance.choice, known.values())) for _ in range(MOST_QUESTIONS))
    return (dict(zip(known, values, strict=True)) for values in several)
