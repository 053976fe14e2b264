"""A draft from hand to hand: over to the leading secretary, back to Home Affairs, or dropped."""

from datetime import datetime
from uuid import UUID

from server.actions.bloc_drafts import tell_hands
from server.actions.bloc_drafts.draft_access import changed, held_by, held_elsewhere, locked
from server.actions.blocs import organisation
from server.domain.bloc_draft import document
from server.domain.bloc_draft.drafts import (
    BlocDraftState,
    DraftHeldElsewhere,
    OrganisationMistaken,
    check_note,
)
from server.domain.bloc_draft.identity import secretary_of
from server.domain.bloc_draft.parts import MEMBERSHIP, DraftSide
from server.domain.bloc_file import BlocYearFile, FileMistakes, read_unfinished
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.mail.letters import DraftNews
from server.store import Session
from server.store.blocs.bloc_drafts import BlocDraft


def hand_over(session: Session, draft_id: UUID, *, note: str, actor: Actor, now: datetime) -> str:
    """Give a draft to the secretary of its leading unit; return that post.

    Units and posts that nobody knows yet are there from then on, so that they can be given to
    persons. Raises NotThere, NotYourPost, DraftHeldElsewhere, LeaderUnnamed, OrganisationMistaken
    and DraftNoteTooLong.
    """
    draft, side = held_by(session, draft_id, actor=actor, now=now)
    if side is not DraftSide.HOME_AFFAIRS:
        raise DraftHeldElsewhere
    said = check_note(note)
    post = secretary_of(document.read(draft.document))
    made = organisation.make_known(session, _organisation(draft), now=now)
    values = {"state": BlocDraftState.WITH_SECRETARY, "secretary_post": post}
    told: dict[str, Json] = {"post": post, "note": said, "posts_made": [*made]}
    changed(session, draft, "bloc_draft.handed_over", values, told=told, actor=actor, now=now)
    news = DraftNews.HANDED_OVER
    tell_hands.tell(session, draft, news, secretary=post, actor=actor, now=now)
    return post


def give_back(session: Session, draft_id: UUID, *, note: str, actor: Actor, now: datetime) -> None:
    """Give a draft back to Home Affairs: by its secretary, or taken back by Home Affairs.

    Raises NotThere, NotYourPost, DraftHeldElsewhere and DraftNoteTooLong.
    """
    draft, side = locked(session, draft_id, actor=actor, now=now)
    if draft.state != BlocDraftState.WITH_SECRETARY:
        raise held_elsewhere(session, draft)
    news = DraftNews.GIVEN_BACK if side is DraftSide.SECRETARY else DraftNews.TAKEN_BACK
    kind, values = f"bloc_draft.{news}", {"state": BlocDraftState.MAKING}
    changed(session, draft, kind, values, told={"note": check_note(note)}, actor=actor, now=now)
    secretary = draft.secretary_post or ""
    tell_hands.tell(session, draft, news, secretary=secretary, actor=actor, now=now)


def drop(session: Session, draft_id: UUID, *, note: str, actor: Actor, now: datetime) -> None:
    """Let a draft go; what is in force stays. Raises as `hand_over`."""
    draft, side = held_by(session, draft_id, actor=actor, now=now)
    if side is not DraftSide.HOME_AFFAIRS:
        raise DraftHeldElsewhere
    values = {"state": BlocDraftState.DROPPED}
    told: dict[str, Json] = {"note": check_note(note)}
    changed(session, draft, "bloc_draft.dropped", values, told=told, actor=actor, now=now)
    secretary = draft.secretary_post or ""
    tell_hands.tell(session, draft, DraftNews.DROPPED, secretary=secretary, actor=actor, now=now)


def _organisation(draft: BlocDraft) -> BlocYearFile:
    """Read who is in the bloc, whatever else has mistakes; raises OrganisationMistaken."""
    found = read_unfinished(draft.document, draft.formers)
    if isinstance(found, FileMistakes):
        raise OrganisationMistaken(len(found.items))
    file, mistakes = found
    ours = [each for each in mistakes if document.part_name(each.field) in MEMBERSHIP]
    if ours:
        raise OrganisationMistaken(len(ours))
    return file
