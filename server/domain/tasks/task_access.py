"""How somebody stands to a task: they can work on it, may only look, or must not know of it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from server.domain.cases import sight
from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.sight import CaseSight, sees
from server.domain.manifest import Circle, Level, Manifest
from server.domain.people.actors import Actor
from server.domain.people.posts import Position, task_barred
from server.domain.refusals import Refusal
from server.domain.tasks.work import prepared

_OTHER_UNITS = frozenset({Level.BLOC, Level.CONCERNED})


class Standing(StrEnum):
    """What a task's page offers somebody who may see it."""

    WORKS = "works"
    """It is theirs to do."""
    OVER = "over"
    """It is done or withdrawn."""
    CLAIMED = "claimed"
    """Somebody else in the same post has taken it."""
    BARRED = "barred"
    """It is about a unit of their own."""
    PREPARED = "prepared"
    """It approves what they prepared themself, or had prepared in their stead."""
    OTHER_POST = "other_post"
    """It belongs to another post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """What of a task decides who may see it and who may work on it."""

    id: UUID
    case_kind: str
    element: str
    bars: str
    key: str
    post_id: str
    unit_id: str
    assignee_id: UUID | None
    open: bool
    opened_at: datetime | None = None
    own_units: frozenset[str] = frozenset()
    """The units of who stands to it that the store knows of, beside those of the post in hand."""
    prepared_by: frozenset[UUID] = frozenset()
    """Who did what it approves, and in whose stead."""
    judged_units: frozenset[str] = frozenset()
    """The units it judges row by row, beside the one it is about."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file as it is asked for: its kind, the unit it is about, whether what it says was undone.

    A file of what was taken back goes to nobody who could not open it while it stood.
    """

    kind: str
    unit: str = ""
    taken_back: bool = False

    @classmethod
    def of(
        cls,
        kind: str,
        *,
        unit: str | None,
        subject: str,
        units: Collection[str],
        taken_back: bool,
    ) -> "HandedIn":
        """Say whom a file is about: the unit it was handed in for, or that its subject ends in.

        The paper of a fact about a unit (`discipline/UNIT`) is that unit's, whoever hands it in.
        """
        named = (each for each in units if subject.endswith(f"/{each}"))
        return cls(kind, unit or next(named, ""), taken_back)

    def circle(self, manifest: Manifest, element: str) -> Circle:
        """Return who sees it where an element's task handed it in."""
        found = sight.of_file(manifest, self.kind, element)
        return sight.from_the_start(found) if self.taken_back else found


@dataclass(eq=False)
class CommentEmpty(Refusal):
    """A comment without words."""


@dataclass(eq=False)
class AuditorReadsOnly(Refusal):
    """Auditors read the remarks they see and add none: they work on no task, nor hold one up."""


@dataclass(eq=False)
class CannotBeNamed(Refusal):
    """A post chosen to be named does not see the remark, is vacant, or does not exist."""


@dataclass(eq=False)
class CommentTooLong(Refusal):
    """A comment with more characters than allowed."""

    limit: int


def task_visible(*, task: TaskFacts, actor: Actor, case: CaseSight) -> bool:
    """Tell whether somebody may see the page of a task; their own post's tasks always."""
    if _of_own_post(task, actor):
        return True
    circle = sight.of_task(case.manifest, task.element)
    return sees(circle, record_of(task, case), posts=eyes_on(task, actor), case=case)


def remarks_visible(*, task: TaskFacts, actor: Actor, case: CaseSight) -> bool:
    """Tell whether somebody who sees a task may read remarks; on their own post's, yes."""
    if _of_own_post(task, actor):
        return True
    circle = _remarks(task, case)
    return sees(circle, record_of(task, case), posts=eyes_on(task, actor), case=case)


def panel_visible(panel: str, *, task: TaskFacts, actor: Actor, case: CaseSight) -> bool:
    """Tell whether what stands beside a task is shown to somebody who sees its page.

    Who holds the task sees it; others by the circle of what it shows, where it has one.
    """
    if panel not in case.manifest.matters or _of_own_post(task, actor):
        return True
    circle = sight.of_matter(case.manifest, panel)
    record = replace(record_of(task, case), opened_at=None)
    return sees(circle, record, posts=eyes_on(task, actor), case=case)


def document_visible(kind: str, *, task: TaskFacts, actor: Actor, case: CaseSight) -> bool:
    """Tell whether the number of a document that a task makes is told to who sees its page.

    Who holds the task is told it; others by the circle of the document.
    """
    if _of_own_post(task, actor):
        return True
    circle = sight.of_document(case.manifest, kind, task.element)
    return sees(circle, record_of(task, case), posts=eyes_on(task, actor), case=case)


def check_remarks(actor: Actor) -> None:
    """Refuse a remark by who may only read; raises AuditorReadsOnly."""
    if actor.position == Position.AUDITOR:
        raise AuditorReadsOnly


def told_to_other_units(task: TaskFacts, case: CaseSight) -> bool:
    """Tell whether a task's remarks may be open to units that it is not about."""
    return any(grant.level in _OTHER_UNITS for grant in _remarks(task, case))


def may_be_named(*, task: TaskFacts, post: str, case: CaseSight) -> bool:
    """Tell whether a post may be named in a task's remarks: it sees the task and its remarks."""
    if task.post_id == post:
        return True
    record = record_of(task, case)
    return all(
        sees(circle, record, posts={post}, case=case)
        for circle in (sight.of_task(case.manifest, task.element), _remarks(task, case))
    )


def file_visible(
    *, file: HandedIn, task: TaskFacts, posts: Collection[str], case: CaseSight
) -> bool:
    """Tell whether somebody may know of a file that was handed in with a task.

    Its kind may have a circle of its own; every other kind is seen with its task. What is handed
    in with one's own post's task is seen in any case.
    """
    if task.post_id in posts:
        return True
    circle = file.circle(case.manifest, task.element)
    record = replace(record_of(task, case), unit=file.unit or task.unit_id)
    return sees(circle, record, posts=posts, case=case)


def record_of(task: TaskFacts, case: CaseSight) -> RecordFacts:
    """Return a task as what somebody asks to see."""
    return RecordFacts(
        element=task.element,
        key=task.key,
        unit=task.unit_id,
        post=task.post_id,
        lanes=case.lanes.get(task.element, frozenset()),
        opened_at=task.opened_at,
    )


def eyes_on(task: TaskFacts, actor: Actor) -> frozenset[str]:
    """Say whose eyes look at a task: the post acted in, where its scope covers the task."""
    return actor.eyes(task.case_kind, task.id)


def standing(*, task: TaskFacts, actor: Actor) -> Standing:
    """Say what somebody who may see a task can do with it."""
    if not task.open:
        return Standing.OVER
    if task.post_id not in actor.hands(task.case_kind, task.id):
        return Standing.OTHER_POST
    own = actor.unit_ids | task.own_units
    if task_barred(task.bars, task.unit_id, own) or not own.isdisjoint(task.judged_units):
        return Standing.BARRED
    if prepared(task.prepared_by, actor):
        return Standing.PREPARED
    if task.assignee_id not in {None, actor.person_id}:
        return Standing.CLAIMED
    return Standing.WORKS


def _of_own_post(task: TaskFacts, actor: Actor) -> bool:
    return task.post_id in eyes_on(task, actor) | actor.positions


def _remarks(task: TaskFacts, case: CaseSight) -> Circle:
    return sight.of_remarks(case.manifest, task.element, about_unit=bool(task.unit_id))
