"""The steps done before a task, as far as its reader is told of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.actions.tasks.read_task import TaskPage
from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.sight import of_history, sees
from server.store.tasks import task_pages
from server.store.tasks.task_pages import DoneStep
from server.web.cases.diagram.model import diagram_of
from server.web.cases.untold_steps import untold
from server.web.names.form_words import task_words
from server.web.names.history_words import outcome_words
from server.web.requests.context import actor, actor_at, session

MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStep:
    """A done step; `outcome` is empty where there is but one, `silent` where it is not told."""

    step: DoneStep
    outcome: str
    silent: bool


def told_steps(page: TaskPage) -> Sequence[ToldStep]:
    """List the newest done steps: the case's, and those about the unit the task is about."""
    task, case = page.task, page.case
    posts = actor_at(task.id).eyes(task.case_kind, task.id)
    drawn = diagram_of(session(), task.case_definition, task.case_kind)
    hidden = untold(case, posts, drawn)
    own = actor().person_id
    steps = task_pages.done_steps(session(), task.case_id, unit_id=task.subject_unit_id, limit=MOST)
    return [
        _told(page, step, posts)
        for step in steps
        if step.element not in hidden or step.done_by == own
    ]


def _told(page: TaskPage, step: DoneStep, posts: frozenset[str]) -> ToldStep:
    case = page.case
    record = RecordFacts(
        element=step.element,
        key=step.key,
        unit=step.subject_unit_id or "",
        lanes=case.lanes.get(step.element, frozenset()),
        made_at=step.closed_at,
    )
    words = task_words(session(), page.task.case_definition, step.element)
    outcome = outcome_words(step.outcome, words)
    told = sees(of_history(case.manifest, step.element), record, posts=posts, case=case)
    return ToldStep(step=step, outcome=outcome if told else "", silent=bool(outcome) and not told)
