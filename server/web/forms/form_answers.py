"""What was answered in a form, field by field and in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from server.forms import Json
from server.web.forms.form_view import FormView
from server.web.frame import formats


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the page that asks to check the answers."""

    path: str
    label: str
    lines: tuple[str, ...]


def answers(view: FormView, value: Mapping[str, Json]) -> list[Answer]:
    """List what was answered, field by field, in the form's order and in words."""
    return [
        Answer(name, view.title(name), lines)
        for name in view.form.fields
        if name in value and (lines := tuple(_lines(view, name, value[name])))
    ]


def _lines(view: FormView, path: str, value: Json) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _said(view, path, value)
        return
    for row, inner in value.items():
        below = f"{path}.{row}"
        if isinstance(inner, dict) and any(isinstance(v, dict) for v in inner.values()):
            for line in _lines(view, below, inner):
                yield f"{view.named(row)}: {line}"
        elif isinstance(inner, dict) and (said := _row(view, below, inner)):
            yield f"{view.named(row)}: {said}"


def _row(view: FormView, path: str, row: Mapping[str, Json]) -> str:
    """Say what stands in one row; a box not ticked says nothing."""
    return "; ".join(
        view.title(f"{path}.{name}") if value is True else _said(view, f"{path}.{name}", value)
        for name, value in row.items()
        if value not in {None, False, ""}
    )


def _said(view: FormView, path: str, value: Json) -> str:
    schema, text = view.schema(path), str(value)
    if schema.get("enum"):
        labels = cast("Mapping[str, str]", schema.get("x-labels", {}))
        return view.say(labels.get(text, text))
    if schema.get("format") == "date":
        return "/".join(reversed(text.split("-")))
    if schema.get("format") == "decimal":
        return formats.number(Decimal(text))
    return text
