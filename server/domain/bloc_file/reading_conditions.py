"""From the tables of a bloc-year file to conditions that exclude or downgrade, and to grades."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from server.domain.bloc_file.entries import BlocYearFile
from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_file.reading_awards import read_minimum
from server.domain.bloc_file.reading_records import read_fact, read_record
from server.domain.bloc_file.reading_score_table import CODE, MOST_POINTS
from server.domain.bloc_file.reading_shares import one_of, read_part_of_whole
from server.domain.blocs.rules import ConditionEffect, Floor, FloorOf, Grade, UnitCondition
from server.domain.toml_file import Notes, Path, ReadingCode, Table


def read_condition(table: Table) -> UnitCondition:
    """Read a condition: its floors, the fact that is declared, or what records say."""
    by = one_of(table, "least", "fact", "record")
    entry = UnitCondition(
        id=table.identifier("id", CODE, "no-discipline"),
        name=table.words("name"),
        effect=table.choice("effect", ConditionEffect),
        least=tuple(_floor(row) for row in table.tables("least")) if by == "least" else (),
        fact=read_fact(table.table("fact")) if by == "fact" else None,
        record=read_record(table.table("record")) if by == "record" else None,
    )
    table.close()
    return entry


def read_grade(table: Table) -> Grade:
    """Read a grade: the points, the floors under them, the conditions that stand in its way."""
    if table.plain("without") == []:
        table.note("without", ReadingCode.LIST_EMPTY)
    entry = Grade(
        id=table.identifier("id", CODE, "xuat-sac"),
        name=table.words("name"),
        minimum=read_minimum(table.table("min")),
        least=tuple(_floor(row) for row in table.tables("least")) or None
        if table.has("least")
        else None,
        without=table.texts("without") or None,
    )
    table.close()
    return entry


def _floor(table: Table) -> Floor:
    """Read `{ of | every, points | share, strict }`."""
    which, way = one_of(table, "of", "every"), one_of(table, "points", "share")
    if way == "share":
        read_part_of_whole(table)
    if which == "of" and table.plain("of") == []:
        table.note("of", ReadingCode.LIST_EMPTY)
    entry = Floor(
        of=table.texts("of") or None if which == "of" else None,
        every=table.choice("every", FloorOf) if which == "every" else None,
        share=table.text("share") if way == "share" else None,
        points=table.decimal("points", Decimal(0), MOST_POINTS) if way == "points" else None,
        strict=table.flag_or_no("strict"),
    )
    table.close()
    return entry


def has_floors(file: BlocYearFile) -> bool:
    """Tell whether a condition or a grade holds parts or criteria against a floor."""
    return any(True for _ in floors_of(file))


def check_conditions(file: BlocYearFile, notes: Notes, in_table: Collection[str] | None) -> None:
    """Note what conditions, grades and awards name and is not there."""
    if in_table is not None:
        for path, floor in floors_of(file):
            named = [((*path, "of", n), name) for n, name in enumerate(floor.of or ())]
            _named(in_table, named, notes)
    asked: list[tuple[Path, str]] = [
        (("awards", n, "eligibility", "grade"), award.eligibility.grade)
        for n, award in enumerate(file.awards)
        if award.eligibility.grade is not None
    ]
    _named({grade.id for grade in file.grades or ()}, asked, notes)
    in_the_way: list[tuple[Path, str]] = [
        (("grades", n, "without", m), name)
        for n, grade in enumerate(file.grades or ())
        for m, name in enumerate(grade.without or ())
    ]
    _named({each.id for each in file.conditions or ()}, in_the_way, notes)


def _named(known: Collection[str], named: Iterable[tuple[Path, str]], notes: Notes) -> None:
    for path, name in named:
        if name not in known and not notes.touch(*path):
            notes.add(path, Code.UNKNOWN_REFERENCE, value=name)


def floors_of(file: BlocYearFile) -> Iterator[tuple[Path, Floor]]:
    """Go through the floors of conditions, then of grades, each with where it stands."""
    for n, condition in enumerate(file.conditions or ()):
        for m, floor in enumerate(condition.least):
            yield ("conditions", n, "least", m), floor
    for n, grade in enumerate(file.grades or ()):
        for m, floor in enumerate(grade.least or ()):
            yield ("grades", n, "least", m), floor
