"""Say something beside a task; who may read the remarks may add one, also after its end."""

from datetime import datetime
from uuid import UUID

from server.actions.read_task import read
from server.domain.people import Actor
from server.domain.standing import CommentEmpty, CommentTooLong
from server.domain.tasks import NotThere
from server.store import Session, comments
from server.store.comments import Comment
from server.store.ids import new_id

LONGEST = 2000


def add(session: Session, task_id: UUID, *, actor: Actor, text: str, now: datetime) -> Comment:
    """Add a comment. Raises NotThere, CommentEmpty and CommentTooLong."""
    page = read(session, task_id, actor=actor, now=now)
    if not page.remarks:
        raise NotThere
    words = "\n".join(text.replace("\x00", "").splitlines()).strip()
    if not words:
        raise CommentEmpty
    if len(words) > LONGEST:
        raise CommentTooLong(LONGEST)
    title = actor.post_title if actor.on_behalf is None else actor.on_behalf
    new = Comment(
        id=new_id(now),
        case_id=page.task.case_id,
        task_id=task_id,
        person_id=actor.person_id,
        person_name=actor.name,
        post_title=title.vi,
        at=now,
        text=words,
    )
    comments.add(session, new)
    return new
