"""The composite fields and panels of task pages, as the processes hand them in.

The template of a widget is `widgets/<name>.html`; what a form's page shows read-only above its
fields are widgets without fields.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from server.actions.tasks.read_task import TaskPage
from server.sheets.filling import FillTable
from server.sheets.lists import ListSheet
from server.web.tasks.form_view import Desk

Initial = Callable[[TaskPage, str], dict[str, str]]
Build = Callable[[Desk, str], object]


def _nothing(_page: TaskPage, _name: str) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """One composite field or panel; `build` gives what its template shows, None for no place."""

    build: Build
    initial: Initial = _nothing
    """What stands in its fields before anybody has typed."""
    title: object = ""
    """What it is called where it is shown read-only, to be translated when it is shown."""
    keeps: Callable[[TaskPage, str, str], dict[str, str]] | None = None
    """What a row's button, or that of `all` rows, puts into its fields."""
    whole: Callable[[TaskPage], str] | None = None
    """Where what was handed in is shown as a whole, not among the answers: an address."""
    sheets: Callable[[Desk, object], Sequence[ListSheet]] | None = None
    """Its tables for a workbook, of what `build` gives."""
    fills: Callable[[Desk, str], FillTable] | None = None
    """Its table to be filled in with a spreadsheet program: rows and columns as its fields are."""
    warns: Callable[[Desk], str] | None = None
    """What is said above the form before it is filled in; empty where there is nothing to say."""
    places_files: bool = False
    """Whether it places the form's files itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWidgets:
    """What a process adds to the pages of its tasks, by widget and by form."""

    widgets: Mapping[str, Widget] = field(default_factory=dict)
    starts: Mapping[str, Callable[[TaskPage], dict[str, str]]] = field(default_factory=dict)
    """What a form's plain fields start with."""
    document_name: Callable[[Desk, str], str] | None = None
    """What a document that tasks number is called, by its kind."""


_NONE = TaskWidgets()
_EXTENSION = "task_widgets"


def install(app: Flask, handed_in: Mapping[str, TaskWidgets]) -> None:
    """Keep what the processes hand in, by their keys."""
    app.extensions[_EXTENSION] = dict(handed_in)


def of_page(page: TaskPage) -> TaskWidgets:
    """Return what the process of a task adds to its page; nothing for a process of pure data."""
    known = cast("Mapping[str, TaskWidgets]", current_app.extensions[_EXTENSION])
    return known.get(page.task.case_kind, _NONE)


def initial(page: TaskPage) -> dict[str, str]:
    """Return what stands in a form's fields before anybody has typed."""
    own = of_page(page)
    starts = own.starts.get(page.form.name)
    values = starts(page) if starts else {}
    for name in page.form.fields:
        found = own.widgets.get(page.form.widget(name))
        values |= found.initial(page, name) if found else {}
    return values


def kept(page: TaskPage, wanted: str) -> dict[str, str]:
    """Return what a row's button, or that of `all` rows, puts into the fields of the form."""
    widgets = of_page(page).widgets
    values: dict[str, str] = {}
    for name in page.form.fields:
        found = widgets.get(page.form.widget(name))
        values |= found.keeps(page, name, wanted) if found and found.keeps else {}
    return values


def sheets(desk: Desk, name: str) -> Sequence[ListSheet]:
    """Give the tables of a field of the form, or of what its page shows; none where it has none."""
    shown = name in desk.page.shows
    if not shown and not (desk.works and name in desk.page.form.fields):
        return ()
    found = of_page(desk.page).widgets.get(name if shown else desk.page.form.widget(name))
    if found is None or found.sheets is None:
        return ()
    return found.sheets(desk, found.build(desk, "" if shown else name))


def workbooks(desk: Desk) -> dict[str, object]:
    """Tell which widgets have tables for a workbook, and which field is filled in with one."""
    widgets = of_page(desk.page).widgets
    tables = frozenset(name for name, each in widgets.items() if each.sheets is not None)
    return {"tables": tables, "fills": filled_in(desk)}


def filled_in(desk: Desk) -> str:
    """Name the field that may be filled in with a spreadsheet program; empty where none is."""
    widgets, form = of_page(desk.page).widgets, desk.page.form
    named = ((name, widgets.get(form.widget(name))) for name in form.fields)
    found = (name for name, widget in named if widget and widget.fills)
    return next(found, "") if desk.works else ""


def shown_apart(page: TaskPage) -> dict[str, str]:
    """Return the fields whose answer is shown as a whole elsewhere, each with the address."""
    widgets = of_page(page).widgets
    names = ((name, widgets.get(page.form.widget(name))) for name in page.form.fields)
    return {name: found.whole(page) for name, found in names if found and found.whole}


def files_placed(page: TaskPage) -> bool:
    """Tell whether a composite field of the form places its files."""
    widgets = of_page(page).widgets
    return any(widgets[name].places_files for name in page.form.widgets if name in widgets)
