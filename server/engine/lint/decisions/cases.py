"""Which cases the lines of a table leave to nobody, and which line no case comes to."""

from collections.abc import Iterator, Sequence
from copy import copy
from functools import partial
from typing import Final, Self

from server.engine.errors import DecisionRefused, ExpressionRefused
from server.engine.expressions.decisions import Decision
from server.engine.expressions.feel.values import Unfit
from server.engine.expressions.tables import Cell, Domain, Line, Policy
from server.engine.lint.decisions.domains import constants, kind, samples
from server.engine.lint.decisions.feel_cells import Opaque
from server.engine.lint.decisions.stretches import Stretches, turned
from server.engine.values import JSON

MOST_CASES: Final = 50_000
MOST_TRIES: Final = 200_000  # a second, about
MOST_STEPS: Final = 3_000_000  # the same


class TooManyCases(Exception):
    """More than anybody can look through."""


class InputColumn:
    """One input column: its sample values, for each the lines it fits, and the other way round.

    `cases` are the sets of lines that values fit, each with the first such value.

    Lines and values are counted as bits.
    """

    def __init__(self, table: Decision, index: int) -> None:
        cells = [line.inputs[index] for line in table.lines]
        column = table.domains[index]
        self.source = table.inputs[index]
        self.values = samples(column, cells)
        fits = partial(fits_cell, table, column)
        stretches = Stretches(self.values, kind(column, cells), fits)
        if sum(map(stretches.asked, cells)) > MOST_TRIES:
            raise TooManyCases
        self.fitted = [stretches.of(cell) for cell in cells]
        self.fitting = turned(self.fitted, len(self.values))
        first: dict[int, JSON] = {}
        for value, lines in zip(self.values, self.fitting, strict=True):
            first.setdefault(lines, value)
        self.cases = first

    def only(self, line: int) -> Self:
        """Give the column with the cases alone that fit a line."""
        found = copy(self)
        found.cases = {lines: value for lines, value in self.cases.items() if lines & (1 << line)}
        return found

    def unforeseen(self, table: Decision, domain: Domain) -> Self:
        """Give the column with the cases alone that a table behind brings and it does not list."""
        found = copy(self)
        pairs = zip(self.fitting, self.values, strict=True)
        strange = domain.only is not None
        found.cases = {
            lines: value
            for lines, value in pairs
            if strange and not table.language.foreseen(value, domain)
        }
        return found


class CaseSearch:
    """Looks for a case no line fits; cases that leave the same lines are one."""

    def __init__(self, columns: Sequence[InputColumn]) -> None:
        self.columns = columns
        self.seen: set[tuple[int, int]] = set()
        self.tried = 0
        self.tired = False

    def covered(self, line: int, before: int) -> bool:
        """Tell whether these lines take all that fits another; what is too much is not."""
        if self.tired:
            return False
        columns = self.columns
        self.tried += sum(len(column.cases) for column in columns)
        self.columns, self.seen = [column.only(line) for column in columns], set()
        try:
            return self.gap(0, before) is None
        except TooManyCases:
            self.tired = True
            return False
        finally:
            self.columns = columns

    def gap(self, index: int, lines: int) -> tuple[JSON, ...] | None:
        if not lines:
            return ()
        if index == len(self.columns) or (index, lines) in self.seen:
            return None
        self.seen.add((index, lines))
        cases = self.columns[index].cases
        self.tried += len(cases)
        if len(self.seen) > MOST_CASES or self.tried > MOST_STEPS:
            raise TooManyCases
        for fitting, value in cases.items():
            rest = self.gap(index + 1, lines & fitting)
            if rest is not None:
                return (value, *rest)
        return None


def refused(table: Decision, columns: Sequence[InputColumn]) -> tuple[JSON, ...] | None:
    """Give a case that no line fits where a table would answer nothing, had it foreseen it."""
    for at, domain in enumerate(table.domains):
        several = [*columns]
        several[at] = columns[at].unforeseen(table, domain)
        gap = CaseSearch(several).gap(0, (1 << len(table.lines)) - 1)
        if gap is not None:
            return gap
    return None


def unreached(table: Decision, columns: Sequence[InputColumn]) -> Iterator[Line]:
    """Give the lines that nothing fits which may be asked, or that others come before."""
    search, before = CaseSearch(columns), _before(table)
    for at, line in enumerate(table.lines):
        never = not all(column.fitted[at] for column in columns)
        if is_known(line) and (never or (before[at] and search.covered(at, before[at]))):
            yield line


def _before(table: Decision) -> list[int]:
    """Give for each line those that answer before it where both fit, as bits."""
    if table.policy is Policy.FIRST:
        return [(1 << at) - 1 for at in range(len(table.lines))]
    ranks = _ranks(table) if table.policy is Policy.PRIORITY else []
    if not ranks:
        return [0] * len(table.lines)
    order = sorted(range(len(ranks)), key=lambda at: ranks[at])
    found, ahead = [0] * len(ranks), 0
    for at in order:
        found[at] = ahead
        ahead |= 1 << at
    return found


def _ranks(table: Decision) -> list[tuple[int, ...]]:
    """Give the place of each line's answer among those listed; none where one reads facts."""
    language = table.language
    try:
        said = [dict(zip(table.outputs, map(language.constant, each.outputs), strict=True))
                for each in table.lines]  # fmt: skip
    except (ExpressionRefused, ValueError):
        return []
    return [table.rank(each) for each in said]


def is_known(line: Line) -> bool:
    """Tell whether a line compares with what is written there, and not with what is read."""
    try:
        for cell in line.inputs:
            constants(cell)
    except (Opaque, Unfit):
        return False
    return True


def fits_cell(table: Decision, column: Domain, cell: Cell, value: JSON) -> bool:
    """Tell whether a cell fits a value, as the table itself asks it."""
    try:
        return table.language.asked(table.id, {}).fits(cell, value, column)
    except (DecisionRefused, ExpressionRefused):
        return False
