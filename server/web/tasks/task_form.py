"""A task's form: opened with its draft or what it starts with, and laid out for its page."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from server.actions.tasks.read_task import TaskPage
from server.domain.blocs.parties import choosable
from server.domain.people.actors import Actor
from server.domain.tasks.task_access import Standing
from server.store.tasks.acts import Act
from server.web.forms import form_parts, form_post
from server.web.forms.form_parts import LaidField
from server.web.forms.problems import FormProblem
from server.web.requests.posted_act import act_of
from server.web.tasks import record_view, taken_rows, widgets
from server.web.tasks.form_view import Desk


def posted_act() -> Act:
    """Return the act a posted form asks for, by its key and the form's own fields."""
    pairs = sorted(form_post.pairs())
    return act_of(form_post.posted_key(), [list(pair) for pair in pairs])


def start_desk(page: TaskPage, actor: Actor) -> Desk:
    """Open the form: the draft where there is one, else what it starts with.

    Rows that are taken over begin what nobody has written in yet; one that was dropped stays away.
    """
    values = widgets.initial(page)
    if page.draft is not None:
        values |= page.draft.content
    elif page.standing is Standing.WORKS:
        values |= record_view.typed_before(page)
    if page.draft is None and not page.records.own:
        values |= taken_rows.begun(page)
    return desk_of(page, actor, values)


def desk_of(
    page: TaskPage, actor: Actor, values: Mapping[str, str], problems: Iterable[FormProblem] = ()
) -> Desk:
    """Lay out a form with what stands in it."""
    return Desk(
        page=page,
        form=page.form,
        english=page.english,
        typed=taken_rows.settled(page, values),
        given=taken_rows.counts(page),
        lacking=taken_rows.lacking(page),
        own_units=actor.unit_ids | page.task.own_units,
        document_name=widgets.of_page(page).document_name,
        problems=tuple(problems),
        key=secrets.token_urlsafe(24),
        choosable=choosable(page.rules),
        keeps_at=url_for("tasks.save", task_id=page.task.id),
    )


def parts(desk: Desk) -> list[LaidField]:
    """Lay out the form's fields; a widget without a place here is left out."""
    own = widgets.of_page(desk.page).widgets
    return form_parts.parts(desk, {name: widget.build for name, widget in own.items()})


def warnings(desk: Desk) -> list[str]:
    """Say above the form what its fields want known before they are filled in."""
    own = widgets.of_page(desk.page).widgets
    named = (own.get(desk.form.widget(name)) for name in desk.form.fields)
    said = (widget.warns(desk) for widget in named if widget and widget.warns)
    return [text for text in said if text]


@dataclass(frozen=True, slots=True)
class Panel:
    """What a page shows read-only above its form; `grid` is what the widget's template reads."""

    title: object
    widget: str
    grid: object


def shown(desk: Desk) -> list[Panel]:
    """Lay out what the page shows read-only above the form."""
    own = widgets.of_page(desk.page).widgets
    return [
        Panel(own[name].title, name, own[name].build(desk, ""))
        for name in desk.page.shows
        if name in own
    ]
