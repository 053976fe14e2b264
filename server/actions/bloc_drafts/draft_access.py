"""Who works on a draft, asked again under its lock; and what history is told of each act."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from server.actions.people.acting_for import check_stands
from server.domain.bloc_draft import document
from server.domain.bloc_draft.drafts import (
    HELD_BY,
    BlocDraftState,
    DraftHeldElsewhere,
    check_holds,
    side_of,
)
from server.domain.bloc_draft.parts import DraftSide
from server.domain.bloc_draft.passed_on import DraftOver, DraftPassedOn
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.blocs import bloc_drafts, draft_notes
from server.store.blocs.bloc_drafts import BlocDraft
from server.store.history import journal
from server.store.people import lineage

STREAM: Final = "blocs"
"""The stream of what is done with drafts; what is put in force is told in its bloc-year's."""


def seen_by(session: Session, draft_id: UUID, *, actor: Actor) -> tuple[BlocDraft, DraftSide]:
    """Return a draft and the actor's side, for who works on it; raises NotThere for all others."""
    return _seen(session, bloc_drafts.find(session, draft_id), actor)


def held_by(
    session: Session, draft_id: UUID, *, actor: Actor, now: datetime
) -> tuple[BlocDraft, DraftSide]:
    """Lock a draft for who holds it; raises NotThere, NotYourPost and DraftHeldElsewhere."""
    draft, side = locked(session, draft_id, actor=actor, now=now)
    try:
        check_holds(side, BlocDraftState(draft.state))
    except DraftHeldElsewhere as refusal:
        raise held_elsewhere(session, draft) from refusal
    return draft, side


def held_elsewhere(session: Session, draft: BlocDraft) -> DraftHeldElsewhere:
    """Say since when a locked draft is elsewhere, and who passed it on, where history tells."""
    act = draft_notes.last_act(session, draft.id)
    if act is None or not act.name:
        return DraftHeldElsewhere()
    open_still = BlocDraftState(draft.state) in HELD_BY
    return (DraftPassedOn if open_still else DraftOver)(act.name, act.at)


def locked(
    session: Session, draft_id: UUID, *, actor: Actor, now: datetime
) -> tuple[BlocDraft, DraftSide]:
    """Lock a draft for who works on it, whoever holds it; raises NotThere and NotYourPost."""
    found = _seen(session, bloc_drafts.lock(session, draft_id), actor)
    check_stands(session, actor=actor, now=now)
    return found


def _seen(session: Session, draft: BlocDraft | None, actor: Actor) -> tuple[BlocDraft, DraftSide]:
    if draft is None:
        raise NotThere
    side = side_of(actor, unit_id=draft.unit_id, secretary_post=draft.secretary_post)
    if side is None:
        raise NotThere
    return replace(draft, formers=lineage.former_units(session, actor.lineage)), side


def changed(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    draft: BlocDraft,
    kind: str,
    values: Mapping[str, object],
    *,
    told: Mapping[str, Json],
    actor: Actor,
    now: datetime,
) -> None:
    """Write what an act changes of a locked draft, and tell it."""
    bloc_drafts.change(session, draft, values, by=actor, now=now)
    tell(session, bloc_drafts.with_values(draft, values), kind, told=told, actor=actor, now=now)


def tell(  # noqa: PLR0913 - one event, named part by part
    session: Session,
    draft: BlocDraft,
    kind: str,
    *,
    told: Mapping[str, Json],
    actor: Actor,
    now: datetime,
) -> None:
    """Tell history what was done, in which state the draft is since, and which document it has.

    `to_check` names the fields that still wait to be looked at; older events lack it and the name.
    """
    name = document.name_of(draft.document)
    payload: dict[str, Json] = {
        "draft": str(draft.id),
        "bloc_year": draft.bloc_year_id,
        "title_vi": name.vi,
        "title_en": name.en,
        "state": draft.state,
        "document": document.digest(draft.document),
        "to_check": [*sorted(draft.to_check)],
        **told,
    }
    journal.note(
        session,
        stream=STREAM,
        kind=kind,
        object=f"bloc_draft/{draft.id}",
        actor=actor,
        payload=payload,
        now=now,
        province=draft.province,
    )
