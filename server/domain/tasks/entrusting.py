"""Handing one task to a colleague: who may, what of, to whom, and on what paper."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from server.domain.people.actors import Actor
from server.domain.people.appointments import (
    MAY_DELEGATE,
    DocumentMissing,
    HeldAlready,
    NoSuchPerson,
    OtherProvince,
    check_apart,
)
from server.domain.people.lending import check_coming_end
from server.domain.people.lineage import Reach
from server.domain.people.posts import (
    check_task,
    position_of,
    province_of,
    unit_of,
)
from server.domain.refusals import Refusal
from server.domain.tasks.task_access import TaskFacts
from server.domain.tasks.work import SamePerson, check_holder

LONGEST_NOTE = 2000


@dataclass(eq=False)
class OnlyLent(Refusal):
    """The giver acts by delegation: what one was only lent is not passed on."""


@dataclass(eq=False)
class NoteMissing(Refusal):
    """A task is handed over, and handed back, with a few words of why."""


@dataclass(eq=False)
class NoteTooLong(Refusal):
    """The words of why are more than are kept; none of them is cut off."""

    limit: int = LONGEST_NOTE


@dataclass(eq=False)
class LastDayMissing(Refusal):
    """It was not said until when the colleague has the task."""


@dataclass(eq=False)
class NotEntrusted(Refusal):
    """The task is with nobody in another's stead, or no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A task as it is when it changes hands; `prepared_by` did what it approves, or had it done.

    The task's own units are those of both, of who gives it and of who gets it.
    """

    task: TaskFacts
    signed: bool
    prepared_by: frozenset[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Who gets it: the posts they hold today; `kin` as `check_appointment` has it."""

    person_id: UUID
    kin: Reach
    posts: frozenset[str]

    @property
    def units(self) -> frozenset[str]:
        """The units of these posts."""
        return frozenset(map(unit_of, self.posts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Until when, why, and by which document where one is needed."""

    last: date | None
    note: str
    document: str


def check_entrusting(
    handed: Handed, *, to: Colleague, terms: Terms, actor: Actor, today: date
) -> None:
    """Refuse handing over what the giver may not do, or the colleague may not.

    Raises OnlyLent, NotYours, TakenByOther, OwnUnit, SamePerson, NoSuchPerson, HeldAlready,
    AdministratorApart, AuditorApart, OtherProvince, LastDayMissing,
    PeriodPast, PeriodTooLong, NoteMissing, NoteTooLong, DocumentMissing.
    """
    task = handed.task
    if actor.delegation_id is not None:
        raise OnlyLent
    check_holder(task_id=task.id, post_id=task.post_id, assignee_id=task.assignee_id, actor=actor)
    _check_colleague(to, task)
    _check_fit(handed, actor.person_id, actor.unit_ids)
    _check_fit(handed, to.person_id, to.units | {unit_of(task.post_id)})
    if terms.last is None:
        raise LastDayMissing
    check_coming_end(terms.last, today)
    check_note(terms.note)
    if needs_document(handed, units=to.units) and not terms.document.strip():
        raise DocumentMissing


def check_note(note: str) -> None:
    """Raise NoteMissing unless there are words, and NoteTooLong where there are too many."""
    if not note.strip():
        raise NoteMissing
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong


def check_recall(actor: Actor) -> None:
    """Raise OnlyLent where the actor has but the one task: they hand it back instead."""
    if actor.scope.task_id is not None:
        raise OnlyLent


def needs_document(handed: Handed, *, units: Collection[str]) -> bool:
    """Tell whether a note is not enough: for what a head or Chairman does, a signature, a stranger.

    A unit's ballot is cast by its head or a *written* delegate; the deputy acts for the leader when
    authorised by a paper (domain facts 1.4, 6.4 D2).
    """
    post = handed.task.post_id
    return handed.signed or position_of(post) in MAY_DELEGATE or unit_of(post) not in units


def _check_colleague(to: Colleague, task: TaskFacts) -> None:
    if not to.posts:
        raise NoSuchPerson
    if province_of(task.post_id) not in to.kin:
        raise OtherProvince(task.post_id)
    if task.post_id in to.posts:
        raise HeldAlready(task.post_id)
    check_apart({task.post_id, *to.posts})


def _check_fit(handed: Handed, person_id: UUID, units: Collection[str]) -> None:
    """Neither who gives nor who gets may be barred: nothing is approved by a friend's hand."""
    task = handed.task
    own = task.own_units | {*units}
    check_task(task.bars, task.unit_id, own, judged=task.judged_units)
    if person_id in handed.prepared_by:
        raise SamePerson(task.id)
