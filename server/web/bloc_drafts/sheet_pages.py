"""A draft's long tables as a workbook: downloaded, edited, uploaded again."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from server.actions.bloc_drafts import save_part
from server.actions.bloc_drafts.save_part import Parts
from server.domain.bloc_draft import document
from server.domain.bloc_draft.drafts import HELD_BY, BlocDraftState, check_holds
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet.mistake_words import WHY
from server.domain.bloc_sheet.places import Place, place_of, places
from server.domain.bloc_sheet.sheets import Rows, sheets_of, with_sheets
from server.domain.bloc_sheet.tables import SheetMistake
from server.domain.bloc_sheet.toml_text import TomlValue
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.sheets import reading, writing
from server.sheets.fault_words import FAULTS
from server.sheets.guard import LARGEST, SheetFault, SheetRefused
from server.store.blocs.bloc_drafts import BlocDraft
from server.web.bloc_drafts import part_form
from server.web.names import mistake_words
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, language, now, session
from server.web.words.catalogue import gettext as _

PARTS: Final = (DraftPart.UNITS, DraftPart.BODIES, DraftPart.PERSONS, DraftPart.SCORE_TABLE)
"""What the sheets are of."""
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SAID: Final = 200


@dataclass(frozen=True, slots=True)
class SheetWrong(Exception):
    """What is wrong with a workbook, line by line; nothing of it was saved."""

    lines: Sequence[str]


@access(SIGNED_IN)
def show(draft_id: UUID) -> ResponseReturnValue:
    """Show how the tables are edited as a workbook."""
    return _page(draft_id)


@access(SIGNED_IN)
def download(draft_id: UUID) -> ResponseReturnValue:
    """Hand over the tables as they are saved."""
    draft, _side = part_form.seen(draft_id)
    data = writing.write(sheets_of(document.read(draft.document)))
    name = f"{draft.bloc_year_id.replace('/', '-')}.xlsx"
    return send_file(io.BytesIO(data), mimetype=WORKBOOK, as_attachment=True, download_name=name)


@access(SIGNED_IN)
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
    file = request.files.get("file")
    if file is None or not file.filename:
        raise SheetWrong([_("Hãy chọn một bảng tính .xlsx.")])
    data = file.stream.read(LARGEST + 1)
    session().rollback()
    rows = _rows(data)
    draft, _side = part_form.seen(draft_id)
    parts = _parts(draft, rows)
    if wrong := [] if request.form.get("anyway") else _wrong(draft, parts, places(rows)):
        raise SheetWrong(wrong)
    shown = {part: request.form.get(f"_seen_{part}", "") for part in parts}
    save_part.save(session(), draft_id, parts, seen=shown, actor=actor(), now=now())


def _rows(data: bytes) -> Rows:
    try:
        return reading.read(data)
    except SheetRefused as refused:
        said = FAULTS[SheetFault(refused.fault)].text(language())
        place = f"{refused.where}: " if refused.where else ""
        raise SheetWrong([place + said]) from None


def _parts(draft: BlocDraft, rows: Rows) -> Parts:
    """Give the parts that the sheets say otherwise than the draft."""
    before = document.read(draft.document)
    try:
        after = with_sheets(before, rows)
    except SheetMistake as mistake:
        said = WHY[mistake.why].text(language())
        raise SheetWrong([_in_row(mistake.sheet, mistake.row, mistake.column, said)]) from None
    return {
        part: _said(after.get(part))
        for part in PARTS
        if _said(after.get(part)) != _said(before.get(part))
    }


def _said(value: "TomlValue | None") -> "TomlValue | None":
    """Give what is said of a part: empty sheets say nothing."""
    return None if value in (None, [], (), {"sections": []}) else value


def _wrong(draft: BlocDraft, parts: Parts, known: Mapping[str, Place]) -> Sequence[str]:
    """Say what would be wrong in the parts that the sheets change."""
    after = draft.document
    for part, value in parts.items():
        after = document.with_part(after, part, value)
    lines = []
    for item in document.mistakes(after):
        place = place_of(item.field, known)
        if document.part_name(item.field) not in parts:
            continue
        where, said = mistake_words.where(item.field), mistake_words.what(item)
        lines.append(_in_row(*place, where, said) if place else mistake_words.line(item))
    return lines


def _in_row(sheet: str, row: int, field: str, said: str) -> str:
    if not field:
        return _("Trang “%(sheet)s”: %(what)s", sheet=sheet, what=said)
    holes = {"sheet": sheet, "row": row, "field": field, "what": said}
    return _("Trang “%(sheet)s”, dòng %(row)s, %(field)s: %(what)s", **holes)


def _page(draft_id: UUID, wrong: Sequence[str] = ()) -> str:
    draft, side = part_form.seen(draft_id)
    return render_template(
        "bloc_drafts/sheet.html",
        draft=draft,
        seals={part.value: document.seal(draft.document, part) for part in PARTS},
        mine=HELD_BY.get(BlocDraftState(draft.state)) is side,
        wrong=wrong[:MOST_SAID],
        more=max(0, len(wrong) - MOST_SAID),
        largest=LARGEST // (1024 * 1024),
    )
