"""What is asked for of the results over the years, and its table as a sheet of a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.sheets.lists import ListSheet, Row, Strong
from server.store.blocs.bloc_pages import BlocYear
from server.web.downloads.workbooks import as_of
from server.web.frame.reorganised_words import GoneUnit
from server.web.words.catalogue import gettext as _
from server.web.years.measures import MeasureGroup
from server.web.years.reading import BlocResults, YearColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedResults:
    """The years of a bloc before the `first`, and either a measure or a unit, by key and id."""

    bloc: str
    blocs: Mapping[str, str]
    names: Mapping[str, str]
    found: BlocResults
    gone: Sequence[GoneUnit]
    homes: Mapping[str, tuple[str, str]]
    """By unit the bloc in whose years it is found, and what it is called there."""
    first: str
    years: Sequence[BlocYear]
    goes_on: bool
    measure: str
    unit: str


def results_sheet(asked: AskedResults, groups: Mapping[MeasureGroup, object]) -> ListSheet:
    """Lay out the table of the page: units or measures down, years across."""
    measures = {each.key: each.name for each in asked.found.measures}
    about = measures[asked.measure] if asked.measure else asked.names.get(asked.unit, "")
    heads = [_head(column) for column in asked.found.columns]
    title = _("Kết quả qua các năm")
    units = {each.said for each in asked.gone if asked.unit in {"", each.unit, each.into}}
    return ListSheet(
        title=title,
        above=[title, asked.blocs[asked.bloc], about, *sorted(units), as_of()],
        heads=[_("Đơn vị") if asked.measure else _("Nội dung so sánh"), *heads],
        rows=[*(_by_unit(asked) if asked.measure else _by_measure(asked, groups))],
    )


def _head(column: YearColumn) -> str:
    return _("%(year)s, mô phỏng", year=column.year) if column.simulated else str(column.year)


def _by_unit(asked: AskedResults) -> Iterator[Row]:
    for unit, name in asked.names.items():
        yield [name, *_cells(asked, unit, asked.measure)]


def _by_measure(asked: AskedResults, groups: Mapping[MeasureGroup, object]) -> Iterator[Row]:
    for group, label in groups.items():
        measures = asked.found.of_group(group)
        if measures:
            yield Strong([str(label), *(None for _column in asked.found.columns)])
        for measure in measures:
            yield [measure.name, *_cells(asked, asked.unit, measure.key)]


def _cells(asked: AskedResults, unit: str, measure: str) -> Iterator[str | None]:
    for column in asked.found.columns:
        told = asked.found.cell(column, unit, measure)
        yield "\n".join(value.said for value in told) or None
