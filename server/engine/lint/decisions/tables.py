"""Rules about decision tables: disjoint where they must be, complete, and of known names."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from server.engine.errors import ExpressionRefused, Problem
from server.engine.expressions.decisions import Decision
from server.engine.expressions.feel.lexemes import CONSTANTS
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.names import reads
from server.engine.expressions.tables import (
    ANSWERS_NOTHING,
    NUMBERS,
    Cell,
    Domain,
    Line,
    Policy,
)
from server.engine.expressions.tables_feel import Feel
from server.engine.expressions.tables_ours import never_fits
from server.engine.lint.decisions import feel_cells
from server.engine.lint.decisions.cases import (
    CaseSearch,
    InputColumn,
    TooManyCases,
    refused,
    unreached,
)
from server.engine.lint.decisions.domains import (
    OTHER,
    constant_of,
    constants,
    fits_kind,
    kind,
    samples,
    typed,
)
from server.engine.lint.decisions.feel_cells import Opaque
from server.engine.lint.decisions.misread import misread, read_names, unquoted
from server.engine.lint.known import Known
from server.engine.lint.values.listing import listed
from server.engine.values import JSON

MOST_CELLS: Final = 3_000


_UNKNOWN: Final = frozenset({"DMN-CELL", "DMN-MISREAD", "DMN-OPAQUE", "EXPRESSION"})
"""What keeps it from being known which cases a line answers."""
_PROVED: Final = frozenset({Policy.UNIQUE, Policy.ANY})
"""Where lines that fit together must be known before the facts are."""


def tables(
    found: Sequence[tuple[str, Decision]], known: Known, unread: Collection[Problem] = ()
) -> Iterator[Problem]:
    """Judge tables that can be read; a ragged one is already named by the reading.

    Of one with something `unread` no line is said to be too few or too many: what its cells let in
    is not known. Of a cell that cannot be read nothing else is said.
    """
    at = {(each.file, each.element) for each in unread}
    cells = {(each.file, each.element, each.holes.get("source")) for each in unread}
    readable = known.facts.union(*(read_names(table) for _, table in found))
    for file, table in found:
        owners = {table.id, *(line.id for line in table.lines)}
        read = not any((file, each) in at for each in owners)
        for problem in _problems(table, known, readable, read=read):
            cell = file, problem.element, problem.holes.get("cell")
            named = problem.rule == "DMN-FACT" and problem.holes["name"] in CONSTANTS
            if cell not in cells and not (named and not read):
                yield replace(problem, file=file)


def _problems(
    table: Decision, known: Known, readable: frozenset[str], *, read: bool
) -> Iterator[Problem]:
    yield from _names(table, known)
    width = len(table.inputs)
    if len(table.lines) * (width + len(table.outputs)) > MOST_CELLS:
        yield Problem("DMN-SIZE", table.id, {"limit": str(MOST_CELLS)})
        return
    if not width or any(len(line.inputs) != width for line in table.lines):
        return
    faults = list(_cells(table, readable))
    yield from faults
    yield from _outputs(table)
    if read and not any(fault.rule in _UNKNOWN for fault in faults):
        yield from _cases(table)


def _names(table: Decision, known: Known) -> Iterator[Problem]:
    if table.id not in known.decisions:
        return
    given = known.decisions[table.id]
    for source in table.sources:
        tree = tree_of(source)
        names = (read.name for read in reads(tree)) if tree is not None else ()
        for name in dict.fromkeys(names):
            if name not in given:
                yield Problem("DMN-FACT", table.id, {"name": name, "known": listed(given)})
    for name in table.foreign:
        yield Problem("DMN-FACT", table.id, {"name": name, "known": listed(given)})


def _cells(table: Decision, readable: frozenset[str]) -> Iterator[Problem]:
    misreadings = [*misread(table), *unquoted(table, readable)]
    yield from misreadings
    owners = {each.element for each in misreadings}
    strange = [line for line in table.lines if (line.id or table.id) in owners]
    for column in range(len(table.inputs)):
        cells = [line.inputs[column] for line in table.lines]
        what = kind(table.domains[column], cells)
        for line, cell in zip(table.lines, cells, strict=True):
            rule = None if line in strange else _fault(cell, what, proved=table.policy in _PROVED)
            if rule is not None:
                yield Problem(rule, line.id or table.id, {"cell": cell.source or ""})


def _fault(cell: Cell, what: str, *, proved: bool) -> str | None:
    if cell.source is None:
        return None
    try:
        meant = not _meaningless(cell, what)
        values = constants(cell) if meant else ()
    except Opaque:
        return "DMN-OPAQUE" if proved else None
    return None if meant and all(fits_kind(value, what) for value in values) else "DMN-CELL"


def _meaningless(cell: Cell, what: str) -> bool:
    if cell.tests is not None:
        return feel_cells.meaningless(cell.tests, what)
    if never_fits(cell) or _valueless(cell.source or ""):
        return True
    orderless = cell.order is not None and what not in {"number", "date"}
    return cell.order is not None and (orderless or constants(cell) == (None,))


def _outputs(table: Decision) -> Iterator[Problem]:
    """Refuse an answer that is not what its column promises, or no number where one is reckoned."""
    said = [(line.id or table.id, line.outputs) for line in table.lines]
    for owner, sources in (*said, (table.id, table.defaults)):
        for source, column in zip(sources, table.answers, strict=False):
            promised = "number" if table.policy in NUMBERS else column.type
            if not _keeps(table, source, replace(column, type=promised)):
                yield Problem("DMN-OUTPUT", owner, {"cell": source, "type": _promise(column)})


def _keeps(table: Decision, source: str, column: Domain) -> bool:
    language = table.language
    if isinstance(language, Feel) and not language.answers(source, column):
        return False
    try:
        value = language.constant(source)
    except ExpressionRefused:
        return isinstance(language, Feel) or not _valueless(source)
    listed = not column.values or value in samples(column, ())
    return listed and (not typed(column) or fits_kind(value, kind(column, ())))


def _valueless(source: str) -> bool:
    """Tell what of our own language reads nothing and has no value, such as a day there is not."""
    tree = tree_of(source)
    if tree is None or any(reads(tree)):
        return False
    try:
        constant_of(source)
    except Opaque:
        return True
    return False


def _promise(column: Domain) -> str:
    return column.values or column.type or "number"


def _cases(table: Decision) -> Iterator[Problem]:
    try:
        columns = [InputColumn(table, index) for index in range(len(table.inputs))]
        asked = _as_asked(table, columns)
        gap = CaseSearch(asked).gap(0, (1 << len(table.lines)) - 1)
        if gap is not None and may_answer_nothing(table):
            gap = None if always_answers(table) else refused(table, columns)
    except TooManyCases:
        yield Problem("DMN-SIZE", table.id, {"limit": str(MOST_CELLS)})
        return
    if table.policy in _PROVED:
        yield from _overlaps(table, columns)
    for line in unreached(table, columns):
        yield Problem("DMN-NEVER", _line_id(table, line), {"table": table.id})
    if gap is not None:
        yield Problem("DMN-GAP", table.id, _told(asked, gap))


def _as_asked(table: Decision, columns: Sequence[InputColumn]) -> list[InputColumn]:
    """Give the columns of a table with the choices alone that the process asks, where it knows.

    A line for any other text may stand there all the same: the form may offer more some day.
    """
    domains = tuple(replace(each, only=each.asked or each.only) for each in table.domains)
    asked = replace(table, domains=domains)
    return [
        InputColumn(asked, index) if domains[index].only else column
        for index, column in enumerate(columns)
    ]


def may_answer_nothing(table: Decision) -> bool:
    """Tell whether no line has to fit: an answer then stands there, if it be nothing at all."""
    return always_answers(table) or table.policy in table.language.misses


def always_answers(table: Decision) -> bool:
    """Tell whether a table answers where no line fits, whatever it has been asked."""
    return bool(table.defaults) or table.policy in ANSWERS_NOTHING


def complete(table: Decision) -> bool:
    """Tell whether some line fits whatever is asked, as far as that can be proved."""
    if not table.inputs or any(len(line.inputs) != len(table.inputs) for line in table.lines):
        return bool(table.lines)
    try:
        columns = [InputColumn(table, index) for index in range(len(table.inputs))]
        return CaseSearch(_as_asked(table, columns)).gap(0, (1 << len(table.lines)) - 1) is None
    except TooManyCases:
        return False


def _overlaps(table: Decision, columns: Sequence[InputColumn]) -> Iterator[Problem]:
    for one, line in enumerate(table.lines):
        for two in range(one + 1, len(table.lines)):
            case = _common(columns, one, two)
            if case is not None and not _say_the_same(table, one, two):
                holes = {"other": _name(table, two), **_told(columns, case)}
                yield Problem("DMN-OVERLAP", _line_id(table, line), holes)
                break


def _say_the_same(table: Decision, one: int, two: int) -> bool:
    """Tell whether an ANY table says one thing in both lines, so that either may answer."""
    both = zip(table.lines[one].outputs, table.lines[two].outputs, strict=True)
    return table.policy is Policy.ANY and all(left == right for left, right in both)


def _common(columns: Sequence[InputColumn], one: int, two: int) -> tuple[JSON, ...] | None:
    """Give a case that fits both lines."""
    shared = [column.fitted[one] & column.fitted[two] for column in columns]
    if not all(shared):
        return None
    first = [(bits & -bits).bit_length() - 1 for bits in shared]
    return tuple(column.values[bit] for column, bit in zip(columns, first, strict=True))


def _told(columns: Sequence[InputColumn], case: Sequence[JSON]) -> dict[str, str]:
    """Say a case: what is asked in each column, with words for a text that no cell names."""
    pairs = [*zip(columns, case, strict=False)]
    return {
        hole: ", ".join(
            f"{column.source} = {other if value == OTHER else repr(value)}"
            for column, value in pairs
        )
        or whatever
        for hole, other, whatever in (
            ("case", "(another text)", "anything is asked"),
            ("case.vi", "(một chữ khác)", "bất kể hỏi gì"),
        )
    }


def _name(table: Decision, index: int) -> str:
    return table.lines[index].id or f"#{index + 1}"


def _line_id(table: Decision, line: Line) -> str:
    return line.id or table.id
