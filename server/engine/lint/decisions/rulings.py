"""Rules about tasks that call a decision table: what it is asked fits its columns and its cells."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from typing import Final

from server.engine.drawing import Element, Kind
from server.engine.errors import Problem
from server.engine.expressions.decisions import LISTS, NUMBERS, Decision, Domain, Policy
from server.engine.expressions.grammar import tree_of
from server.engine.lint.decisions.domains import Opaque, constant_of, kind, samples
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.comparing import VIETNAMESE, Names, Reading
from server.engine.lint.values.value_types import (
    ANY,
    WHOLE,
    Sort,
    Type,
    either,
    list_of,
    of_constant,
    record,
)

_SORTS: Final[Mapping[str, Sort]] = {
    "boolean": Sort.TRUTH,
    "number": Sort.WHOLE,
    "date": Sort.DAY,
    "text": Sort.TEXT,
}
_SIGNS: Final = {"Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">="}


def of_table(table: Decision) -> Type:
    """Give what a table leaves under the id of the task that calls it."""
    said = (*(line.outputs for line in table.lines), *([table.defaults] if table.defaults else ()))
    columns = [[row[at] for row in said if at < len(row)] for at in range(len(table.outputs))]
    pairs = zip(table.outputs, columns, strict=True)
    return record({name: _of_column(table, sources) for name, sources in pairs})


def _of_column(table: Decision, sources: list[str]) -> Type:
    if table.policy is Policy.COUNT:
        return WHOLE
    types = [_of_cell(source) for source in sources]
    found = reduce(either, types) if types else ANY
    if table.policy in NUMBERS:
        return WHOLE if found.sort is Sort.WHOLE else ANY
    return list_of(found) if table.policy in LISTS else found


def _of_cell(source: str) -> Type:
    try:
        return of_constant(constant_of(source))
    except Opaque:
        return ANY


def asked(draft: DraftDefinition, names: Mapping[str, Names]) -> Iterator[Problem]:
    """Refuse an input of another type than its column, and a cell it can never fit."""
    tables = {table.id: (file, table) for file, table in reversed(draft.tables)}
    for task in draft.of_kind(Kind.DECISION):
        file, table = tables.get(task.decision or "", ("", None))
        if table is not None and len(table.domains) == len(table.inputs):
            yield from _of_task(task, table, file, names.get(task.process, {}))


def _of_task(task: Element, table: Decision, file: str, names: Names) -> Iterator[Problem]:
    for at, source in enumerate(table.inputs):
        tree = tree_of(source)
        if tree is None:
            continue
        given, column = Reading(names).of(tree), table.domains[at]
        cells = [line.inputs[at] for line in table.lines if at < len(line.inputs)]
        wanted = _SORTS[kind(column, cells)]
        fits = given.sort is wanted or given.sort is Sort.ANY
        fits = fits or (wanted is Sort.DAY and given.sort is Sort.TEXT)
        if given.maybe or not fits or not _foreseen(given, column):
            yield Problem("DMN-INPUT", task.id, _holes(source, given, column, wanted))
            continue
        yield from _cells(table, at, source, names, file)


def _foreseen(given: Type, column: Domain) -> bool:
    """Tell whether all that may be asked is among the values the column lists, if it lists any."""
    if not column.values or given.sort in {Sort.ANY, Sort.TRUTH}:
        return True
    return given.values is not None and given.values <= set(map(str, samples(column, ())))


def _holes(source: str, given: Type, column: Domain, wanted: Sort) -> dict[str, str]:
    said, said_vi = given.sort.value, VIETNAMESE[given.sort]
    if given.values is not None:
        said = said_vi = ", ".join(sorted(given.values))
    if given.maybe:
        said, said_vi = f"{said}, or nothing at all", f"{said_vi}, hoặc không có gì"
    listed = column.values
    return {
        "source": source,
        "given": said,
        "given.vi": said_vi,
        "wanted": listed or wanted.value,
        "wanted.vi": listed or VIETNAMESE[wanted],
    }


def _cells(table: Decision, at: int, source: str, names: Names, file: str) -> Iterator[Problem]:
    """Compare the input with each cell, as the table will, and say what never fits."""
    for line in table.lines:
        cell = line.inputs[at] if at < len(line.inputs) else None
        if cell is None or cell.source is None:
            continue
        sign = _SIGNS[cell.order.__name__] if cell.order else "=="
        tree = tree_of(f"({source}) {sign} ({cell.source})")
        if tree is None:
            continue
        reading = Reading(names)
        reading.of(tree)
        for misfit in reading.misfits:
            yield replace(Problem(misfit.rule, line.id or table.id, misfit.holes), file=file)
