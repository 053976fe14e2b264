"""How somebody stands to a task: they can work on it, may only look, or must not know of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from server.domain.cases.visibility import (
    CaseState,
    Kind,
    Thing,
    Viewer,
    may_see,
)
from server.domain.people.actors import Actor
from server.domain.people.posts import Position, task_barred
from server.domain.refusals import Refusal


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
    OTHER_POST = "other_post"
    """It belongs to another post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """What of a task decides who may see it and who may work on it."""

    id: UUID
    case_kind: str
    form: str
    role: str
    key: str
    post_id: str
    unit_id: str
    assignee_id: UUID | None
    open: bool
    own_units: frozenset[str] = frozenset()
    """The units of who stands to it that the store knows of, beside those of the post in hand."""


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


_SHEET = ("score", "approve_sheet", "appraise", "explain", "appraise_2")
_BODY = (
    "check_dossier",
    "appraise_dossier",
    "sign_to_council",
    "council_vote",
    "supplement",
    "announce",
)
SEEN_AS: Mapping[str, Kind] = {
    **dict.fromkeys(_SHEET, Kind.SHEET_SCORES),
    **dict.fromkeys(_BODY, Kind.BODY_WORK),
    # The page of `adopt` shows the ranking, so until it is adopted it is no mere minutes.
    **dict.fromkeys(("late_units", "rank", "adopt"), Kind.RANKING),
    **dict.fromkeys(("candidates", "opinion"), Kind.CANDIDATES),
    **dict.fromkeys(("meeting", "reconvene", "minutes", "sign_minutes"), Kind.MINUTES),
    "vote": Kind.BALLOT,
    "count": Kind.COUNT,
    **dict.fromkeys(("dossier", "sign_submission"), Kind.DOSSIER),
    **dict.fromkeys(("decide", "issue_decision", "notify_refusal"), Kind.DECISION),
}
"""What a task shows, by its form; the task of an unknown form is seen by its own post alone."""
FILES_SEEN_AS: Mapping[str, Kind] = {
    **dict.fromkeys(("evidence", "appraisal", "explanation"), Kind.EVIDENCE),
    "ballot_minutes": Kind.COUNT,
}
"""Files that are not simply seen with their task, by their kind."""


def task_visible(*, task: TaskFacts, actor: Actor, case: CaseState) -> bool:
    """Tell whether somebody may see the page of a task; their own post's tasks always."""
    if _of_own_post(task, actor):
        return True
    kind = SEEN_AS.get(task.form)
    thing = Thing(kind=kind or Kind.DRAFT, unit=task.unit_id, post=task.post_id)
    return may_see(thing=thing, viewer=viewer_of(task, actor), case=case)


def remarks_visible(*, task: TaskFacts, actor: Actor, case: CaseState) -> bool:
    """Tell whether somebody who sees a task may read remarks; on their own post's, yes."""
    if _of_own_post(task, actor):
        return True
    kind = Kind.SHEET_COMMENTS if task.unit_id else Kind.CASE_COMMENTS
    thing = Thing(kind=kind, unit=task.unit_id, post=task.post_id)
    return may_see(thing=thing, viewer=viewer_of(task, actor), case=case)


def check_remarks(actor: Actor) -> None:
    """Refuse a remark by who may only read; raises AuditorReadsOnly."""
    if actor.position == Position.AUDITOR:
        raise AuditorReadsOnly


def may_be_named(*, task: TaskFacts, post: str, case: CaseState) -> bool:
    """Tell whether a post may be named in a task's remarks: it sees the task and its remarks."""
    if task.post_id == post:
        return True
    remarks = Kind.SHEET_COMMENTS if task.unit_id else Kind.CASE_COMMENTS
    return all(
        may_see(
            thing=Thing(kind=kind, unit=task.unit_id, post=task.post_id),
            viewer=Viewer.of({post}),
            case=case,
        )
        for kind in (SEEN_AS.get(task.form) or Kind.DRAFT, remarks)
    )


def file_visible(*, kind: str, unit: str, post: str, viewer: Viewer, case: CaseState) -> bool:
    """Tell whether somebody who sees a task may know of a file that was handed in.

    Evidence has a row of its own in the matrix, and so has what a scrutineer counted; every other
    kind is seen with its task. `post` is that of the task it was handed in with, where known.
    """
    matter = FILES_SEEN_AS.get(kind)
    if matter is None:
        return True
    thing = Thing(kind=matter, unit=unit, post=post)
    return may_see(thing=thing, viewer=viewer, case=case)


def viewer_of(task: TaskFacts, actor: Actor) -> Viewer:
    """Say whose eyes look at a task: the post acted in, where its scope covers the task."""
    return Viewer.of(actor.eyes(task.case_kind, task.id))


def standing(*, task: TaskFacts, actor: Actor) -> Standing:
    """Say what somebody who may see a task can do with it."""
    if not task.open:
        return Standing.OVER
    if task.post_id not in actor.eyes(task.case_kind, task.id):
        return Standing.OTHER_POST
    if task_barred(task.role, task.key, actor.unit_ids | task.own_units):
        return Standing.BARRED
    if task.assignee_id not in {None, actor.person_id}:
        return Standing.CLAIMED
    return Standing.WORKS


def _of_own_post(task: TaskFacts, actor: Actor) -> bool:
    return task.post_id in actor.eyes(task.case_kind, task.id) | actor.positions
