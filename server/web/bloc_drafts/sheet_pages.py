"""A draft's long tables as a workbook: downloaded, edited, uploaded again."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.bloc_drafts import save_part
from server.actions.bloc_drafts.save_part import Parts
from server.domain.bloc_draft import document
from server.domain.bloc_draft.drafts import HELD_BY, BlocDraftState, check_holds
from server.domain.bloc_sheet.places import Place, place_of, places
from server.domain.bloc_sheet.sheets import sheets_of
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.sheets import writing
from server.sheets.guard import SheetRefused
from server.store.blocs.bloc_drafts import BlocDraft
from server.web.bloc_drafts import part_form
from server.web.bloc_drafts.uploaded_sheet import (
    PARTS,
    SheetWrong,
    in_row,
    posted_rows,
    refused_line,
    said_otherwise,
)
from server.web.downloads import sent_files
from server.web.names import mistake_words
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.uses import Use, counted
from server.web.words.catalogue import gettext as _

MOST_SAID: Final = 200


@access(SIGNED_IN)
def show(draft_id: UUID) -> ResponseReturnValue:
    """Show how the tables are edited as a workbook."""
    return _page(draft_id)


@access(SIGNED_IN)
@counted(Use.EXPORTS)
def download(draft_id: UUID) -> ResponseReturnValue:
    """Hand over the tables as they are saved, or say what no spreadsheet would keep."""
    draft, _side = part_form.seen(draft_id)
    try:
        data = writing.write(sheets_of(draft.values))
    except SheetRefused as refused:
        return _page(draft_id, [refused_line(refused)]), HTTPStatus.UNPROCESSABLE_ENTITY
    name = f"{draft.bloc_year_id.replace('/', '-')}.xlsx"
    return sent_files.sent(data, media=writing.WORKBOOK, name=name)


@access(SIGNED_IN)
@counted(Use.UPLOADS)
def upload(draft_id: UUID) -> ResponseReturnValue:
    """Take the tables of a workbook; what is wrong is said by sheet, row and field."""
    try:
        _take(draft_id)
    except SheetWrong as wrong:
        session().rollback()
        return _page(draft_id, wrong.lines), HTTPStatus.UNPROCESSABLE_ENTITY
    except NotThere:
        raise
    except Refusal as refusal:
        session().rollback()
        return _page(draft_id, [sentence(refusal)]), status_of(refusal)
    return redirect(url_for("bloc_drafts.show", draft_id=draft_id), HTTPStatus.SEE_OTHER)


def _take(draft_id: UUID) -> None:
    """Read the workbook between two transactions, then save what of it differs."""
    draft, side = part_form.seen(draft_id)
    check_holds(side, BlocDraftState(draft.state))
    rows = posted_rows("file")
    if rows is None:
        raise SheetWrong([_("Hãy chọn một bảng tính .xlsx.")])
    draft, _side = part_form.seen(draft_id)
    parts = said_otherwise(draft.values, rows)
    if wrong := [] if request.form.get("anyway") else _wrong(draft, parts, places(rows)):
        raise SheetWrong(wrong)
    shown = {part: request.form.get(f"_seen_{part}", "") for part in parts}
    save_part.save(session(), draft_id, parts, seen=shown, actor=actor(), now=now())


def _wrong(draft: BlocDraft, parts: Parts, known: Mapping[str, Place]) -> Sequence[str]:
    """Say what would be wrong in the parts that the sheets change."""
    after = draft.document
    for part, value in parts.items():
        after = document.with_part(after, part, value)
    lines = []
    for item in document.mistakes(after, draft.formers):
        place = place_of(item.field, known)
        if document.part_name(item.field) not in parts:
            continue
        where, said = mistake_words.where(item.field), mistake_words.what(item)
        lines.append(in_row(*place, where, said) if place else mistake_words.line(item))
    return lines


def _page(draft_id: UUID, wrong: Sequence[str] = ()) -> str:
    draft, side = part_form.seen(draft_id)
    return render_template(
        "bloc_drafts/sheet.html",
        draft=draft,
        seals={part.value: document.seal(draft.values, part) for part in PARTS},
        mine=HELD_BY.get(BlocDraftState(draft.state)) is side,
        wrong=wrong[:MOST_SAID],
        more=max(0, len(wrong) - MOST_SAID),
    )
