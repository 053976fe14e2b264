"""Rows of records as sheets of a workbook: one a field of rows, in the words of their form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from server.domain.bloc_sheet.tables import Cell
from server.form_shape import FieldType, field_type
from server.forms import Json
from server.sheets.lists import ListSheet
from server.web.forms.form_answers import left_empty, said_value, typed_columns
from server.web.forms.form_view import FormView
from server.web.words.catalogue import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRows:
    """What was handed in with a form, and whose it is: a unit or what else, or nobody's own."""

    whose: str
    view: FormView
    value: Mapping[str, Json]


def filled_rows(view: FormView, value: Mapping[str, Json]) -> Mapping[str, Json]:
    """Leave out of a record the rows that were given and into which nothing was written."""
    return {name: _filled(view, name, held) for name, held in value.items()}


def _filled(view: FormView, name: str, held: Json) -> Json:
    typed = typed_columns(view, name)
    if not typed or not isinstance(held, list):
        return held
    return [row for row in held if not left_empty(row, typed)]


def row_sheets(told: Sequence[ToldRows]) -> list[ListSheet]:
    """Give a sheet for each field of rows that has any; several records stand one below another."""
    fields = dict.fromkeys(name for each in told for name in _with_rows(each))
    return [_sheet(name, [each for each in told if name in _with_rows(each)]) for name in fields]


def has_rows(told: ToldRows) -> bool:
    """Tell whether anything was handed in that is a sheet."""
    return bool(_with_rows(told))


def _with_rows(told: ToldRows) -> list[str]:
    """Name the fields of rows in which something stands, in the form's order."""
    form = told.view.form
    return [name for name in form.fields if name in form.rows and told.value.get(name)]


def _sheet(name: str, told: Sequence[ToldRows]) -> ListSheet:
    columns: dict[str, str] = {}
    for each in told:
        for path in each.view.row_fields(f"{name}.0"):
            columns.setdefault(path.rpartition(".")[2], each.view.title(path))
    several = any(each.whose for each in told)
    return ListSheet(
        title=told[0].view.title(name),
        heads=[*([_("Đơn vị")] if several else []), *columns.values()],
        rows=[
            [
                *([each.whose] if several else []),
                *_cells(each.view, f"{name}.{number}", row, columns),
            ]
            for each in told
            for number, row in _rows(each.value[name])
        ],
    )


def _rows(held: Json) -> list[tuple[int, Mapping[str, Json]]]:
    rows = enumerate(held) if isinstance(held, list) else ()
    return [(number, row) for number, row in rows if isinstance(row, Mapping)]


def _cells(
    view: FormView, row: str, held: Mapping[str, Json], columns: Mapping[str, str]
) -> list[Cell]:
    return [_cell(view, f"{row}.{column}", held.get(column)) for column in columns]


def _cell(view: FormView, path: str, value: Json) -> Cell:
    """Give what stands in a cell: a number and a day as such, anything else in words."""
    if value is None or value == "":
        return None
    kind = field_type(view.schema(path))
    if kind is FieldType.DATE:
        return date.fromisoformat(str(value))
    if kind is FieldType.DECIMAL:
        return Decimal(str(value))
    if kind in {FieldType.WHOLE, FieldType.AMOUNT} and isinstance(value, int):
        return value
    return said_value(view, path, value)
