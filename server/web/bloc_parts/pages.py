"""A form for each part of a bloc-year that is being made: deadlines, awards, votes, grades."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.bloc_drafts import save_part
from server.actions.bloc_drafts.draft_access import seen_by
from server.actions.definitions.known_records import duties_of, figures_of
from server.actions.definitions.known_slots import slots_of
from server.actions.definitions.processes import processes
from server.domain.bloc_draft import document
from server.domain.bloc_draft.drafts import PartUnreadable
from server.domain.bloc_draft.samples import sample_of
from server.domain.bloc_draft.shares import in_shares
from server.domain.bloc_file import FileMistake
from server.domain.deadlines import local_day
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.store.blocs import bloc_drafts
from server.store.blocs.bloc_drafts import BlocDraft
from server.web.bloc_parts import part_items
from server.web.bloc_parts.fields import Item
from server.web.bloc_parts.part_form import PartForm, address_of
from server.web.bloc_parts.part_forms import forms
from server.web.bloc_parts.part_items import NEW, ItemView
from server.web.bloc_parts.rule_fields import RecordChoices
from server.web.names import mistake_words
from server.web.names.bloc_draft_words import draft_name
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, language, now, session
from server.web.requests.typed_values import whole_of
from server.web.words.catalogue import gettext as _


@access(SIGNED_IN)
def show(draft_id: UUID, part: str) -> ResponseReturnValue:
    """Show a part, and what is wrong with it."""
    draft, known = opened(draft_id, part)
    items = part_items.of_document(known[part], _saved(draft, known[part]))
    return _page(draft, known, part, items)


@access(SIGNED_IN)
def save(draft_id: UUID, part: str) -> ResponseReturnValue:
    """Save a part; or add an item, move one or take in the sample, which saves nothing yet."""
    draft, known = opened(draft_id, part)
    form = known[part]
    items = part_items.of_post(form, request.form, _bases(draft, form))
    do, _colon, at = request.form.get("do", "save").partition(":")
    if do != "save":
        return _page(draft, known, part, _changed(form, items, do, at), fresh=True)
    items = [each for n, each in enumerate(items) if not part_items.dropped(request.form, n)]
    if any(each.wrong for each in items):
        return _page(draft, known, part, items, fresh=True), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        _save(draft, form, items)
    except Refusal as refusal:
        session().rollback()
        told = sentence(refusal)
        return _page(draft, known, part, items, refused=told, fresh=True), status_of(refusal)
    return redirect(
        url_for("bloc_parts.show", draft_id=draft_id, part=part, saved=1), HTTPStatus.SEE_OTHER
    )


def opened(draft_id: UUID, part: str) -> tuple[BlocDraft, Mapping[str, PartForm]]:
    """Return a draft and its forms, that of a part among them.

    Raises NotThere for whom the draft does not exist, and where no form has this address.
    """
    draft, _side = seen_by(session(), draft_id, actor=actor())
    known = forms_of(draft)
    if part not in known:
        raise NotThere
    return draft, known


def _saved(draft: BlocDraft, form: PartForm) -> Any:  # noqa: ANN401 - a value of TOML
    return form.value_in(draft.values.get(form.part))


def forms_of(draft: BlocDraft) -> Mapping[str, PartForm]:
    """Return the forms of a draft's parts by their addresses."""
    known = bloc_drafts.known_units(session(), actor().kin, local_day(now()))
    units = {unit: words.text(language()) for unit, (_name, words) in known.items()}
    return forms(draft.values, records(), units)


def records() -> RecordChoices:
    """Name what records can be asked of."""
    models = processes(session())
    return RecordChoices(
        duties=_named(duties_of(models)),
        figures=_named(figures_of(models)),
        periods=_named(slots_of(models)),
    )


def _named(known: Mapping[str, Words]) -> Mapping[str, str]:
    return {name: words.text(language()) for name, words in known.items()}


def crumbs(draft: BlocDraft) -> list[tuple[str, str]]:
    """Say where the pages of a draft's parts stand."""
    return [
        (url_for("bloc_drafts.index"), _("Lập năm thi đua")),
        (
            url_for("bloc_drafts.show", draft_id=draft.id),
            draft_name(draft.document, draft.bloc_year_id),
        ),
    ]


def _save(draft: BlocDraft, form: PartForm, items: Sequence[ItemView]) -> None:
    if len(request.form.getlist("item")) > part_items.MOST_ITEMS:
        raise PartUnreadable  # rather than leave out what was not read
    before = draft.values.get(form.part)
    save_part.save(
        session(),
        draft.id,
        {form.part: form.put_in(before, part_items.value_of(form, items))},
        seen={form.part: request.form.get("seal", "")},
        actor=actor(),
        now=now(),
    )


def _bases(draft: BlocDraft, form: PartForm) -> Mapping[str, Item]:
    """Name what an item may be made of: the tables of the document, and of the sample."""
    there = part_items.tables(_saved(draft, form))
    samples = part_items.tables(form.value_in(sample_of(form.part)))
    return {
        **{part_items.based_on(form, each, n): in_shares(each) for n, each in enumerate(there)},
        **{f"sample{n}": each for n, each in enumerate(samples)},
    }


def _changed(form: PartForm, items: list[ItemView], do: str, at: str) -> list[ItemView]:
    """Do to the form what was asked: nothing of it is saved."""
    if do == "add" and len(items) < part_items.MOST_ITEMS:
        return [*items, part_items.view(form, NEW, {})]
    if do == "sample":
        return _with_sample(form, items)
    n = whole_of(at) or 0
    if do == "up" and 0 < n < len(items):
        items[n - 1], items[n] = items[n], items[n - 1]
    return items


def _with_sample(form: PartForm, items: list[ItemView]) -> list[ItemView]:
    """Add of the sample what is not there; a part that is one table is taken as a whole."""
    offered = part_items.of_sample(form, form.value_in(sample_of(form.part)))
    if not form.listed:
        return offered
    known = {each.item.get(form.key) for each in items}
    return [*items, *(each for each in offered if each.item.get(form.key) not in known)]


def _page(  # noqa: PLR0913 - one page, named part by part
    draft: BlocDraft,
    known: Mapping[str, PartForm],
    part: str,
    items: Sequence[ItemView],
    *,
    refused: str = "",
    fresh: bool = False,
) -> str:
    """Show the form of a part among all.

    `fresh`: what it holds is not saved, so nobody has read it for mistakes.
    """
    form = known[part]
    views, rest = part_items.with_mistakes(form, items, () if fresh else _mistakes(draft, form))
    return render_template(
        "bloc_parts/part.html",
        draft=draft,
        form=form,
        forms=known,
        items=views or ([] if form.listed else [part_items.view(form, NEW, {})]),
        crumbs=crumbs(draft),
        summary=_summary(form, views, [*rest, *([refused] if refused else [])]),
        fresh=fresh,
        saved="saved" in request.args,
        sample=form.value_in(sample_of(form.part)) is not None and (form.listed or not items),
        seal=document.seal(draft.values, form.part),
    )


def _mistakes(draft: BlocDraft, form: PartForm) -> Sequence[FileMistake]:
    """Say what is wrong in what the form is of, and not in what another one is of."""
    found = document.by_part(mistake_words.named(draft.mistakes, draft.values)).get(form.part, ())
    return [each for each in found if address_of(each.field, form.part) == form.address]


def _summary(
    form: PartForm, items: Sequence[ItemView], rest: Sequence[str]
) -> list[tuple[str, str]]:
    """List all that is wrong, each with the id of its field."""
    at_fields = [
        (at, f"{_called(form, n)}{text}")
        for n, view in enumerate(items)
        for at, text in view.summary(f"f{n}")
    ]
    of_items = [
        ("", f"{_called(form, n)}{text}") for n, view in enumerate(items) for text in view.others
    ]
    return [*(("", text) for text in rest), *at_fields, *of_items]


def _called(form: PartForm, n: int) -> str:
    return f"{form.one} {n + 1}, " if form.listed else ""
