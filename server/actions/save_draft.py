"""Keep what somebody has typed so far; no case lock, no event, nobody else sees it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from server.actions.read_task import read_own
from server.domain.people import Actor
from server.domain.standing import DraftTaken
from server.store import Session, drafts, task_pages
from server.store.drafts import Draft


def save(  # noqa: PLR0913 - an act names what it needs
    session: Session,
    task_id: UUID,
    *,
    actor: Actor,
    content: Mapping[str, str],
    version: int,
    now: datetime,
) -> int:
    """Save a draft over the version the person has seen (0 for none); return the new version.

    `content` is what the form's own fields say, as typed. Raises what `read_own` raises,
    and DraftTaken where somebody saved meanwhile.
    """
    task_pages.lock(session, task_id)
    read_own(session, task_id, actor=actor, now=now)
    draft = Draft(
        version=version + 1,
        content=content,
        saved_by=actor.person_id,
        saved_name=actor.name,
        saved_at=now,
    )
    if not drafts.save(session, task_id, draft):
        other = drafts.of_task(session, task_id)
        if other is not None:
            raise DraftTaken(other.saved_name, other.saved_at, other.version)
        return save(session, task_id, actor=actor, content=content, version=0, now=now)
    return draft.version
