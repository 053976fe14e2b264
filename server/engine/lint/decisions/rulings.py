"""Rules about tasks that call a decision table: what it is asked fits its columns and its cells."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from server.engine.diagram.drawing import Element, Kind
from server.engine.errors import Problem
from server.engine.expressions.comparison import is_day
from server.engine.expressions.decision_xml import SIGNS
from server.engine.expressions.decisions import Decision
from server.engine.expressions.feel.values import Unfit
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.tables import Cell, Domain
from server.engine.expressions.tables_feel import Feel
from server.engine.lint.decisions.answer_types import of_required
from server.engine.lint.decisions.behind import AnswersBehind
from server.engine.lint.decisions.choices import misspelt
from server.engine.lint.decisions.domains import (
    OTHER,
    constants,
    is_number,
    is_whole,
    kind,
    samples,
)
from server.engine.lint.decisions.feel_cells import Opaque
from server.engine.lint.decisions.said import kept, large_sums
from server.engine.lint.decisions.tried import World, fails, tried
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.misfits import VIETNAMESE
from server.engine.lint.values.value_types import (
    ANY,
    Sort,
    Type,
)
from server.engine.values import JSON

_SORTS: Final[Mapping[str, Sort]] = {
    "boolean": Sort.TRUTH,
    "number": Sort.WHOLE,
    "date": Sort.DAY,
    "text": Sort.TEXT,
    "days": Sort.TEXT,
}


def asked(draft: DraftDefinition, names: Mapping[str, Names]) -> Iterator[Problem]:
    """Refuse an input of another type than its column, and a cell it can never fit."""
    tables = {table.id: (file, table) for file, table in reversed(draft.tables)}
    known = {id_: table for id_, (_, table) in tables.items()}
    behind = AnswersBehind(known)
    for task in draft.of_kind(Kind.DECISION):
        file, table = tables.get(task.decision or "", ("", None))
        for name in table.foreign if table is not None else ():
            yield Problem(
                "DMN-NAME", task.id, {"name": name, "decision": table.id if table else ""}
            )
        if table is not None and len(table.domains) == len(table.inputs):
            for each in (table, *(known.get(each.id, each) for each in table.behind)):
                facts = names.get(task.process, {})
                read = {**facts, **of_required(each, behind, facts)}
                world = World(each, read, behind)
                yield from _of_task(task, world, file)
                beside = (*tried(world), *kept(world), *large_sums(world), *misspelt(world))
                yield from (replace(found, file=file) for found in beside)


def bounded(draft: DraftDefinition, names: Mapping[str, Names]) -> tuple[tuple[str, Decision], ...]:
    """Give the tables with all that they may be asked, where tasks alone ask them."""
    found = [
        (file, table)
        if table.id in draft.known.decisions
        else (file, replace(table, domains=tuple(_bounded(draft, table, names))))
        for file, table in draft.tables
    ]
    behind = AnswersBehind({table.id: table for _, table in reversed(found)})
    return tuple((file, behind.narrowed(table)) for file, table in found)


def _bounded(
    draft: DraftDefinition, table: Decision, names: Mapping[str, Names]
) -> Iterator[Domain]:
    """Give the columns of a table, bounded by all the tasks that ask it or what requires it."""
    asking = {
        each.id for _, each in draft.tables if table.id in {behind.id for behind in each.behind}
    }
    calling = [t for t in draft.of_kind(Kind.DECISION) if t.decision in {table.id, *asking}]
    for at, column in enumerate(table.domains):
        given = [_asked(table, at, names.get(task.process, {})) for task in calling]
        known = bool(given) and all(each.sort is Sort.WHOLE for each in given)
        least = [each.least for each in given if known and each.least is not None]
        most = [each.most for each in given if known and each.most is not None]
        cells = [line.inputs[at] for line in table.lines if at < len(line.inputs)]
        yield replace(
            column,
            asked=_texts(column, cells, given),
            type="integer" if known and is_number(column) else column.type,
            least=min(least) if len(least) == len(given) and known else None,
            most=max(most) if len(most) == len(given) and known else None,
        )


def _texts(column: Domain, cells: list[Cell], given: list[Type]) -> tuple[JSON, ...] | None:
    """Give all that a column of choices may be asked, with what its cells name beside that."""
    listed = [each.values for each in given if each.sort is Sort.TEXT and not each.maybe]
    known = [each for each in listed if each is not None]
    if not given or len(known) < len(given) or column.values or kind(column, cells) != "text":
        return column.asked
    named = [each for each in samples(column, cells) if each != OTHER]
    return (*sorted(frozenset[str]().union(*known) - {*map(str, named)}), *named)


def _asked(table: Decision, at: int, names: Names) -> Type:
    """Give what the process asks; of a decision behind that is looked at elsewhere."""
    tree = tree_of(table.inputs[at] if at < len(table.inputs) else "")
    read = {**names, **dict.fromkeys(table.requires, ANY)}
    return ANY if tree is None else Reading(read).of(tree)


def _of_task(task: Element, world: World, file: str) -> Iterator[Problem]:
    table, names = world.table, world.names
    for at, (source, column) in enumerate(zip(table.inputs, table.domains, strict=False)):
        cells = [line.inputs[at] for line in table.lines if at < len(line.inputs)]
        wanted = _SORTS[kind(column, cells)]
        tree = tree_of(source)
        reading = Reading(names)
        path = world.path_behind(source)
        given = world.at(path) if path else ANY if tree is None else reading.of(tree)
        if not _fits(given, wanted, column) or not (path or _foreseen(given, column)):
            yield Problem("DMN-INPUT", task.id, _holes(source, given, column, wanted))
        elif fails(world, source, column):
            said = {"given": "what has no value", "given.vi": "điều không có giá trị"}
            holes = _holes(source, given, column, wanted) | said
            yield Problem("DMN-INPUT", task.id, holes)
        elif reading.misfits and not isinstance(table.language, Feel):
            yield from (Problem(each.rule, task.id, each.holes) for each in reading.misfits)
        elif tree is not None and not path and not _as_number(table, given):
            yield from _cells(table, at, source, names, file)


def _fits(given: Type, wanted: Sort, column: Domain) -> bool:
    """Tell whether a column may be asked this; a decimal is held as a text, as a day may be."""
    if given.maybe:
        return False
    if given.decimal:
        return wanted is Sort.TEXT or (wanted is Sort.WHOLE and not is_whole(column))
    as_day = wanted is Sort.DAY and given.sort is Sort.TEXT and all(map(is_day, given.values or ()))
    return as_day or given.sort in {wanted, Sort.ANY}


def _as_number(table: Decision, given: Type) -> bool:
    """Tell whether a decimal that is a text counts as a number: in FEEL it does."""
    return given.decimal and isinstance(table.language, Feel)


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
        reading = Reading(names)
        for compared in _compared(cell):
            tree = tree_of(f"({source}) {compared}")
            if tree is not None:
                reading.of(tree)
        for misfit in reading.misfits:
            yield replace(Problem(misfit.rule, line.id or table.id, misfit.holes), file=file)


def _compared(cell: Cell) -> list[str]:
    """Give what a cell compares an input with, as our language says it."""
    if cell.tests is None:
        sign = SIGNS[cell.order] if cell.order else "=="
        return [f"{sign} ({cell.source})"]
    try:
        values = constants(cell)
    except (Opaque, Unfit):
        return []
    return [f"== {value!r}" for value in values if not isinstance(value, list | dict)]
