"""One task handed over as a test needs it."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.tasks import entrust_task
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.delegations import Scope
from server.domain.tasks.entrusting import Terms
from tests.worlds.year import Year


def entrusted(  # noqa: PLR0913 - one handing over, named part by part
    year: Year,
    session: Session,
    task: OpenTask,
    *,
    to: str,
    document: str = "05/GUQ",
    days: int = 5,
) -> Actor:
    """Hand a task to who holds a post; answer them as they act at it."""
    giver, person = year.holder(task.post_id), year.holder(to)
    terms = Terms(
        last=local_day(year.now) + timedelta(days=days), note="Đi công tác", document=document
    )
    delegation_id = entrust_task.entrust(
        session, task.id, to=person.person_id, terms=terms, actor=giver, now=year.tick()
    )
    return replace(
        person,
        post_id=task.post_id,
        unit_id=giver.unit_id,
        unit_ids=person.unit_ids | {giver.unit_id},
        on_behalf=giver.post_title,
        delegation_id=delegation_id,
        scope=Scope(task_id=task.id),
    )
