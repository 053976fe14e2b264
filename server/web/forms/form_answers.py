"""What was answered in a form, field by field and in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from server.form_shape import FieldType, field_type
from server.forms import Json
from server.forms.writing import text_of
from server.web.forms.form_view import FormView
from server.web.frame import formats
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import ngettext
from server.web.words.language import of_page


@dataclass(frozen=True, slots=True)
class AnsweredTable:
    """Rows side by side: the columns in which anything stands, and what is told of the rest."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rest: str


@dataclass(frozen=True, slots=True)
class AnsweredField:
    """What was answered in one field: line by line, and rows also as a table."""

    path: str
    label: str
    lines: tuple[str, ...]
    table: AnsweredTable | None = None


def answers(view: FormView, value: Mapping[str, Json]) -> list[AnsweredField]:
    """List what was answered, field by field, in the form's order and in words."""
    return [
        AnsweredField(name, view.title(name), lines, _table(view, name, value[name]))
        for name in view.form.fields
        if name in value and (lines := tuple(_lines(view, name, value[name])))
    ]


def _lines(view: FormView, path: str, value: Json) -> Iterator[str]:
    rows = _rows(view, path, value)
    if rows is None:
        yield said_value(view, path, value)
        return
    typed = typed_columns(view, path)
    left = {row for row, inner in rows.items() if typed and left_empty(inner, typed)}
    for row in (row for row in rows if row not in left):
        yield from _of_row(view, f"{path}.{row}", _named(view, path, row), rows[row])
    if left:
        yield _left_out(len(left))


def _left_out(count: int) -> str:
    return ngettext("%(num)s dòng không ghi gì thêm", "%(num)s dòng không ghi gì thêm", count)


def _table(view: FormView, path: str, value: Json) -> AnsweredTable | None:
    """Lay rows out side by side; None for any other field, and where nothing was written."""
    if path not in view.form.rows or not isinstance(value, list):
        return None
    typed = typed_columns(view, path)
    rows = [row for row in value if isinstance(row, dict)]
    told = [row for row in rows if not (typed and left_empty(row, typed))]
    columns = [each.rpartition(".")[2] for each in view.row_fields(f"{path}.0")]
    used = [name for name in columns if any(not _blank(row.get(name)) for row in told)]
    if not used:
        return None
    return AnsweredTable(
        heads=tuple(view.title(f"{path}.0.{name}") for name in used),
        rows=tuple(tuple(_cell(view, f"{path}.0.{name}", row) for name in used) for row in told),
        rest=_left_out(len(rows) - len(told)) if len(told) < len(rows) else "",
    )


def _cell(view: FormView, path: str, row: Mapping[str, Json]) -> str:
    value = row.get(path.rpartition(".")[2])
    return "" if _blank(value) else said_value(view, path, value)


def _of_row(view: FormView, path: str, name: str, row: Json) -> Iterator[str]:
    if isinstance(row, dict) and any(isinstance(value, dict) for value in row.values()):
        for line in _lines(view, path, row):
            yield of_page(f"{name}: {line}")
    elif isinstance(row, dict) and (said := _row(view, path, row)):
        yield of_page(f"{name}: {said}")


def typed_columns(view: FormView, path: str) -> Sequence[str]:
    """Name the columns that are typed beside given ones; none where no column is given."""
    if path not in view.form.rows:
        return ()
    names = {each.rpartition(".")[2]: view.schema(each) for each in view.row_fields(f"{path}.0")}
    typed = [name for name, schema in names.items() if not schema.get("x-given")]
    return typed if len(typed) < len(names) else ()


def left_empty(row: Json, typed: Sequence[str]) -> bool:
    """Tell whether nothing was typed into a row beside what was given."""
    return isinstance(row, dict) and all(_blank(row.get(name)) for name in typed)


def _blank(value: Json) -> bool:
    """Tell whether a value says nothing: none, an empty text, a box not ticked."""
    return value is None or value is False or value == ""


def _rows(view: FormView, path: str, value: Json) -> Mapping[str, Json] | None:
    """Return a field's rows by their ids, or by their numbers; None for any other field."""
    if isinstance(value, list) and path in view.form.rows:
        return {str(number): row for number, row in enumerate(value)}
    return value if isinstance(value, dict) else None


def _named(view: FormView, path: str, row: str) -> str:
    return str(int(row) + 1) if path in view.form.rows else view.named(row)


def _row(view: FormView, path: str, row: Mapping[str, Json]) -> str:
    """Say what stands in one row; a box not ticked says nothing."""
    return "; ".join(
        view.title(f"{path}.{name}") if value is True else said_value(view, f"{path}.{name}", value)
        for name, value in row.items()
        if not _blank(value)
    )


def said_value(view: FormView, path: str, value: Json) -> str:
    """Say what stands in a field, as people write it."""
    schema = view.schema(path)
    match field_type(schema):
        case FieldType.DATE:
            return "/".join(reversed(str(value).split("-")))
        case FieldType.DECIMAL:
            return formats.number(Decimal(str(value)))
        case FieldType.AMOUNT if isinstance(value, int):
            return _("%(amount)s đồng", amount=formats.number(value))
        case FieldType.TRUTH:
            return view.said(path, "1" if value else "0")
        case _:
            return view.said(path, text_of(value, schema, formats.number))
