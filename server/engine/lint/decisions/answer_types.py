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
from server.engine.lint.decisions.tables import complete
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

_PROMISED: Final[Mapping[str, Type]] = {"boolean": TRUTH, "string": TEXT, "date": DAY}


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
        return {**_PROMISED, "number": WHOLE}.get(KINDS.get(column.type, ""), ANY)
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


def of_table(table: Decision) -> Type:
    """Give what a table leaves under the id of the task that calls it."""
    said = (*(line.outputs for line in table.lines), *([table.defaults] if table.defaults else ()))
    columns = [[row[at] for row in said if at < len(row)] for at in range(len(table.outputs))]
    pairs = zip(table.outputs, enumerate(columns), strict=True)
    return record({name: _of_column(table, at, sources) for name, (at, sources) in pairs})


def _of_column(table: Decision, at: int, sources: list[str]) -> Type:
    if table.policy is Policy.COUNT:
        return whole(0, len(sources))
    column = table.answers[at] if at < len(table.answers) else Domain()
    types = [_of_cell(table, source, column) for source in sources]
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


def _of_cell(table: Decision, source: str, column: Domain) -> Type:
    """Give what a cell says: its value, or what its column promises, which in FEEL is kept."""
    try:
        return of_constant(table.language.constant(source))
    except ExpressionRefused:
        promised = isinstance(table.language, Feel)
        kind = KINDS.get(column.type, "") if promised else ""
        return _PROMISED[kind].or_nothing() if kind in _PROMISED else ANY
