"""The criteria of a bloc-year being made: a tree, and a form for each of its items."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.bloc_drafts import save_part
from server.actions.bloc_drafts.draft_access import seen_by
from server.domain.bloc_draft import document, score_tree
from server.domain.bloc_draft.drafts import PartUnreadable
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_draft.samples import sample_of
from server.domain.bloc_draft.score_tree import Move, NoSuchItem, Place, read_place, written
from server.domain.bloc_file import FileMistake
from server.domain.bloc_sheet import toml_text
from server.domain.bloc_sheet.sent_values import read_sent
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.store.blocs.bloc_drafts import BlocDraft
from server.web.bloc_parts import part_items, tree_items
from server.web.bloc_parts.fields import FormField, Item, left_alone, read, said
from server.web.bloc_parts.pages import crumbs, forms_of, records
from server.web.bloc_parts.part_items import ItemView, with_mistake, with_mistakes_of
from server.web.names import mistake_words
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session

MOVES: Final[Mapping[str, Move]] = {
    "up": lambda table, place: score_tree.moved(table, place, -1),
    "down": lambda table, place: score_tree.moved(table, place, 1),
    "in": score_tree.indented,
    "out": score_tree.outdented,
    "drop": score_tree.removed,
}
OWN: Final = frozenset({"own", "sample"})
"""What is done to how the table itself counts."""
LONGEST_DROPPED: Final = 200_000


@access(SIGNED_IN)
def tree(draft_id: UUID) -> ResponseReturnValue:
    """Show the tree with its sums."""
    return _page(_seen(draft_id))


@access(SIGNED_IN)
def change_tree(draft_id: UUID) -> ResponseReturnValue:
    """Move an item, leave it out, put it back, or save how the table counts."""
    draft = _seen(draft_id)
    do, _colon, at = request.form.get("do", "").partition(":")
    own = _own_typed(_table(draft)) if do in OWN else None
    if own and own.wrong:
        return _page(draft, own=own), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        table, dropped = _done(draft, do, at) if own is None else (_counted(own, do), "")
        _save(draft, table)
    except Refusal as refusal:
        session().rollback()
        return _page(draft, refused=sentence(refusal), own=own), status_of(refusal)
    if dropped:
        return _page(_seen(draft_id), dropped=(at, dropped))
    return redirect(url_for("bloc_parts.tree", draft_id=draft_id), HTTPStatus.SEE_OTHER)


@access(SIGNED_IN)
def item(draft_id: UUID, at: str) -> ResponseReturnValue:
    """Show an item's form, or an empty one where its place is behind the last."""
    draft, place = _seen(draft_id), _place(at)
    shown = _item(_table(draft), place)
    base = part_items.NEW if shown is None else tree_items.based_on(shown)
    item = tree_items.with_way(shown or {})
    return _item_page(draft, place, ItemView(base=base, item=item, fields=_fields(draft, place)))


@access(SIGNED_IN)
def save_item(draft_id: UUID, at: str) -> ResponseReturnValue:
    """Save an item where it is now, or add it behind the last."""
    draft, base = _seen(draft_id), request.form.get("base", "")
    table = _table(draft)
    place = _place_now(table, _place(at), base)
    before = _item(table, place)
    fields = _fields(draft, place)
    typed = {each.name: request.form.getlist(f"0:{each.name}") for each in fields}
    after, wrong = read(tree_items.with_way(before or {}), fields, typed)
    kept = {name: typed[name] for name in wrong}
    view = ItemView(base=base, item=after, fields=fields, wrong=wrong, typed=kept)
    if wrong:
        return _item_page(draft, place, view, fresh=True), HTTPStatus.UNPROCESSABLE_ENTITY
    new = tree_items.settled(after) if place[-1][0] == "c" else _without_way(after)
    put = score_tree.inserted if before is None else score_tree.replaced
    try:
        _save(draft, put(table, place, tree_items.with_id(table, place, new)))
    except Refusal as refusal:
        session().rollback()
        page = _item_page(draft, place, view, refused=sentence(refusal), fresh=True)
        return page, status_of(refusal)
    to = url_for("bloc_parts.tree", draft_id=draft_id, _anchor=tree_items.anchor(place))
    return redirect(to, HTTPStatus.SEE_OTHER)


def _without_way(after: Item) -> Item:
    return {key: value for key, value in after.items() if key != tree_items.WAY}


def _fields(draft: BlocDraft, place: Place) -> Sequence[FormField]:
    return tree_items.fields_of(place, draft.values, records())


def _seen(draft_id: UUID) -> BlocDraft:
    draft, _side = seen_by(session(), draft_id, actor=actor())
    return draft


def _table(draft: BlocDraft) -> Item:
    found = draft.values.get(DraftPart.SCORE_TABLE)
    return found if isinstance(found, Mapping) else {}


def _place(at: str) -> Place:
    try:
        return read_place(at)
    except NoSuchItem:
        raise NotThere from None


def _place_now(table: Item, place: Place, base: str) -> Place:
    try:
        return tree_items.place_now(table, place, base)
    except NoSuchItem:
        raise NotThere from None


def _item(table: Item, place: Place) -> Item | None:
    """Return an item; None where its place is behind the last. Raises NotThere."""
    try:
        if place == score_tree.end_of(table, place[:-1], place[-1][0]):
            return None
        return score_tree.item_at(table, place)
    except NoSuchItem:
        raise NotThere from None


def _done(draft: BlocDraft, do: str, at: str) -> tuple[Item, str]:
    """Do what was asked to the table; returns it, and what was left out as it is put back.

    Raises NoSuchItem and PartUnreadable.
    """
    table = _table(draft)
    if do in MOVES:
        place = read_place(at)
        dropped = score_tree.item_at(table, place) if do == "drop" else None
        return MOVES[do](table, place), toml_text.written(dropped) if dropped else ""
    if do == "restore":
        return score_tree.inserted(table, read_place(at), _dropped()), ""
    raise PartUnreadable


def _own_typed(table: Item) -> ItemView:
    """Read what was typed of how the table counts; what cannot be read stays as it was typed."""
    fields = tree_items.own_fields()
    typed = {each.name: request.form.getlist(f"0:{each.name}") for each in fields}
    after, wrong = read(table, fields, typed)
    kept = {name: typed[name] for name in wrong}
    return ItemView(base="0", item=after, fields=fields, wrong=wrong, typed=kept)


def _counted(own: ItemView, do: str) -> Item:
    """Return the table as it was typed; with the sample's words where nothing was typed."""
    return {**sample_of(DraftPart.SCORE_TABLE), **own.item} if do == "sample" else own.item


def _dropped() -> Item:
    """Read back what was left out; raises PartUnreadable."""
    text = request.form.get("dropped", "")
    found = read_sent(text) if len(text) < LONGEST_DROPPED else None
    if not isinstance(found, Mapping):
        raise PartUnreadable
    return found


def _save(draft: BlocDraft, table: Item) -> None:
    save_part.save(
        session(),
        draft.id,
        {DraftPart.SCORE_TABLE: {**table}},
        seen={DraftPart.SCORE_TABLE: request.form.get("seal", "")},
        actor=actor(),
        now=now(),
    )


def _page(
    draft: BlocDraft,
    *,
    refused: str = "",
    dropped: tuple[str, str] | None = None,
    own: ItemView | None = None,
) -> str:
    table = _table(draft)
    lines = list(score_tree.rows(table))
    found = document.by_part(_mistakes(draft)).get(DraftPart.SCORE_TABLE, ())
    wrong, rest = with_mistakes_of([score_tree.field_of(line.place) for line in lines], found)
    return render_template(
        "bloc_parts/tree.html",
        draft=draft,
        crumbs=crumbs(draft),
        forms=forms_of(draft),
        lines=lines,
        wrong=wrong,
        scale=score_tree.scale(table),
        ways=tree_items.ways(),
        way_of=tree_items.way_of,
        anchor=tree_items.anchor,
        said=said,
        written=written,
        end_of=lambda above, step: written(score_tree.end_of(table, above, step)),
        dropped=dropped,
        own=own or ItemView(base="0", item=table, fields=tree_items.own_fields()),
        seal=document.seal(draft.values, DraftPart.SCORE_TABLE),
        summary=[
            *(("", text) for text in ([refused] if refused else [])),
            *(own.summary("own") if own else (("own-0", text) for text in rest)),
            *(
                (tree_items.anchor(lines[n].place), f"{lines[n].item.get('code', '')}: {text}")
                for n, texts in sorted(wrong.items())
                for text in texts
            ),
        ],
    )


def _item_page(
    draft: BlocDraft, place: Place, view: ItemView, *, refused: str = "", fresh: bool = False
) -> str:
    """Show an item's form; `fresh`: what it holds is not saved, so nobody has read it."""
    if not fresh:
        view = _judged(draft, place, view)
    return render_template(
        "bloc_parts/item.html",
        draft=draft,
        crumbs=crumbs(draft),
        place=written(place),
        letter=place[-1][0],
        view=view,
        alone=left_alone(view.item, view.fields, tree_items.KNOWN),
        summary=[*([("", refused)] if refused else []), *view.summary("f0")],
        seal=document.seal(draft.values, DraftPart.SCORE_TABLE),
    )


def _mistakes(draft: BlocDraft) -> Sequence[FileMistake]:
    return mistake_words.named(draft.mistakes, draft.values)


def _judged(draft: BlocDraft, place: Place, view: ItemView) -> ItemView:
    """Say what is wrong with an item itself, not with what is in it."""
    here = f"{score_tree.field_of(place)}."
    for mistake in _mistakes(draft):
        name = mistake.field.removeprefix(here)
        if name != mistake.field and not name.startswith(("criteria[", "parts[")):
            view = with_mistake(view, name, mistake_words.what(mistake))
    return view
