"""The form of a part: what was shown is sealed, what was typed stays where it is refused."""

from collections.abc import Callable, Collection, Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.bloc_drafts import save_part
from server.actions.bloc_drafts.draft_access import seen_by
from server.actions.bloc_drafts.save_part import Parts
from server.domain.bloc_draft import document
from server.domain.bloc_draft.drafts import HELD_BY, BlocDraftState, FieldsUnreadable
from server.domain.bloc_draft.parts import DraftPart, DraftSide
from server.domain.bloc_file import FileMistake
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.blocs.bloc_drafts import BlocDraft
from server.texts import mended
from server.web.bloc_drafts import steps
from server.web.names import mistake_words
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.context import actor, now, session

ENDPOINT = "bloc_drafts.show"


def seen(draft_id: UUID) -> tuple[BlocDraft, DraftSide]:
    """Return the draft for who works on it; raises NotThere."""
    return seen_by(session(), draft_id, actor=actor())


def save(
    draft_id: UUID,
    read: Callable[[BlocDraft], Parts],
    *,
    page: Callable[[Refusal], str],
    checked: Collection[str] | None = None,
    then: str = "",
) -> ResponseReturnValue:
    """Save what `read` makes of the form, given the draft as it is, and go on.

    A refusal is said on `page`, which shows what was typed. A form of the part has the seal of what
    it showed in a field `_seen_<part>`: `seals` gives them.
    """
    try:
        parts = read(seen(draft_id)[0])
        shown = {part: request.form.get(f"_seen_{part}", "") for part in parts}
        save_part.save(
            session(), draft_id, parts, seen=shown, checked=checked, actor=actor(), now=now()
        )
    except NotThere:
        raise
    except Refusal as refusal:
        session().rollback()
        return page(refusal), status_of(refusal)
    return redirect(then or url_for(ENDPOINT, draft_id=draft_id), HTTPStatus.SEE_OTHER)


def values(
    draft: BlocDraft, side: DraftSide, parts: Sequence[DraftPart], refusal: Refusal | None = None
) -> dict[str, object]:
    """Give what every page of a part shows: the draft, its seals, what is wrong, who may save."""
    found = _found(draft, parts, refusal)
    state = BlocDraftState(draft.state)
    mine = HELD_BY.get(state) is side
    step = next((each for each in steps.STEPS if parts[0] in each.parts), None)
    return {
        "draft": draft,
        "title": step.label if step else "",
        "seals": {part.value: document.seal(draft.values, part) for part in parts},
        "mine": mine and (side is DraftSide.HOME_AFFAIRS or step is None or step.side is side),
        "refused": sentence(refusal) if refusal else "",
        "mistakes": [
            (mistake_words.anchor(item.field), mistake_words.line(item)) for item in found
        ],
        "at": lambda field: mistake_words.at(found, field),
        "to_check": draft.to_check,
    }


def _found(
    draft: BlocDraft, parts: Sequence[DraftPart], refusal: Refusal | None
) -> Sequence[FileMistake]:
    """Say what is wrong in what was typed where that was refused for it, else in what is kept."""
    if isinstance(refusal, FieldsUnreadable):
        return refusal.found
    known = mistake_words.named(draft.mistakes, draft.values)
    return [item for item in known if document.part_name(item.field) in parts]


def typed(name: str) -> str:
    """Return what was typed in a field, mended and without the spaces around it."""
    return mended(request.form.get(name, "")).strip()


def tables_of(source: str, part: DraftPart) -> Sequence[Mapping[str, object]]:
    """Return the rows of a part that is a list."""
    found = document.read(source).get(part, ())
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []
