"""Which tables of a bloc-year file are sheets, and how each is put together again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from server.domain.bloc_sheet.tables import (
    Cell,
    SheetMistake,
    SheetTable,
    WorkbookRow,
    cells,
    record,
    table,
)
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue, tables_in
from server.texts import mended

CRITERIA, UNITS, POSTS, PERSONS = "Tiêu chí", "Đơn vị", "Chức vụ", "Người"
LEVEL, KIND, OF = "cấp", "loại", "của"
CRITERION: Final = "tiêu chí"
"""What stands for a level in the row of a criterion."""
DEEPEST_LEVEL: Final = 20
"""More than a score table may have; the reader says how many those are."""
NESTED: Final = ("criteria", "parts")
OWNERS: Final = ("units", "bodies")
NAMES: Final = ("name.vi", "name.en", "short.vi", "short.en")
Rows = Mapping[str, Sequence[WorkbookRow]]
"""The rows of each sheet, by its name."""


_COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    CRITERIA: (
        *(LEVEL, "id", "code", "kind", "name.vi", "name.en"),
        *("max_points", "cap", "evidence"),
    ),
    UNITS: (KIND, "id", "role", "kind", *NAMES, "symbol"),
    POSTS: (OF, "position", "title.vi", "title.en"),
    PERSONS: ("login", "name", "email", "appointments[]"),
}
"""The columns that stand first."""
_KINDS: Final = (
    *("scored_by", "not_for[]", "steps[]", "yes_no", "count.per", "count.from_full"),
    *("count.of", "count.slot"),
    *("days_late.per_day", "days_late.of", "days_late.slot", "days_late.days"),
    *("target.formula", "target.value", "target.at_target"),
    *("target.of", "target.out_of", "target.slot"),
)
"""The columns of how points are worked out and who gives them, which an empty sheet shows."""


def empty_sheets() -> Sequence[SheetTable]:
    """Give sheets to begin with: columns and no rows."""
    columns = {**_COLUMNS, CRITERIA: (*_COLUMNS[CRITERIA], *_KINDS)}
    return [SheetTable(name=name, columns=names, rows=()) for name, names in columns.items()]


def sheets_of(file: TomlTable) -> Sequence[SheetTable]:
    """Give the sheets of a bloc-year file as it was read from TOML."""
    score_table = file.get("score_table")
    sections = _tables(score_table, "sections") if isinstance(score_table, Mapping) else []
    owners = [(kind, each) for kind in OWNERS for each in _tables(file, kind)]
    rows: Mapping[str, Iterable[Mapping[str, Cell]]] = {
        CRITERIA: _parts(sections, 1),
        UNITS: ({KIND: kind, **cells(each, without=["posts"])} for kind, each in owners),
        POSTS: (
            {OF: str(each.get("id", "")), **cells(post)}
            for _, each in owners
            for post in _tables(each, "posts")
        ),
        PERSONS: map(cells, _tables(file, "persons")),
    }
    return [table(name, _COLUMNS[name], found) for name, found in rows.items()]


def _parts(parts: Sequence[TomlTable], level: int) -> Iterator[dict[str, Cell]]:
    for part in parts:
        yield {LEVEL: level, **cells(part, without=NESTED)}
        yield from ({LEVEL: CRITERION, **cells(each)} for each in _tables(part, "criteria"))
        yield from _parts(_tables(part, "parts"), level + 1)


def _tables(owner: TomlTable, name: str) -> Sequence[TomlTable]:
    return tables_in(owner.get(name, ()))


def with_sheets(file: TomlTable, rows: Rows) -> dict[str, TomlValue]:
    """Give a file with the tables that these sheets say; raises SheetMistake.

    A sheet that is not there leaves its tables as they were; one of another name that has rows is
    refused, or what was typed in it would be lost.
    """
    for name, typed in rows.items():
        if typed and name not in _COLUMNS:
            raise SheetMistake(sheet=name, row=typed[0].number, column="", why="sheet")
    found = dict(file)
    if CRITERIA in rows:
        score_table = file.get("score_table")
        before = score_table if isinstance(score_table, Mapping) else {}
        found["score_table"] = {**before, "sections": _sections(rows[CRITERIA])}
    posts = _posts(rows[POSTS]) if POSTS in rows else _posts_of(file)
    for kind in OWNERS if UNITS in rows or POSTS in rows else ():
        units = _units(rows[UNITS], kind) if UNITS in rows else _tables(file, kind)
        found[kind] = [_with_posts(each, posts) for each in units]
    _check_owners(found, rows.get(POSTS, ()))
    if PERSONS in rows and (rows[PERSONS] or "persons" in file):
        found["persons"] = [record(PERSONS, row) for row in rows[PERSONS]]
    return found


def _sections(rows: Sequence[WorkbookRow]) -> list[TomlValue]:
    """Put the tree together: each row stands in the last one above it of the level before."""
    tops: list[TomlValue] = []
    above: list[dict[str, TomlValue]] = []
    for row in rows:
        level, made = level_of(row), record(CRITERIA, row, without=[LEVEL])
        if level == CRITERION and above:
            _add(above[-1], "criteria", made)
        elif isinstance(level, int) and 1 <= level <= min(len(above) + 1, DEEPEST_LEVEL):
            del above[level - 1 :]
            if above:
                _add(above[-1], "parts", made)
            else:
                tops.append(made)
            above.append(made)
        else:
            raise SheetMistake(sheet=CRITERIA, row=row.number, column=LEVEL, why="level")
    return tops


def level_of(row: WorkbookRow) -> int | str | None:
    """Give the level of a part, `CRITERION`, or None for what is neither; also typed as text."""
    level = row.cells.get(LEVEL)
    if isinstance(level, str):
        text = mended(level).strip().casefold()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else text  # noqa: PLR2004 - digits of a level
    return level if type(level) is int else None


def _add(part: dict[str, TomlValue], name: str, made: TomlValue) -> None:
    inner = part.setdefault(name, [])
    if isinstance(inner, list):
        inner.append(made)


def _units(rows: Sequence[WorkbookRow], kind: str) -> list[TomlTable]:
    for row in rows:
        if row.cells.get(KIND) not in OWNERS:
            raise SheetMistake(sheet=UNITS, row=row.number, column=KIND, why="kind")
    return [record(UNITS, row, without=[KIND]) for row in rows if row.cells.get(KIND) == kind]


def _posts(rows: Sequence[WorkbookRow]) -> dict[str, list[TomlValue]]:
    found: dict[str, list[TomlValue]] = {}
    for row in rows:
        owner = row.cells.get(OF)
        if not isinstance(owner, str):
            raise SheetMistake(sheet=POSTS, row=row.number, column=OF, why="owner")
        found.setdefault(owner, []).append(record(POSTS, row, without=[OF]))
    return found


def _check_owners(file: TomlTable, rows: Sequence[WorkbookRow]) -> None:
    """Refuse a post of a unit that is not there: it would be lost."""
    known = {each.get("id") for kind in OWNERS for each in _tables(file, kind)}
    for row in rows:
        if row.cells.get(OF) not in known:
            raise SheetMistake(sheet=POSTS, row=row.number, column=OF, why="owner")


def _posts_of(file: TomlTable) -> dict[str, list[TomlValue]]:
    owners = [each for kind in OWNERS for each in _tables(file, kind)]
    return {str(each.get("id")): [*_tables(each, "posts")] for each in owners}


def _with_posts(unit: TomlTable, posts: Mapping[str, list[TomlValue]]) -> TomlTable:
    own = posts.get(str(unit.get("id")))
    rest = {name: value for name, value in unit.items() if name != "posts"}
    return {**rest, "posts": own} if own else rest
