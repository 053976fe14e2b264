"""Say something beside a task; who may read the remarks may add one, also after its end.

An auditor alone only reads them.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from server.actions.tasks import name_posts
from server.actions.tasks.read_task import read
from server.domain.people.actors import Actor
from server.domain.tasks.task_access import CommentEmpty, CommentTooLong, check_remarks
from server.domain.tasks.work import NotThere
from server.domain.texts.typed_text import readable
from server.store import Session
from server.store.database.ids import new_id
from server.store.tasks import comments, mentions
from server.store.tasks.comments import Comment

LONGEST = 2000


def add(  # noqa: PLR0913 - one remark, named part by part
    session: Session,
    task_id: UUID,
    *,
    actor: Actor,
    text: str,
    now: datetime,
    named: Collection[str] = (),
) -> Comment:
    """Add a comment, and tell the posts it names, by `@title` or in `named`.

    What named the author's own post before is seen. Raises NotThere, AuditorReadsOnly,
    CommentEmpty, CommentTooLong, CharacterRefused and CannotBeNamed.
    """
    page = read(session, task_id, actor=actor, now=now)
    if not page.remarks:
        raise NotThere
    check_remarks(actor)
    words = _words(text)
    new = Comment(
        id=new_id(now),
        case_id=page.task.case_id,
        task_id=task_id,
        person_id=actor.person_id,
        person_name=actor.name,
        post_title=actor.acts_as.vi,
        at=now,
        text=words,
    )
    posts = {}
    if named or "@" in words:
        those = name_posts.nameable(session, page, actor=actor, now=now)
        posts = dict(name_posts.named(words, named, those))
    comments.add(session, new)
    if posts:
        name_posts.tell(session, new, page, posts, author=actor.acts_as)
    mentions.see(session, task_id, post_id=actor.post_id, person_id=actor.person_id, now=now)
    return new


def _words(text: str) -> str:
    words = readable(text)
    if not words:
        raise CommentEmpty
    if len(words) > LONGEST:
        raise CommentTooLong(LONGEST)
    return words
