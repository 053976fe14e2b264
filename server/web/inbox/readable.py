"""A unit's list shows its reader what the tasks' own pages would show them, and no more."""

from collections.abc import Sequence
from dataclasses import replace

from server.domain.cases.sight import CaseSight
from server.domain.people.actors import Actor
from server.domain.tasks.task_access import TaskFacts, remarks_visible, task_visible
from server.store import Session
from server.store.inbox.task_lines import TaskLine
from server.web.cases.case_access import looks


def readable(session: Session, lines: Sequence[TaskLine], *, actor: Actor) -> list[TaskLine]:
    """Leave out the tasks whose page is closed to the reader, and counts of remarks they see not.

    Tasks of the post they act in are theirs; those of others cost one statement.
    """
    own = actor.post_id
    sights = looks(session, {line.case_id for line in lines if line.post_id != own}, actor=actor)
    found = []
    for line in lines:
        sight = sights.get(line.case_id)
        if line.post_id == own:
            found.append(line)
        elif sight is not None and (shown := _shown(line, actor, sight.of())):
            found.append(shown)
    return found


def _shown(line: TaskLine, actor: Actor, case: CaseSight) -> TaskLine | None:
    task = TaskFacts(
        id=line.id,
        case_kind=line.case_kind,
        element=line.element,
        bars="",
        key=line.key,
        post_id=line.post_id,
        unit_id=line.subject_unit_id,
        assignee_id=line.assignee_id,
        open=line.closed_at is None,
        opened_at=line.opened_at,
    )
    if not task_visible(task=task, actor=actor, case=case):
        return None
    reads = remarks_visible(task=task, actor=actor, case=case)
    return line if reads else replace(line, comments=0)
