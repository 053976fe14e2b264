"""The duties of a bloc-year as a table: units down, duties across in order of their days."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import LATE, MISSING, NOT_OWED, UNDONE, DutyState
from server.domain.texts.words import Words
from server.store.cases.case_pages import CaseHead
from server.web.board.reading import THE_BLOC, Column, DutyLine

ONLY: Mapping[str, Collection[DutyState]] = {
    "late": MISSING | LATE,
    "open": UNDONE,
}
"""What the board may be narrowed to, by the word of its address."""
MOST_ROWS = 60
"""Units on one page; a bloc has five to fifteen."""


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """How many duties there are, and of these done, done late, and missing on their day."""

    all: int = 0
    done: int = 0
    late: int = 0
    missing: int = 0

    @classmethod
    def of(cls, lines: Iterable[DutyLine]) -> Self:
        """Count those whose state the reader is told, without what nobody had to do."""
        states = [line.standing.state for line in lines if line.standing]
        kept = [state for state in states if state not in NOT_OWED]
        return cls(
            all=len(kept),
            done=sum(state not in UNDONE for state in kept),
            late=sum(state in LATE for state in kept),
            missing=sum(state in MISSING for state in kept),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyColumn:
    """A duty of a case; `due` is None where its days differ, `told` whether all of it is told."""

    id: Column
    name: Words
    due: date | None
    told: bool
    counts: DutyCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGroup:
    """The columns of one case."""

    case: CaseHead
    columns: Sequence[DutyColumn]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A unit or a body, with the lines of each column in their order."""

    whose: str
    cells: Sequence[Sequence[DutyLine]]
    counts: DutyCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The table."""

    groups: Sequence[DutyGroup]
    rows: Sequence[BoardRow]
    first: int = 0
    """How many rows stand before the page's first."""

    @property
    def columns(self) -> list[DutyColumn]:
        """Its columns from left to right."""
        return [column for group in self.groups for column in group.columns]

    @property
    def page(self) -> Sequence[BoardRow]:
        """The rows of the page."""
        return self.rows[self.first : self.first + MOST_ROWS]

    @property
    def next(self) -> int | None:
        """How many rows stand before the next page; None on the last one."""
        after = self.first + MOST_ROWS
        return after if after < len(self.rows) else None


def narrowed(lines: Iterable[DutyLine], only: str) -> list[DutyLine]:
    """Keep the lines of a choice of ONLY; all of them for any other word."""
    wanted = ONLY.get(only)
    return [
        line
        for line in lines
        if wanted is None or (line.standing is not None and line.standing.state in wanted)
    ]


@dataclass(frozen=True, slots=True)
class QuarterLines:
    """The duties whose days are in one quarter of a year."""

    year: int
    quarter: int
    lines: Sequence[DutyLine]


def of_units(lines: Iterable[DutyLine], wanted: Collection[DutyState]) -> list[DutyLine]:
    """Return the duties of units and bodies that stand in one of the states."""
    beside = (line for line in lines if line.whose != THE_BLOC)
    return [line for line in beside if line.standing and line.standing.state in wanted]


def by_quarter(lines: Iterable[DutyLine], today: date) -> list[QuarterLines]:
    """Gather duties by quarters: this one and what comes first, then what is over, backwards."""
    now, found = _quarter(today), dict[tuple[int, int], list[DutyLine]]()
    for line in lines:
        found.setdefault(_quarter(line.due), []).append(line)
    order = [*sorted(each for each in found if each >= now)]
    order += sorted((each for each in found if each < now), reverse=True)
    return [QuarterLines(*each, found[each]) for each in order]


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month + 2) // 3


def of_the_bloc(lines: Iterable[DutyLine]) -> list[DutyLine]:
    """Return the bloc's own duties the reader is told of: a list, as each is a case of its own."""
    return [line for line in _beside_units(lines) if not line.own_of]


def own_of_units(lines: Iterable[DutyLine]) -> list[DutyLine]:
    """Return the duties in units' own cases the reader is told of."""
    return [line for line in _beside_units(lines) if line.own_of]


def _beside_units(lines: Iterable[DutyLine]) -> list[DutyLine]:
    return [line for line in lines if line.whose == THE_BLOC and line.standing]


def board(every: Sequence[DutyLine], rules: CaseRules, *, first: int = 0) -> Board:
    """Lay out the duties of units and bodies, a page from so many rows on.

    Who and what has nothing the reader is told of is left out. The lines come in order of their
    days; so do the cases, by their first one.
    """
    lines = [line for line in every if line.whose != THE_BLOC]
    told = {line.column for line in lines if line.standing}
    columns: dict[Column, list[DutyLine]] = {}
    for line in lines:
        if line.column in told:
            columns.setdefault(line.column, []).append(line)
    cases = {found[0].case.id: found[0].case for found in columns.values()}
    groups = [
        DutyGroup(
            case=case,
            columns=[_column(found) for (id_, _), found in columns.items() if id_ == case.id],
        )
        for case in cases.values()
    ]
    order = [column.id for group in groups for column in group.columns]
    of_cell: dict[tuple[str, Column], list[DutyLine]] = {}
    for line in lines:
        of_cell.setdefault((line.whose, line.column), []).append(line)
    rows = [_row(whose, of_cell, order) for whose in _order(lines, rules)]
    return Board(groups=groups, rows=[row for row in rows if _told(row)], first=first)


def _column(lines: Sequence[DutyLine]) -> DutyColumn:
    dues = {line.due for line in lines}
    return DutyColumn(
        id=lines[0].column,
        name=lines[0].name,
        due=lines[0].due if len(dues) == 1 else None,
        told=all(line.standing for line in lines),
        counts=DutyCounts.of(lines),
    )


def _row(
    whose: str,
    of_cell: Mapping[tuple[str, Column], Sequence[DutyLine]],
    order: Sequence[Column],
) -> BoardRow:
    cells = [of_cell.get((whose, name), ()) for name in order]
    counts = DutyCounts.of(line for cell in cells for line in cell)
    return BoardRow(whose=whose, cells=cells, counts=counts)


def _told(row: BoardRow) -> bool:
    return any(line.standing for cell in row.cells for line in cell)


def _order(lines: Iterable[DutyLine], rules: CaseRules) -> list[str]:
    """Put the units of the bloc first, then whoever else has a duty."""
    units = [unit.id for unit in rules.units]
    return [*units, *sorted({line.whose for line in lines} - {*units})]
