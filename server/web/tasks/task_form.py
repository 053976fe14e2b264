"""A task's form on its way between browser and act: fields in, problems and answers out."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from typing import cast

from flask import abort, request

from server import forms
from server.actions.tasks.read_task import TaskPage
from server.domain.mistakes import Mistakes
from server.domain.people.actors import Actor
from server.domain.tasks.work import FormRefused
from server.forms import FieldRefused, Json, Parsed
from server.store.tasks.acts import Act
from server.web.frame import formats
from server.web.refusals import mistakes
from server.web.tasks.form_view import Desk, Problem
from server.web.tasks.posted_act import act_of
from server.web.tasks.widgets import WIDGETS, initial

FILE = "file."
CONTROL = frozenset(
    {"csrf_token", "password", "_key", "_version", "_tab", "_turn", "_keep", "_confirm", "_for"}
)
LONGEST_KEY = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One field of the first level as its page shows it; `grid` is what its widget reads."""

    name: str
    widget: str
    grid: object


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the page that asks to check the answers."""

    path: str
    label: str
    lines: tuple[str, ...]


def pairs() -> list[tuple[str, str]]:
    """Return the posted fields of the form itself, files and the page's own fields left out."""
    return of_the_form(request.form.items(multi=True))


def of_the_form(posted: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out of a post its files and the page's own fields."""
    return [
        (name, text) for name, text in posted if name not in CONTROL and not name.startswith(FILE)
    ]


def parsed(page: TaskPage) -> Parsed:
    """Read the post by the task's form; a post that no page of ours sends is no request."""
    try:
        return forms.parse(page.form, pairs())
    except FieldRefused:
        abort(HTTPStatus.BAD_REQUEST)


def typed(page: TaskPage) -> dict[str, str]:
    """Return what was typed, unread, for a draft."""
    try:
        return forms.known(page.form, pairs())
    except FieldRefused:
        abort(HTTPStatus.BAD_REQUEST)


def posted_act() -> Act:
    """Return the act a posted form asks for, by its key and the form's own fields."""
    return act_of(posted_key(), [list(pair) for pair in sorted(pairs())])


def posted_key() -> str:
    """Return the key the form was rendered with; a post without one is no request."""
    key = request.form.get("_key", "")
    if not key or len(key) > LONGEST_KEY:
        abort(HTTPStatus.BAD_REQUEST)
    return key


def start_desk(page: TaskPage, actor: Actor) -> Desk:
    """Open the form: the draft where there is one, else what it starts with."""
    values = initial(page)
    if page.draft is not None:
        values |= page.draft.content
    return desk_of(page, actor, values)


def desk_of(
    page: TaskPage, actor: Actor, values: Mapping[str, str], problems: Iterable[Problem] = ()
) -> Desk:
    """Lay out a form with what stands in it."""
    return Desk(
        page=page,
        typed=values,
        own_units=actor.unit_ids | page.task.own_units,
        problems=tuple(problems),
        key=secrets.token_urlsafe(24),
    )


def problems_of(
    desk: Desk, found: Iterable[tuple[str, str, Mapping[str, object]]]
) -> list[Problem]:
    """Turn mistakes (path, code, params) into lines of the summary, one a field."""
    seen: dict[str, Problem] = {}
    for path, code, params in found:
        if path not in seen:
            seen[path] = Problem(path, desk.label(path), mistakes.sentence(code, params))
    return list(seen.values())


def found_in(post: Parsed) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Go through the mistakes of a post, and the files chosen but never uploaded."""
    for item in post.mistakes:
        yield item.path, item.code, item.params
    for name, text in request.form.items(multi=True):
        if name.startswith(FILE) and text:
            yield name, mistakes.UPLOAD, {}


def refused_in(refusal: Mistakes | FormRefused) -> list[tuple[str, str, Mapping[str, object]]]:
    """Return what a rule found wrong, as (path, code, params)."""
    if isinstance(refusal, FormRefused):
        return list(refusal.fields)
    return [(item.path, item.code, item.params) for item in refusal.mistakes]


def parts(desk: Desk) -> list[Part]:
    """Lay out the form's fields; a widget without a place here is left out."""
    laid = []
    for name in desk.fields():
        named = desk.form.widget(name)
        widget = named if named in WIDGETS else ""
        grid = WIDGETS[widget].build(desk, name) if widget in WIDGETS else ()
        if grid is not None:
            laid.append(Part(name, widget, grid))
    return laid


def shown(desk: Desk) -> list[Part]:
    """Lay out what the page shows read-only above the form."""
    return [
        Part("", name, WIDGETS[name].build(desk, "")) for name in desk.page.shows if name in WIDGETS
    ]


def answers(desk: Desk, value: Mapping[str, Json]) -> list[Answer]:
    """List what was answered, field by field, in the form's order and in words."""
    return [
        Answer(name, desk.title(name), lines)
        for name in desk.form.fields
        if name in value and (lines := tuple(_lines(desk, name, value[name])))
    ]


def _lines(desk: Desk, path: str, value: Json) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _said(desk, path, value)
        return
    for row, inner in value.items():
        below = f"{path}.{row}"
        if isinstance(inner, dict) and any(isinstance(v, dict) for v in inner.values()):
            for line in _lines(desk, below, inner):
                yield f"{desk.named(row)}: {line}"
        elif isinstance(inner, dict) and (said := _row(desk, below, inner)):
            yield f"{desk.named(row)}: {said}"


def _row(desk: Desk, path: str, row: Mapping[str, Json]) -> str:
    """Say what stands in one row; a box not ticked says nothing."""
    return "; ".join(
        desk.title(f"{path}.{name}") if value is True else _said(desk, f"{path}.{name}", value)
        for name, value in row.items()
        if value not in {None, False, ""}
    )


def _said(desk: Desk, path: str, value: Json) -> str:
    schema, text = desk.schema(path), str(value)
    if schema.get("enum"):
        labels = cast("Mapping[str, str]", schema.get("x-labels", {}))
        return desk.say(labels.get(text, text))
    if schema.get("format") == "date":
        return "/".join(reversed(text.split("-")))
    if schema.get("format") == "decimal":
        return formats.number(Decimal(text))
    return text
