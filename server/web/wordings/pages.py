"""The pages of a draft on which a bloc words its printouts: the list, one printout, its preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.cases import export_record
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.processes import processes
from server.domain.bloc_draft.drafts import PartChanged
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet.toml_text import TomlTable
from server.domain.manifest import PrintoutEntry
from server.domain.printouts.wordings import own_texts
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.blocs.bloc_drafts import BlocDraft
from server.web.bloc_drafts import part_form
from server.web.bloc_parts.pages import crumbs
from server.web.printouts import sending
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.uses import Use, counted
from server.web.wordings import holes, preview, texts
from server.web.wordings.texts import TextRow
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

blueprint = Blueprint("wordings", __name__, url_prefix="/bloc-drafts/<uuid:draft_id>/wordings")
PART = DraftPart.WORDINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedPrintout:
    """A printout of a process in use."""

    model: Deployed
    name: str
    entry: PrintoutEntry

    @property
    def called(self) -> str:
        """What it is called, in the reader's language."""
        return pick(self.model.words(self.entry.name))


@blueprint.get("")
@access(SIGNED_IN)
def index(draft_id: UUID) -> ResponseReturnValue:
    """List the printouts of the processes in use, and what the bloc says otherwise on each."""
    return _index(draft_id)


@blueprint.post("")
@access(SIGNED_IN)
def drop(draft_id: UUID) -> ResponseReturnValue:
    """Take out the texts that no process in use has a place for."""

    def read(draft: BlocDraft) -> Mapping[DraftPart, list[TomlTable] | None]:
        without = _without_place(draft.values, _every())
        return {PART: [each for each in texts.tables(draft.values) if each not in without] or None}

    then = url_for("wordings.index", draft_id=draft_id)
    return part_form.save(draft_id, read, page=lambda it: _index(draft_id, it), then=then)


@blueprint.get("/<process>/<name>")
@access(SIGNED_IN)
def show(draft_id: UUID, process: str, name: str) -> ResponseReturnValue:
    """Show the texts of a printout as fields, beside what a case makes of them."""
    draft, _side = part_form.seen(draft_id)
    of = _printout(process, name)
    return _page(draft_id, of, texts.rows_of(of.entry, draft.values, process, name))


@blueprint.post("/<process>/<name>")
@access(SIGNED_IN)
def save(draft_id: UUID, process: str, name: str) -> ResponseReturnValue:
    """Save the bloc's texts of a printout; an empty one, or the process's, is none."""
    of, rows, known = _typed(draft_id, process, name)
    if not known:
        page = _page(draft_id, of, rows, PartChanged(), fresh=True)
        return page, HTTPStatus.CONFLICT
    if any(row.wrong for row in rows):
        return _page(draft_id, of, rows, fresh=True), HTTPStatus.UNPROCESSABLE_ENTITY
    return part_form.save(
        draft_id,
        lambda draft: {PART: texts.value_of(draft.values, rows, process, name)},
        page=lambda refusal: _page(draft_id, of, rows, refusal, fresh=True),
        then=_address(draft_id, of, saved="1"),
    )


def _address(draft_id: UUID, of: WordedPrintout, **more: str) -> str:
    """Return where a printout's texts stand, with the case that is looked at."""
    chosen = {each: request.values[each] for each in ("case", "key") if request.values.get(each)}
    path = url_for("wordings.show", draft_id=draft_id, process=of.model.key, name=of.name)
    asked = urlencode({**chosen, **more})
    return f"{path}?{asked}" if asked else path


@blueprint.post("/<process>/<name>/preview")
@access(SIGNED_IN)
@counted(Use.TRIALS)
def try_out(draft_id: UUID, process: str, name: str) -> ResponseReturnValue:
    """Show what a case makes of what is typed; nothing is saved."""
    of, rows, _known = _typed(draft_id, process, name)
    draft, _side = part_form.seen(draft_id)
    wrong = [text for _at, text in _wrong(rows)]
    return render_template("wordings/preview.html", wrong=wrong, **_preview(draft, of, rows))


@blueprint.post("/<process>/<name>.pdf")
@access(SIGNED_IN)
@counted(Use.TRIALS)
def paper(draft_id: UUID, process: str, name: str) -> ResponseReturnValue:
    """Record the download, then send the chosen case's printout with the draft's words."""
    draft, _side = part_form.seen(draft_id)
    of = _printout(process, name)
    found = preview.of_draft(draft, process, name, texts.said_of(draft.values, process, name))
    if found.laid is None or found.found is None:
        raise NotThere
    if found.unprintable:
        return redirect(_address(draft_id, of), HTTPStatus.SEE_OTHER)
    export_record.note_printout(
        session(),
        found.found.of.case.id,
        name=name,
        key=found.key,
        form="pdf",
        actor=actor(),
        now=now(),
    )
    called = _("%(printout)s (xem thử)", printout=of.entry.name)
    return sending.send(found.laid, found.found.of.at, form="pdf", called=called)


def _every() -> Sequence[WordedPrintout]:
    return [
        WordedPrintout(model=model, name=name, entry=entry)
        for model in processes(session())
        for name, entry in model.manifest.printouts.items()
        if own_texts(entry)
    ]


def _printout(process: str, name: str) -> WordedPrintout:
    for each in _every():
        if (each.model.key, each.name) == (process, name):
            return each
    raise NotThere


def _typed(draft_id: UUID, process: str, name: str) -> tuple[WordedPrintout, list[TextRow], bool]:
    """Read what was typed, and tell whether it is of the texts that the process has now."""
    draft, _side = part_form.seen(draft_id)
    of = _printout(process, name)
    rows = texts.rows_of(of.entry, draft.values, process, name)
    typed = dict(zip(request.form.getlist("own"), request.form.getlist("text"), strict=False))
    known = typed.keys() == {row.own for row in rows}
    return of, texts.typed_rows(rows, of.entry, typed), known


def _without_place(values: TomlTable, every: Sequence[WordedPrintout]) -> list[TomlTable]:
    """Return the texts of a document that stand for nothing in the processes in use."""
    there = {
        (each.model.key, each.name, own.text) for each in every for own in own_texts(each.entry)
    }
    return [
        row
        for row in texts.tables(values)
        if (row.get("process"), row.get("printout"), row.get("own")) not in there
    ]


def _index(draft_id: UUID, refusal: Refusal | None = None) -> str:
    draft, side = part_form.seen(draft_id)
    every = _every()
    rows = [(each, len(own_texts(each.entry)), _worded(draft, each)) for each in every]
    return render_template(
        "wordings/index.html",
        rows=rows,
        crumbs=crumbs(draft),
        without=_without_place(draft.values, every),
        **part_form.values(draft, side, (PART,), refusal),
    )


def _worded(draft: BlocDraft, of: WordedPrintout) -> int:
    """Count the texts of a printout that the draft says otherwise."""
    said = texts.said_of(draft.values, of.model.key, of.name)
    return sum(each.text in said for each in own_texts(of.entry))


def _page(
    draft_id: UUID,
    of: WordedPrintout,
    rows: Sequence[TextRow],
    refusal: Refusal | None = None,
    *,
    fresh: bool = False,
) -> str:
    """Show the form; `fresh`: what it holds is not saved."""
    draft, side = part_form.seen(draft_id)
    back = (url_for("wordings.index", draft_id=draft_id), _("Lời văn bản in"))
    given = part_form.values(draft, side, (PART,), refusal)
    said = [("", given["refused"])] if refusal else []
    return render_template(
        "wordings/printout.html",
        of=of,
        rows=rows,
        holes=holes.names_of(of.model, of.entry),
        crumbs=[*crumbs(draft), back],
        summary=[*said, *_wrong(rows)],
        saved="saved" in request.args and not fresh,
        fresh=fresh,
        **_preview(draft, of, rows),
        **given,
    )


def _wrong(rows: Sequence[TextRow]) -> list[tuple[str, str]]:
    """Say what is wrong, each with the id of its field."""
    return [(f"text-{n}", f"{row.label}: {row.wrong}") for n, row in enumerate(rows) if row.wrong]


def _preview(draft: BlocDraft, of: WordedPrintout, rows: Sequence[TextRow]) -> dict[str, object]:
    said = {row.own: row.text for row in rows if row.text and not row.wrong}
    found = preview.of_draft(draft, of.model.key, of.name, said)
    return {"preview": found, "printout": found.laid, "process": of.model.key, "name": of.name}
