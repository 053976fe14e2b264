"""Give back to a person what they had sent when their session was over."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from server import forms
from server.actions.tasks import read_task
from server.domain.refusals import Refusal
from server.forms import FieldRefused
from server.web.forms import form_post
from server.web.frame.remark_texts import ID
from server.web.requests import identity
from server.web.requests.context import (
    actor_at,
    now,
    session,
)
from server.web.requests.kept_forms import KeptForm
from server.web.tasks import drafts

OF_TASK = re.compile(rf"/tasks/({ID})/(?:draft|check|edit|complete|sheet|files(?:/{ID}/remove)?)")
"""Where the form of a task posts to; any other address is asked for again as it was."""


def give_back(kept: KeptForm) -> ResponseReturnValue | None:
    """Return what was sent to who has just signed in, if they are who sent it; None for others.

    A task's form is a draft again and opens; any other form is shown, to be sent by a button.
    """
    found = identity.signed_in()
    if found is None or str(found.actor.person_id) != kept.person:
        return None
    task = OF_TASK.fullmatch(kept.address)
    if task is None or not _saved(UUID(task[1]), kept):
        return offer(kept)
    return redirect(url_for("tasks.page", task_id=task[1]), HTTPStatus.SEE_OTHER)


def offer(kept: KeptForm) -> str:
    """Show what was sent, with a button that sends it; a task's form is opened with it."""
    task = OF_TASK.fullmatch(kept.address)
    address = url_for("tasks.edit", task_id=task[1]) if task else kept.address
    return render_template("kept.html", kept=kept, address=address, opens=task is not None)


def _saved(task_id: UUID, kept: KeptForm) -> bool:
    """Save it as the task's draft; False where somebody has to look first."""
    fields: Mapping[str, str] = dict(kept.pairs)
    try:
        with session().begin_nested():
            page = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
            content = forms.known(page.form, form_post.of_the_form(kept.pairs))
            drafts.save(page, content, drafts.seen_in(fields))
    except (Refusal, FieldRefused):
        return False
    return True
