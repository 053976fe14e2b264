"""Who may give a task to whom: the head of the unit, to another who holds the task's post."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from server.domain.people.actors import Actor
from server.domain.people.posts import (
    Position,
    position_of,
    unit_of,
)
from server.domain.refusals import Refusal


@dataclass(eq=False)
class NotTheirSuperior(Refusal):
    """The actor is not the head of the unit that has the task."""

    task_id: UUID


@dataclass(eq=False)
class NotAHolder(Refusal):
    """The person does not hold the task's post today."""

    task_id: UUID


def is_superior(post_id: str, *, of: str) -> bool:
    """Tell whether a post is the head of another post's unit; a head assigns the head's own too."""
    return position_of(post_id) == Position.HEAD and unit_of(post_id) == unit_of(of)


def check_assigning(
    *, task_id: UUID, post_id: str, to: UUID, holders: Collection[UUID], actor: Actor
) -> None:
    """Raise NotTheirSuperior or NotAHolder; who holds a post by delegation counts as holding it."""
    if not is_superior(actor.post_id, of=post_id):
        raise NotTheirSuperior(task_id)
    if to not in holders:
        raise NotAHolder(task_id)
