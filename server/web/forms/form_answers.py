"""What was answered in a form, field by field and in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from server.form_shape import FieldType, field_type
from server.forms import Json
from server.forms.writing import text_of
from server.web.forms.form_view import FormView
from server.web.frame import formats
from server.web.words.catalogue import gettext as _


@dataclass(frozen=True, slots=True)
class AnsweredField:
    """One line of the page that asks to check the answers."""

    path: str
    label: str
    lines: tuple[str, ...]


def answers(view: FormView, value: Mapping[str, Json]) -> list[AnsweredField]:
    """List what was answered, field by field, in the form's order and in words."""
    return [
        AnsweredField(name, view.title(name), lines)
        for name in view.form.fields
        if name in value and (lines := tuple(_lines(view, name, value[name])))
    ]


def _lines(view: FormView, path: str, value: Json) -> Iterator[str]:
    rows = _rows(view, path, value)
    if rows is None:
        yield _said(view, path, value)
        return
    for row, inner in rows.items():
        below, name = f"{path}.{row}", _named(view, path, row)
        if isinstance(inner, dict) and any(isinstance(v, dict) for v in inner.values()):
            for line in _lines(view, below, inner):
                yield f"{name}: {line}"
        elif isinstance(inner, dict) and (said := _row(view, below, inner)):
            yield f"{name}: {said}"


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
        view.title(f"{path}.{name}") if value is True else _said(view, f"{path}.{name}", value)
        for name, value in row.items()
        if value is not None and value is not False and value != ""
    )


def _said(view: FormView, path: str, value: Json) -> str:
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
