"""Keep what somebody has typed so far; no case lock, no event, nobody else sees it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from server.actions.tasks.read_task import read_own
from server.domain.people.actors import Actor
from server.domain.tasks.drafts import (
    Newness,
    Seen,
    newness,
    same_content,
    taken,
)
from server.store import Session
from server.store.tasks import drafts, task_pages
from server.store.tasks.drafts import Draft


def save(  # noqa: PLR0913 - an act names what it needs
    session: Session,
    task_id: UUID,
    *,
    actor: Actor,
    content: Mapping[str, str],
    seen: Seen,
    now: datetime,
) -> Draft:
    """Save a draft over the one its page was based on; return the draft that stands then.

    `content` is what the form's own fields say, as typed. What a tab sent before its last save
    changes nothing, and neither does what says the same as the draft that is kept. Raises what
    `read_own` raises, and DraftTaken where another draft was saved meanwhile.
    """
    task_pages.lock(session, task_id)
    kept = read_own(session, task_id, actor=actor, now=now).draft
    stands = newness(kept, seen=seen, by=actor.person_id)
    if kept is not None and stands is Newness.LATE:
        return kept
    if kept is not None and stands is Newness.OTHER:
        if same_content(content, kept.content):
            return kept
        raise taken(kept, by=actor.person_id)
    draft = Draft(
        version=kept.version + 1 if kept else 1,
        content=content,
        saved_by=actor.person_id,
        saved_name=actor.name,
        saved_on_behalf=actor.performer.on_behalf,
        saved_at=now,
        tab=seen.tab,
        turn=seen.turn,
    )
    drafts.save(session, task_id, draft)
    return draft
