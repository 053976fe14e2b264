"""In which row of which sheet a field of a bloc-year file came from."""

from collections.abc import Iterator, Mapping, Sequence

from server.domain.bloc_sheet.sheets import (
    CRITERIA,
    CRITERION,
    KIND,
    OF,
    PERSONS,
    POSTS,
    UNITS,
    Rows,
    level_of,
)
from server.domain.bloc_sheet.tables import WorkbookRow

Place = tuple[str, int]
"""A sheet and the number of a row."""


def places(rows: Rows) -> Mapping[str, Place]:
    """Give the place of each table that sheets say, by its field as mistakes name it."""
    units = dict(_units(rows.get(UNITS, ())))
    owners = {str(unit.cells.get("id")): field for field, unit in units.items()}
    return {
        **{field: (UNITS, row.number) for field, row in units.items()},
        **{field: (POSTS, row.number) for field, row in _posts(rows.get(POSTS, ()), owners)},
        **{f"persons[{at}]": (PERSONS, row.number) for at, row in _counted(rows.get(PERSONS, ()))},
        **{field: (CRITERIA, row.number) for field, row in _parts(rows.get(CRITERIA, ()))},
    }


def place_of(field: str, known: Mapping[str, Place]) -> Place | None:
    """Give the row a field stands in: that of the innermost table it is within."""
    within = [name for name in known if field == name or field.startswith((f"{name}.", f"{name}["))]
    return known[max(within, key=len)] if within else None


def _counted(rows: Sequence[WorkbookRow]) -> Iterator[tuple[int, WorkbookRow]]:
    yield from enumerate(rows, start=1)


def _units(rows: Sequence[WorkbookRow]) -> Iterator[tuple[str, WorkbookRow]]:
    counts: dict[object, int] = {}
    for row in rows:
        kind = row.cells.get(KIND)
        counts[kind] = counts.get(kind, 0) + 1
        yield f"{kind}[{counts[kind]}]", row


def _posts(
    rows: Sequence[WorkbookRow], owners: Mapping[str, str]
) -> Iterator[tuple[str, WorkbookRow]]:
    counts: dict[str, int] = {}
    for row in rows:
        owner = owners.get(str(row.cells.get(OF)), "")
        counts[owner] = counts.get(owner, 0) + 1
        yield f"{owner}.posts[{counts[owner]}]", row


def _parts(rows: Sequence[WorkbookRow]) -> Iterator[tuple[str, WorkbookRow]]:
    """Name each row as the tree has it: `score_table.sections[1].parts[2].criteria[3]`."""
    above: list[str] = []
    counts: dict[str, int] = {}
    for row in rows:
        level = level_of(row)
        if level == CRITERION:
            name = f"{above[-1]}.criteria" if above else "score_table.sections"
        else:
            del above[(level if isinstance(level, int) else 1) - 1 :]
            name = f"{above[-1]}.parts" if above else "score_table.sections"
        counts[name] = counts.get(name, 0) + 1
        field = f"{name}[{counts[name]}]"
        if level != CRITERION:
            above.append(field)
        yield field, row
