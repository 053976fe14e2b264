"""What Home Affairs says of a bloc: its name and day, its members, the bodies outside it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.bloc_drafts.save_part import Parts
from server.domain.bloc_draft.document import retyped, words_of
from server.domain.bloc_draft.drafts import check_characters
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_file.entries import BodyKind
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue
from server.domain.blocs.rules import BlocKind, BlocRole
from server.domain.deadlines import local_day
from server.domain.people.posts import province_of
from server.domain.refusals import Refusal
from server.domain.texts.words import Words
from server.store.blocs import bloc_drafts
from server.store.blocs.bloc_drafts import BlocDraft
from server.web.bloc_drafts import organisation_rows, part_form
from server.web.bloc_drafts.organisation_rows import OrganisationRow
from server.web.frame.formats import day
from server.web.frame.lineage_words import called
from server.web.names.file_words import BODY_KINDS
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import posted_day
from server.web.words.catalogue import lazy_gettext as _l

ROLES: Final = {
    BlocRole.LEADER: _l("Trưởng khối"),
    BlocRole.DEPUTY: _l("Phó Trưởng khối"),
    BlocRole.MEMBER: _l("Thành viên"),
}
POSITIONS: Final = {
    "officer": _l("Cán bộ (tự chấm)"),
    "head": _l("Thủ trưởng (duyệt)"),
    "appraiser": _l("Người thẩm định"),
    "secretary": _l("Thư ký"),
    "chairman": _l("Chủ tịch"),
    "auditor": _l("Thanh tra viên"),
    "administrator": _l("Quản trị viên"),
}


@access(SIGNED_IN)
def show_bloc(draft_id: UUID) -> ResponseReturnValue:
    """Show the head of the document."""
    return _bloc_page(draft_id)


@access(SIGNED_IN)
def save_bloc(draft_id: UUID) -> ResponseReturnValue:
    """Save the head of the document."""
    return part_form.save(draft_id, _bloc, page=lambda refusal: _bloc_page(draft_id, refusal))


def _bloc(draft: BlocDraft) -> Parts:
    before = _head(draft)
    said = part_form.typed
    check_characters((f"bloc.{name}", said(f"bloc-{name}")) for name in ("name", "short", "theme"))
    chosen: dict[str, TomlValue | None] = {
        "kind": said("bloc-kind"),
        "effective_from": posted_day("bloc-effective_from"),
        "name": retyped(before.get("name"), said("bloc-name")),
        "short": retyped(before.get("short"), said("bloc-short")),
        "theme": retyped(before.get("theme"), said("bloc-theme")) if said("bloc-theme") else None,
    }
    kept = {name: value for name, value in before.items() if name not in chosen}
    new = {name: value for name, value in chosen.items() if value is not None}
    return {DraftPart.BLOC: {**kept, **new}}


def _head(draft: BlocDraft) -> TomlTable:
    found = draft.values.get(DraftPart.BLOC)
    return found if isinstance(found, Mapping) else {}


def _bloc_page(draft_id: UUID, refusal: Refusal | None = None) -> str:
    draft, side = part_form.seen(draft_id)
    head = _head(draft)
    starts = head.get("effective_from")
    shown = {
        "bloc-name": words_of(head.get("name")).vi,
        "bloc-short": words_of(head.get("short")).vi,
        "bloc-theme": words_of(head.get("theme")).vi,
        "bloc-kind": str(head.get("kind", "")),
        "bloc-effective_from": day(starts) if isinstance(starts, date) else "",
    }
    typed = {name: request.form.get(name, value) for name, value in shown.items()}
    return render_template(
        "bloc_drafts/bloc.html",
        typed=typed if refusal else shown,
        kinds={BlocKind.BLOC: _l("Khối (các cơ quan)"), BlocKind.CLUSTER: _l("Cụm (địa phương)")},
        year=head.get("year"),
        **part_form.values(draft, side, (DraftPart.BLOC,), refusal),
    )


@access(SIGNED_IN)
def show_members(draft_id: UUID) -> ResponseReturnValue:
    """Show the members, their roles and posts, and whom to add."""
    return _organisation_page(draft_id, DraftPart.UNITS)


@access(SIGNED_IN)
def save_members(draft_id: UUID) -> ResponseReturnValue:
    """Save members with their roles; the usual posts of a role come by themselves."""
    return part_form.save(
        draft_id,
        _members,
        page=lambda refusal: _organisation_page(draft_id, DraftPart.UNITS, refusal),
        then=url_for("bloc_drafts.members", draft_id=draft_id),
    )


def _members(draft: BlocDraft) -> Parts:
    rows = _typed(DraftPart.UNITS)
    more = organisation_rows.members(_named(draft, rows), rows)
    titles = bloc_drafts.known_titles(session(), organisation_rows.units_of(rows, more))
    before = draft.values.get(DraftPart.UNITS)
    kept = organisation_rows.value_of(rows, before, known=titles)
    return {DraftPart.UNITS: [*kept, *organisation_rows.with_posts(more, titles)]}


@access(SIGNED_IN)
def show_bodies(draft_id: UUID) -> ResponseReturnValue:
    """Show the bodies outside the bloc."""
    return _organisation_page(draft_id, DraftPart.BODIES)


@access(SIGNED_IN)
def save_bodies(draft_id: UUID) -> ResponseReturnValue:
    """Save what the bodies are called."""
    return part_form.save(
        draft_id,
        _bodies,
        page=lambda refusal: _organisation_page(draft_id, DraftPart.BODIES, refusal),
        then=url_for("bloc_drafts.bodies", draft_id=draft_id),
    )


def _bodies(draft: BlocDraft) -> Parts:
    rows = _typed(DraftPart.BODIES)
    units = organisation_rows.of_document(draft.values.get(DraftPart.UNITS))
    more = organisation_rows.departments(_named(draft, [*rows, *units]))
    titles = bloc_drafts.known_titles(session(), organisation_rows.units_of((), more))
    kept = organisation_rows.value_of(rows, draft.values.get(DraftPart.BODIES), known={})
    return {DraftPart.BODIES: [*kept, *organisation_rows.with_posts_of_departments(more, titles)]}


def _known() -> Mapping[str, tuple[Words, Words]]:
    return bloc_drafts.known_units(session(), actor().reach, local_day(now()))


def _typed(part: DraftPart) -> Sequence[OrganisationRow]:
    """Read the rows that were typed; raises FieldsUnreadable, for who is added as well."""
    rows = organisation_rows.typed(part)
    check_characters([*organisation_rows.texts_of(rows, part), ("new", part_form.typed("new"))])
    return rows


def _named(draft: BlocDraft, there: Sequence[OrganisationRow]) -> Mapping[str, TomlTable]:
    """Read who is to be added beside those there; raises UnitsNotTaken."""
    chosen, lines = request.form.getlist("known"), part_form.typed("new")
    return organisation_rows.named(draft.province, chosen, lines, known=_known(), there=there)


def _organisation_page(draft_id: UUID, part: DraftPart, refusal: Refusal | None = None) -> str:
    draft, side = part_form.seen(draft_id)
    saved = organisation_rows.of_document(draft.values.get(part))
    rows: Sequence[OrganisationRow] = organisation_rows.typed(part) if refusal else saved
    others = DraftPart.BODIES if part is DraftPart.UNITS else DraftPart.UNITS
    beside = organisation_rows.of_document(draft.values.get(others))
    held = {row.id for row in (*rows, *beside)}
    known = {unit: names for unit, names in _known().items() if unit not in held}
    of_former = {unit: province_of(unit) for unit in known if unit in draft.formers.units}
    return render_template(
        "bloc_drafts/organisation.html",
        part=part.value,
        rows=rows,
        members=part is DraftPart.UNITS,
        droppable=part is DraftPart.UNITS or any(row.kind == BodyKind.DEPARTMENT for row in rows),
        roles=ROLES,
        body_kinds=BODY_KINDS,
        positions=POSITIONS,
        known=known.items(),
        of_former=of_former,
        called=called({*of_former.values()}) if of_former else {},
        chosen=request.form.getlist("known") if refusal else (),
        new=request.form.get("new", "") if refusal else "",
        **part_form.values(draft, side, (part,), refusal),
    )


Views = tuple[Callable[..., ResponseReturnValue], Callable[..., ResponseReturnValue]]
VIEWS: Final[Mapping[str, Views]] = {
    "bloc": (show_bloc, save_bloc),
    "members": (show_members, save_members),
    "bodies": (show_bodies, save_bodies),
}
"""The page of each part, and what saves it, by the last word of its address."""
