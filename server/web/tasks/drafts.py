"""What is typed into a task's form: saved, kept when the form is refused, chosen between two."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from server.actions.tasks import save_draft
from server.actions.tasks.read_task import TaskPage
from server.domain.tasks.drafts import (
    LONGEST_TAB,
    DraftTaken,
    Seen,
    same_text,
)
from server.store.tasks import drafts
from server.store.tasks.drafts import Draft
from server.web.requests import transaction
from server.web.requests.context import (
    actor_at,
    now,
    session,
)
from server.web.tasks.form_view import Desk

LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class DraftDifference:
    """A field in which two drafts differ, in words."""

    label: str
    mine: str
    other: str


@dataclass(frozen=True, slots=True)
class DraftChoice:
    """Another draft beside what was just sent: one of the two is to be chosen."""

    other: Draft
    own: bool
    differences: tuple[DraftDifference, ...]


def seen() -> Seen:
    """Return what the page that was sent was based on."""
    return seen_in(request.form)


def seen_in(fields: Mapping[str, str]) -> Seen:
    """Return what the page was based on whose fields these are."""
    tab = fields.get("_tab", "")[:LONGEST_TAB]
    return Seen(_number(fields, "_version"), tab, _number(fields, "_turn"))


def save(found: TaskPage, content: Mapping[str, str], based: Seen | None = None) -> Draft:
    """Save a draft, based on what its page had seen; raises what `save_draft.save` raises."""
    task_id, typed = found.task.id, without_buttons(found, content)
    return save_draft.save(
        session(), task_id, actor=actor_at(task_id), content=typed, seen=based or seen(), now=now()
    )


def without_buttons(found: TaskPage, content: Mapping[str, str]) -> dict[str, str]:
    """Leave out what a button posts: a draft is what is typed."""
    pressed = {action.field for action in found.form.actions}
    return {path: text for path, text in content.items() if path not in pressed}


def keep(found: TaskPage, content: Mapping[str, str]) -> Draft:
    """Keep what is typed as a draft, though the request is refused: of that, nothing stays."""
    session().rollback()
    kept = save(found, content)
    transaction.commit_in_refusal()
    return kept


def choice(desk: Desk, taken: DraftTaken) -> DraftChoice | None:
    """Set the other draft beside what was sent; None where it is gone meanwhile."""
    other = drafts.of_task(session(), desk.page.task.id)
    if other is None:
        return None
    pressed = {action.field for action in desk.form.actions}
    paths = dict.fromkeys((*desk.typed, *other.content)).keys()
    pairs = [
        (path, desk.value(path), other.content.get(path, ""))
        for path in paths
        if path not in pressed
    ]
    return DraftChoice(
        other,
        taken.own,
        tuple(
            DraftDifference(desk.label(path), desk.said(path, mine), desk.said(path, theirs))
            for path, mine, theirs in pairs
            if not same_text(mine, theirs)
        ),
    )


def _number(fields: Mapping[str, str], name: str) -> int:
    text = fields.get(name, "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
