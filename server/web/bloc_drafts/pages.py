"""The bloc-years that are being made: the list, one with its steps, its way from hand to hand."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.bloc_drafts import draft_letter, pass_bloc_draft, put_in_force
from server.actions.definitions.deployed import rules_of
from server.actions.definitions.known_records import records_in_use
from server.actions.printouts import rewordings
from server.actions.taken_rows.issued_table import issued_table
from server.domain.bloc_draft import document
from server.domain.bloc_draft.drafts import BlocDraftState, makes
from server.domain.bloc_draft.parts import DraftSide
from server.domain.bloc_file import FileMistakes, read_unfinished
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.blocs import bloc_drafts, bloc_years, draft_notes
from server.store.blocs.bloc_drafts import BlocDraft
from server.web.bloc_drafts import making, part_form, part_pages, sheet_pages, steps
from server.web.downloads import sent_files
from server.web.names import mistake_words
from server.web.names.bloc_draft_words import draft_name
from server.web.refusals import page_acts
from server.web.refusals.refusals import password_sentence, sentence
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.words.catalogue import lazy_gettext as _l

blueprint = Blueprint("bloc_drafts", __name__, url_prefix="/bloc-drafts")
blueprint.add_url_rule("/new", "form", making.form)
blueprint.add_url_rule("/new/sheet.xlsx", "empty_sheet", making.empty_sheet)
blueprint.add_url_rule("", "make", making.make, methods=["POST"])
for _name, _views in part_pages.VIEWS.items():
    blueprint.add_url_rule(f"/<uuid:draft_id>/{_name}", _name, _views[0])
    blueprint.add_url_rule(
        f"/<uuid:draft_id>/{_name}", f"save_{_name}", _views[1], methods=["POST"]
    )
_SHEET = "/<uuid:draft_id>/sheet"
blueprint.add_url_rule(_SHEET, "sheet", sheet_pages.show)
blueprint.add_url_rule(_SHEET, "upload_sheet", sheet_pages.upload, methods=["POST"])
blueprint.add_url_rule(f"{_SHEET}.xlsx", "download_sheet", sheet_pages.download)
blueprint.app_context_processor(lambda: {"draft_name": draft_name})
MOST = 200
STATES = {
    BlocDraftState.MAKING: _l("Sở Nội vụ đang lập"),
    BlocDraftState.WITH_SECRETARY: _l("Ở thư ký Trưởng khối"),
    BlocDraftState.IN_FORCE: _l("Đã có hiệu lực"),
    BlocDraftState.DROPPED: _l("Đã bỏ"),
}


@blueprint.get("")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the drafts of Home Affairs with the bloc-years there are, or those with a secretary."""
    who = actor()
    maker = makes(who, home_affairs=bloc_drafts.home_affairs(session(), who.reach))
    if maker:
        drafts = bloc_drafts.made_by_unit(session(), who.unit_id, most=MOST)
    else:
        drafts = bloc_drafts.with_secretary(session(), who.post_id, most=MOST)
    if not maker and not drafts:
        raise NotThere
    documents = bloc_drafts.documents(session(), [row.id for row in drafts])
    years = making.years() if maker else ()
    return render_template(
        "bloc_drafts/index.html",
        maker=maker,
        drafts=[(row, draft_name(documents[row.id], row.bloc_year_id)) for row in drafts],
        years=[(row, rules_of(session(), row.rules_digest).bloc.name) for row in years],
        states=STATES,
    )


@blueprint.get("/<uuid:draft_id>")
@access(SIGNED_IN)
def show(draft_id: UUID) -> ResponseReturnValue:
    """Show a draft: its steps, what is still missing, and who has it."""
    return _page(draft_id)


@blueprint.get("/<uuid:draft_id>/letter")
@access(SIGNED_IN)
def letter(draft_id: UUID) -> ResponseReturnValue:
    """Hand over the province's letter as it was uploaded."""
    file = draft_letter.letter_of(session(), draft_id, actor=actor())
    return sent_files.sent(file.data, media=file.media_type, name=file.name)


@blueprint.post("/<uuid:draft_id>/hand-over")
@access(SIGNED_IN)
def hand_over(draft_id: UUID) -> ResponseReturnValue:
    """Give the draft to the secretary of the leading unit."""
    return _done(
        draft_id,
        lambda: pass_bloc_draft.hand_over(
            session(), draft_id, note=part_form.typed("note"), actor=actor(), now=now()
        ),
    )


@blueprint.post("/<uuid:draft_id>/give-back")
@access(SIGNED_IN)
def give_back(draft_id: UUID) -> ResponseReturnValue:
    """Give the draft back to Home Affairs, or take it back."""
    return _done(
        draft_id,
        lambda: pass_bloc_draft.give_back(
            session(), draft_id, note=part_form.typed("note"), actor=actor(), now=now()
        ),
    )


@blueprint.post("/<uuid:draft_id>/drop")
@access(SIGNED_IN)
def drop(draft_id: UUID) -> ResponseReturnValue:
    """Let the draft go."""
    return _done(
        draft_id,
        lambda: pass_bloc_draft.drop(
            session(), draft_id, note=part_form.typed("note"), actor=actor(), now=now()
        ),
    )


@blueprint.get("/<uuid:draft_id>/review")
@access(SIGNED_IN)
def review(draft_id: UUID) -> ResponseReturnValue:
    """Show what will be in force, what is still missing, and what is seldom meant."""
    return _review(draft_id)


@blueprint.post("/<uuid:draft_id>/in-force")
@access(SIGNED_IN)
def in_force(draft_id: UUID) -> ResponseReturnValue:
    """Put the draft in force, as it was shown, with the password."""

    def act() -> None:
        page_acts.check_password()
        put_in_force.put_in_force(
            session(),
            draft_id,
            seen=request.form.get("_seen", ""),
            why=part_form.typed("why"),
            actor=actor(),
            now=now(),
        )

    then = url_for("bloc_drafts.show", draft_id=draft_id)
    return page_acts.done(act, then=then, page=lambda refusal: _review(draft_id, refusal))


def _done(draft_id: UUID, act: Callable[[], object]) -> ResponseReturnValue:
    """Act, and show the draft again; a refusal is said on it."""
    then = url_for("bloc_drafts.show", draft_id=draft_id)
    return page_acts.done(act, then=then, page=lambda refusal: _page(draft_id, refusal))


def _page(draft_id: UUID, refusal: Refusal | None = None) -> str:
    draft, side = part_form.seen(draft_id)
    found = steps.states(draft)
    return render_template(
        "bloc_drafts/show.html",
        draft=draft,
        name=document.name_of(draft.document),
        steps=found,
        left=sum(state.left for state in found),
        base=_base(draft),
        said=draft_notes.newest(session(), draft.id),
        home=side is DraftSide.HOME_AFFAIRS,
        state=STATES[BlocDraftState(draft.state)],
        line=mistake_words.line,
        note=part_form.typed("note"),
        refused=sentence(refusal) if refusal else "",
    )


def _base(draft: BlocDraft) -> str:
    """Name the bloc-year a draft was taken from; by its id where that is there no more."""
    found = bloc_years.version_on(session(), draft.base, date.max) if draft.base else None
    return draft_name(found.source, draft.base) if found else draft.base


def _review(draft_id: UUID, refusal: Refusal | None = None) -> str:
    draft, side = part_form.seen(draft_id)
    read = read_unfinished(draft.document, draft.formers)
    wrong = mistake_words.named(draft.mistakes, draft.values)
    doubts = mistake_words.named(
        document.doubts(draft.document, records_in_use(session()), draft.formers), draft.values
    )
    file = None if isinstance(read, FileMistakes) or wrong else read[0]
    return render_template(
        "bloc_drafts/review.html",
        draft=draft,
        name=document.name_of(draft.document),
        file=file,
        reworded=rewordings.of_draft(session(), draft, file.wordings or ()) if file else (),
        wrong=[mistake_words.line(item) for item in wrong],
        doubts=[mistake_words.line(item) for item in doubts],
        to_check=[mistake_words.to_look_at(name, draft.values) for name in draft.to_check],
        seal=document.digest(draft.document),
        issued=issued_table(session(), draft.bloc_year_id, draft.document),
        why=part_form.typed("why"),
        ready=not wrong and not draft.to_check,
        home=side is DraftSide.HOME_AFFAIRS,
        refused="" if refusal is None or password_sentence(refusal) else sentence(refusal),
        password_error=password_sentence(refusal) if refusal else "",
    )
