"""The page of one task as it is drawn: its form or what became of it, and the tabs beside."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.tasks import recall_task
from server.actions.tasks.read_task import TaskPage
from server.domain.cases.extension import extended_deadlines
from server.domain.cases.sight import case_known
from server.domain.tasks.drafts import DraftTaken
from server.store.tasks.drafts import Draft
from server.web.forms import form_answers, form_parts
from server.web.frame.reorganised_words import said_of_gone
from server.web.refusals.refusals import (
    sentence,
    status_of,
    wants_json,
)
from server.web.requests.context import (
    actor,
    actor_at,
    session,
)
from server.web.signatures import file_signatures
from server.web.tasks import (
    drafts,
    life,
    record_view,
    remarks,
    row_export,
    task_form,
    widgets,
)
from server.web.tasks.done_steps import told_steps
from server.web.tasks.drafts import DraftChoice
from server.web.tasks.form_view import Desk

TABS = ("form", "case", "comments", "files", "history")


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A remark that was refused: its words, and why."""

    words: str = ""
    why: str = ""

    def shown(self) -> dict[str, str]:
        """Give both by the names the page has for them."""
        return {"said": self.words, "unsaid": self.why}


def show(
    desk: Desk,
    *,
    tab: str = "",
    unsaid: Unsaid | None = None,
    saved: Draft | None = None,
    choice: DraftChoice | None = None,
) -> str:
    """Draw the page; `saved` is the draft that stands now, `choice` the other one beside it."""
    task = desk.page.task
    tab = tab if tab in TABS and (desk.page.remarks or tab != "comments") else "form"
    unsaid = unsaid or Unsaid()
    draft = choice.other if choice else saved or desk.page.draft
    return render_template(
        "tasks/page.html",
        desk=desk,
        view=desk,
        task=task,
        way=way(desk.page),
        gone=_gone(desk.page),
        tab=tab,
        **_fields(desk) if tab == "form" and desk.works else {"parts": ()},
        shown=task_form.shown(desk) if tab == "form" else (),
        records=record_view.views(desk.page) if tab == "form" else None,
        signed=file_signatures.of_files([each.id for each in desk.page.files if tab == "files"]),
        files_placed=widgets.files_placed(desk.page),
        **_sent(desk, tab) if task.result else {},
        **widgets.workbooks(desk),
        own_rows=tab == "form" and row_export.offered(desk),
        **_deadlines(desk.page) if tab == "case" else {},
        talk=remarks.talk(desk.page) if tab == "comments" else None,
        steps=told_steps(desk.page) if tab == "history" else (),
        draft=draft,
        choice=choice,
        **unsaid.shown(),
        chosen=request.form.getlist("named"),
        life=life.life_of(desk.page) if tab == "form" else None,
        may_take_back=tab == "form"
        and recall_task.offered(session(), desk.page, actor=actor_at(task.id)),
    )


def _fields(desk: Desk) -> dict[str, object]:
    """Lay out the fields of the form, and what is said above them."""
    parts = task_form.parts(desk)
    return {
        "parts": parts,
        "blocks": form_parts.blocks(parts),
        "warnings": task_form.warnings(desk),
    }


def show_choice(
    found: TaskPage, content: Mapping[str, str], taken: DraftTaken
) -> ResponseReturnValue:
    """Show what was sent and the draft that was saved meanwhile; nothing is overwritten."""
    if wants_json():
        return jsonify(message=sentence(taken), own=taken.own), status_of(taken)
    desk = task_form.desk_of(found, actor_at(found.task.id), content)
    return show(desk, choice=drafts.choice(desk, taken)), status_of(taken)


def way(page: TaskPage) -> str:
    """Return the way into the task's case; none for who was handed the task alone."""
    seen = case_known(
        actor().eyes(page.task.case_kind),
        page.rules,
        page.manifest,
        opener=page.task.opened_post or "",
        marks=page.task.marks,
    )
    return url_for("cases.show", case_id=page.task.case_id) if seen else ""


def _deadlines(page: TaskPage) -> dict[str, object]:
    """List the deadlines of the case as they come due, without a day last, and what moved them."""
    moved = extended_deadlines(page.task.extended)
    due = sorted(page.deadlines, key=lambda each: moved.get(each.id, each.last_day) or date.max)
    return {"deadlines": due, "extended": moved}


def _gone(page: TaskPage) -> str:
    """Say of an open task's unit that it is gone, and where to; empty where it is there."""
    unit = page.task.subject_unit_id
    return said_of_gone({unit}).get(unit, "") if unit and page.task.state == "open" else ""


def _sent(desk: Desk, tab: str) -> dict[str, object]:
    """Say what was handed in, and where a whole sheet is shown instead."""
    places = set(widgets.shown_apart(desk.page).values())
    return {"answers": _result(desk) if tab == "form" else (), "apart": sorted(places)}


def _result(desk: Desk) -> list[form_answers.AnsweredField]:
    """Say what was handed in; a whole sheet is shown as a sheet instead."""
    value = json.loads(desk.page.task.result)
    for name in widgets.shown_apart(desk.page):
        value.pop(name, None)
    return form_answers.answers(desk, value)
