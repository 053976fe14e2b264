"""What sort of value a table answers, for the task that calls it and for tables that require it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from server.engine.errors import ExpressionRefused
from server.engine.expressions.comparison import is_integer, stands_for_number
from server.engine.expressions.decisions import Decision
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.tables import LISTS, NUMBERS, RECKONS, Domain, Policy
from server.engine.expressions.tables_feel import KINDS, Feel
from server.engine.lint.decisions.behind import AnswersBehind
from server.engine.lint.decisions.computed import missing, type_of
from server.engine.lint.decisions.tables import complete
from server.engine.lint.decisions.tried import World
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.value_types import (
    ANY,
    DAY,
    DECIMAL,
    TEXT,
    TRUTH,
    WHOLE,
    Sort,
    Type,
    choice,
    either,
    joined,
    list_of,
    of_constant,
    record,
    whole,
)
from server.engine.values import JSON

_NUMBER: Final = "number"
_PROMISED: Final[Mapping[str, Type]] = {
    "boolean": TRUTH,
    "string": TEXT,
    "date": DAY,
    _NUMBER: WHOLE,
}


def of_required(table: Decision, behind: AnswersBehind, names: Names) -> Names:
    """Give the types of what a table reads of those behind it, by the names it reads them by.

    `names` are what those read of the process.
    """
    return {name: _of_answers(each, behind, names) for name, each in table.requires.items()}


def _of_answers(table: Decision, behind: AnswersBehind, names: Names) -> Type:
    known = behind.of(table)
    if known is not None:
        return _joined(known)
    if table.policy in LISTS | RECKONS:
        return ANY
    several = enumerate(table.answers or (Domain(),) * len(table.outputs))
    found = {table.outputs[at]: _promised(table, at, each, names) for at, each in several}
    return record(found) if len(found) > 1 else found[table.outputs[0]]


def _promised(table: Decision, at: int, column: Domain, names: Names) -> Type:
    """Give what an answer is that is made of facts; nothing of it is known to be missing."""
    if isinstance(table.language, Feel):
        return _PROMISED.get(KINDS.get(column.type, ""), ANY)
    rows = (*(line.outputs for line in table.lines), *([table.defaults] if table.defaults else ()))
    trees = [tree_of(row[at]) for row in rows]
    found = joined([ANY if tree is None else Reading(names).of(tree) for tree in trees])
    return ANY if found.sort is Sort.MIXED else found.for_certain()


def _joined(known: Sequence[JSON]) -> Type:
    """Give what all of these are; texts that are numbers count as such, as FEEL takes them."""
    several = [each for each in known if each is not None]
    if several and all(isinstance(each, bool) for each in several):
        return TRUTH
    if several and all(map(stands_for_number, several)):
        numbers = [each for each in several if is_integer(each)]
        return whole(min(numbers), max(numbers)) if len(numbers) == len(several) else DECIMAL
    texts = [each for each in several if isinstance(each, str)]
    if texts and len(texts) == len(several):
        return choice(texts)
    records = [each for each in several if isinstance(each, dict)]
    if records and len(records) == len(several):
        return record({name: _joined([each[name] for each in records]) for name in records[0]})
    return ANY


def of_table(table: Decision, behind: AnswersBehind, names: Names) -> Type:
    """Give what a table leaves under the id of the task that calls it; `names` are that task's."""
    world = World(table, {**names, **of_required(table, behind, names)}, behind)
    said = (*(line.outputs for line in table.lines), *([table.defaults] if table.defaults else ()))
    columns = [[row[at] for row in said if at < len(row)] for at in range(len(table.outputs))]
    computed = any(_constant(table, source) is None for column in columns for source in column)
    nothing = missing(world) if computed else ()
    found = {
        name: _of_column(world, at, sources)
        for at, (name, sources) in enumerate(zip(table.outputs, columns, strict=True))
    }
    return record({n: each.or_nothing() if n in nothing else each for n, each in found.items()})


def _constant(table: Decision, source: str) -> Type | None:
    """Give the type of a cell that reads nothing; None for one that is computed."""
    try:
        return of_constant(table.language.constant(source))
    except ExpressionRefused:
        return None


def _of_column(world: World, at: int, sources: list[str]) -> Type:
    table = world.table
    if table.policy is Policy.COUNT:
        return whole(0, len(sources))
    column = table.answers[at] if at < len(table.answers) else Domain()
    types = [_of_cell(world, source, column) for source in sources]
    found = reduce(either, types) if types else ANY
    if table.policy in table.language.misses and not table.defaults and not complete(table):
        found = found.or_nothing()
    if table.policy in NUMBERS:
        return _reckoned(table, found)
    if table.policy not in LISTS:
        return found
    return list_of(found, int(bool(table.defaults) or complete(table)), len(table.lines) or 1)


def _reckoned(table: Decision, found: Type) -> Type:
    """Give what is reckoned of several: of a sum, between what is least and most of all lines."""
    if found.sort is not Sort.WHOLE:
        return replace(ANY, maybe=found.maybe)
    if table.policy is not Policy.SUM:
        return found
    several = len(table.lines) or 1
    least = None if found.least is None else min(found.least, found.least * several)
    most = None if found.most is None else max(found.most, found.most * several)
    return replace(whole(least, most), maybe=found.maybe)


def _of_cell(world: World, source: str, column: Domain) -> Type:
    """Give what a cell says: its value, what it is made of, or what its column promises.

    In FEEL that is kept.
    """
    found = _constant(world.table, source)
    if found is not None:
        return found
    made = type_of(world, source)
    kind = KINDS.get(column.type, "") if isinstance(world.table.language, Feel) else ""
    if not kind or made.sort is _PROMISED.get(kind, ANY).sort:
        return made
    return ANY if kind == _NUMBER else _PROMISED.get(kind, ANY).or_nothing()
