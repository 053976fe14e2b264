"""The fields of a form as its page lays them out, each with what its template shows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from server.web.forms.form_view import FormView

View = TypeVar("View", bound=FormView)
Build = Callable[[View, str], object]
"""What a composite field shows; None where it has no place on this page."""


@dataclass(frozen=True, slots=True)
class LaidField:
    """One field of the first level as its page shows it; `grid` is what its widget reads."""

    name: str
    widget: str
    grid: object


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """Fields that stand in one panel: a composite one alone, plain ones together."""

    parts: tuple[LaidField, ...]

    @property
    def composite(self) -> bool:
        """Whether it is a composite field."""
        return bool(self.parts[0].widget)


def blocks(laid: Iterable[LaidField]) -> list[FieldBlock]:
    """Put fields into panels, in the order of the form."""
    runs = groupby(laid, key=lambda part: part.name if part.widget else "")
    return [FieldBlock(tuple(run)) for _name, run in runs]


def parts(view: View, builds: Mapping[str, Build[View]]) -> list[LaidField]:
    """Lay out the form's fields; a composite field without a place here is left out.

    `builds` are the composite fields this page knows, by their widget; any other is a plain one.
    """
    laid = []
    for name in view.fields():
        named = view.form.widget(name)
        widget = named if named in builds else ""
        grid = builds[widget](view, name) if widget else ()
        if grid is not None:
            laid.append(LaidField(name, widget, grid))
    return laid
