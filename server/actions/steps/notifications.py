"""What a step has to say to people: letters about tasks that open, and reminders to come.

A simulated case writes to nobody.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from server.actions.steps.step_state import StepState
from server.domain.deadlines import local_day
from server.domain.people import lane_posts
from server.domain.tasks import reminders
from server.domain.tasks.reminders import Nudge, due_day
from server.domain.texts.words import Words
from server.mail import letters
from server.mail.letters import Letter, LetterKind
from server.public_holidays import calendar_of

Row = dict[str, object]


def planned(step: StepState) -> list[Row]:
    """Return the reminders of the tasks that open with a step, as rows."""
    return [row for task in _opened(step) for row in plan(step, task)]


def written(step: StepState) -> list[Row]:
    """Return the letters about the tasks that open with a step, as rows.

    Who opened a task by their own act knows of it.
    """
    return [
        row_of(
            letters.opened(_title(task), _due(task)),
            key=f"opened/{task['id']}",
            kind=LetterKind.OPENED,
            post_id=str(task["post_id"]),
            task_id=UUID(str(task["id"])),
        )
        | {
            "at": step.now,
            "not_to": step.actor.person_id if step.actor else None,
            "case_kind": step.case.kind,
        }
        for task in _opened(step)
    ]


def row_of(
    letter: Letter, *, key: str, kind: LetterKind, post_id: str, task_id: UUID | None
) -> Row:
    """Make the row of a letter; who holds the post gets it."""
    return {
        "key": key,
        "kind": kind.value,
        "post_id": post_id,
        "task_id": task_id,
        "subject_vi": letter.subject.vi,
        "subject_en": letter.subject.en,
        "body_vi": letter.body.vi,
        "body_en": letter.body.en,
    }


def _opened(step: StepState) -> list[Row]:
    if step.case.head.simulated:
        return []
    return [row for id_, row in step.opened.items() if id_ not in step.closed]


def plan(step: StepState, task: Row) -> Iterator[Row]:
    """Give the reminders of a task from now on: its id, instance_id, element, post_id and due."""
    due = _due(task)
    if due is None:
        return
    instance = step.instances[UUID(str(task["instance_id"]))]
    declared = step.model_of(instance).definition.elements[str(task["element"])].properties
    post = str(task["post_id"])
    to = {Nudge.REMIND: post, Nudge.ESCALATE: lane_posts.superior(post, step.rules)}
    for letter in reminders.plan(
        due=due,
        opened=local_day(step.now),
        remind=reminders.days_of(declared.get("remind")),
        escalate=reminders.days_of(declared.get("escalate")),
        calendar=calendar_of(step.case.own_days),
    ):
        if to[letter.kind] is not None:
            yield {
                "task_id": task["id"],
                "kind": letter.kind.value,
                "day": letter.day,
                "post_id": to[letter.kind],
                "due": letter.at,
            }


def _title(task: Row) -> Words:
    return Words(str(task["title_vi"]), str(task["title_en"]))


def _due(task: Row) -> date | None:
    due = task["due"]
    return due_day(due) if due is not None else None  # type: ignore[arg-type]  # a row's instant
