"""The fields of a form as its page lays them out, each with what its template shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
