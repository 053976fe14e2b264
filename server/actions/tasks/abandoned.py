"""Claims of who may no longer act in a post: their tasks go back to it, and history says so."""

from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.store import Session
from server.store.history.journal import Fact
from server.store.tasks import claims


def put_back(session: Session, case_id: UUID, *, now: datetime) -> list[Fact]:
    """Give a locked case's abandoned tasks back to their posts; return a fact of each."""
    return [
        Fact(
            kind="task.put_back",
            object=f"task/{each.id}",
            payload={"assignee": {"old": str(each.assignee_id), "new": None}},
            subject_unit_id=each.subject_unit_id,
            element=each.element,
        )
        for each in claims.release_abandoned(session, case_id, today=local_day(now))
    ]
