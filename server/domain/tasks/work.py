"""Who may work a task: the holder of its post, and only the one who claimed it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from server.domain.people.actors import Actor, Performer
from server.domain.refusals import Refusal


class Closable(Protocol):
    """A task as far as it says whether it is open, and who closed it in whose stead."""

    @property
    def id(self) -> UUID: ...
    @property
    def state(self) -> str: ...
    @property
    def done_name(self) -> str: ...
    @property
    def done_on_behalf(self) -> str: ...
    @property
    def closed_at(self) -> datetime | None: ...


@dataclass(eq=False)
class NotThere(Refusal):
    """There is no such thing, or the person may not know of it: both look the same."""


@dataclass(eq=False)
class NotYours(Refusal):
    """The task belongs to another post."""

    task_id: UUID


@dataclass(eq=False)
class TakenByOther(Refusal):
    """Another person of the same post has claimed the task."""

    task_id: UUID


@dataclass(eq=False)
class AlreadyDone(Refusal):
    """The task is completed; who did it and when is what the second person reads."""

    task_id: UUID
    by: Performer
    at: datetime | None


@dataclass(eq=False)
class AlreadyReturned(AlreadyDone):
    """The task is completed: who did it sent the work back, and when they did."""


@dataclass(eq=False)
class Withdrawn(Refusal):
    """The task was withdrawn: the process went on without it."""

    task_id: UUID


@dataclass(eq=False)
class SamePerson(Refusal):
    """The person prepared what they would now approve."""

    task_id: UUID


@dataclass(eq=False)
class TooManyReturns(Refusal):
    """The process has gone round through this step as often as it may."""

    times: int


@dataclass(eq=False)
class KeyUsed(Refusal):
    """The form was sent before, with other content."""


@dataclass(eq=False)
class FormNameTaken(Refusal):
    """A form has the name of one that the product acts upon, and is not that one."""

    form: str


@dataclass(eq=False)
class FormRefused(Refusal):
    """The submitted value does not fit the form: (path, code, parameters) for each field."""

    fields: tuple[tuple[str, str, Mapping[str, object]], ...]


def check_post(*, task_id: UUID, post_id: str, actor: Actor) -> None:
    """Raise NotYours unless the actor holds the post."""
    if actor.post_id != post_id:
        raise NotYours(task_id)


def check_holder(*, task_id: UUID, post_id: str, assignee_id: UUID | None, actor: Actor) -> None:
    """Raise NotYours or TakenByOther unless the actor holds the post and nobody else claimed it."""
    check_post(task_id=task_id, post_id=post_id, actor=actor)
    if assignee_id is not None and assignee_id != actor.person_id:
        raise TakenByOther(task_id)


def check_open(task: Closable, *, returned: bool = False) -> None:
    """Raise AlreadyDone, AlreadyReturned or Withdrawn unless the task is open."""
    if task.state == "done":
        done = AlreadyReturned if returned else AlreadyDone
        raise done(task.id, Performer(task.done_name, task.done_on_behalf), task.closed_at)
    if task.state != "open":
        raise Withdrawn(task.id)


def check_another_person(*, task_id: UUID, prepared_by: Collection[UUID], actor: Actor) -> None:
    """Raise SamePerson where who prepared a thing would approve it, or have it approved for them.

    It is about persons on both sides: who acts, and in whose stead.
    """
    if prepared(prepared_by, actor):
        raise SamePerson(task_id)


def prepared(prepared_by: Collection[UUID], actor: Actor) -> bool:
    """Tell whether who acts, or in whose stead they do, is among who prepared a thing."""
    return not {actor.person_id, actor.giver_id}.isdisjoint(prepared_by)
