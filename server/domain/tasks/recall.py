"""When somebody may take back what they have handed in: until the next person has acted."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.domain.tasks.work import Withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """An open task that came after a completion, and whether anybody has touched it."""

    id: UUID
    claimed: bool
    drafted: bool
    files: int
    comments: int

    @property
    def touched(self) -> bool:
        """Whether its holder has begun in any way."""
        return self.claimed or self.drafted or self.files > 0 or self.comments > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A task as it is when somebody wants it back; `undoable` while its step is kept."""

    task_id: UUID
    state: str
    post_id: str
    done_by: UUID | None
    undoable: bool
    following: Collection[Following]


@dataclass(eq=False)
class NotYourSubmission(Refusal):
    """Somebody else handed it in, or the person did so in another post."""

    task_id: UUID


@dataclass(eq=False)
class NextHasActed(Refusal):
    """Somebody has already begun on what came after."""

    task_id: UUID


@dataclass(eq=False)
class NotTakenBack(Refusal):
    """The act cannot be undone: it was signed, it went beyond its own steps, or they went on."""

    task_id: UUID


def check_taking_back(submission: Submission, *, actor: Actor) -> None:
    """Raise NotYourSubmission, Withdrawn, NotTakenBack or NextHasActed unless it may come back."""
    if submission.state == "withdrawn":
        raise Withdrawn(submission.task_id)
    if (submission.done_by, submission.post_id) != (actor.person_id, actor.post_id):
        raise NotYourSubmission(submission.task_id)
    if not submission.undoable:
        raise NotTakenBack(submission.task_id)
    if any(task.touched for task in submission.following):
        raise NextHasActed(submission.task_id)
