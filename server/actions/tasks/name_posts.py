"""Name posts in remarks, and see where one's own is named."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from server.actions.steps.notifications import Row, row_of
from server.actions.tasks.read_task import (
    TaskPage,
    read,
)
from server.actions.tasks.task_sight import case_sight, facts_of
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.posts import unit_of
from server.domain.tasks.mentions import Nameable, named_in
from server.domain.tasks.task_access import (
    CannotBeNamed,
    may_be_named,
    told_to_other_units,
)
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.mail import letters
from server.mail.letters import LetterKind
from server.store import Session
from server.store.tasks import mentions
from server.store.tasks.comments import Comment
from server.store.tasks.mentions import HeldPost


def nameable(
    session: Session, page: TaskPage, *, actor: Actor, now: datetime
) -> Sequence[HeldPost]:
    """List who may be named in a task's remarks: who sees them, without the post acted in."""
    task, rules = page.task, page.rules
    units = {task.subject_unit_id or "", unit_of(task.post_id), rules.leader.id, rules.deputy.id}
    units |= {body.id for body in rules.bodies.everyone()}
    facts, case = facts_of(task), case_sight(session, task, rules)
    if told_to_other_units(facts, case):
        units |= {unit.id for unit in rules.units}
    found = mentions.posts_of(
        session, units, task_id=task.id, kind=task.case_kind, today=local_day(now)
    )
    return [
        post
        for post in found
        if post.post_id != actor.post_id and may_be_named(task=facts, post=post.post_id, case=case)
    ]


def named(said: str, chosen: Collection[str], those: Sequence[HeldPost]) -> Mapping[str, str]:
    """Return the posts a remark names, each once: written in it, or chosen beside it.

    Raises CannotBeNamed for a chosen one that is not among those who may be.
    """
    if not set(chosen) <= {post.post_id for post in those}:
        raise CannotBeNamed
    names = [
        Nameable(post_id=post.post_id, names=(post.title.vi, post.title.en, *post.holders))
        for post in those
    ]
    return dict.fromkeys(chosen, "") | dict(named_in(said, names))


def tell(
    session: Session,
    comment: Comment,
    page: TaskPage,
    posts: Mapping[str, str],
    *,
    author: Words,
) -> None:
    """Write the mentions of a comment and their mail; a simulated case writes to nobody."""
    task = page.task
    rows = [
        {"comment_id": comment.id, "post_id": post, "task_id": task.id, "label": label,
         "at": comment.at}
        for post, label in posts.items()
    ]  # fmt: skip
    mail = [] if task.simulated else [_letter(comment, page, post, author) for post in posts]
    mentions.add(session, rows, mail, today=local_day(comment.at))


def see(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Mark what names the actor's post beside a task as seen; raises NotThere."""
    if not read(session, task_id, actor=actor, now=now).remarks:
        raise NotThere
    mentions.see(session, task_id, post_id=actor.post_id, person_id=actor.person_id, now=now)


def _letter(comment: Comment, page: TaskPage, post: str, author: Words) -> Row:
    task = page.task
    return row_of(
        letters.mention(Words(task.title_vi, task.title_en), author),
        key=f"mention/{comment.id}",
        kind=LetterKind.MENTION,
        post_id=post,
        task_id=task.id,
    ) | {"at": comment.at, "not_to": comment.person_id, "case_kind": task.case_kind}
