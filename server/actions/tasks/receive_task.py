"""Note that who has a delivery has opened it: once, told by an event."""

from datetime import datetime
from uuid import UUID

from server.actions.people.acting_for import check_stands, lock_task
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.tasks import receipts


def receive(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Note the first opening of an open task by its post; a later one changes nothing.

    Raises NotThere, NotYourPost, and the database's OperationalError where its case is held up.
    """
    receipts.be_brief(session)
    case = lock_task(session, task_id, actor=actor, now=now)
    check_stands(session, actor=actor, now=now)
    received = receipts.note(session, task_id, actor=actor, now=now)
    if received is None:
        return
    fact = Fact(
        kind="task.received",
        object=f"task/{task_id}",
        actor=actor,
        subject_unit_id=received.subject_unit_id or "",
        element=received.element,
        payload={
            "task": {
                "id": str(task_id),
                "element": received.element,
                "key": received.key,
                "title_vi": received.title_vi,
                "title_en": received.title_en,
            }
        },
    )
    journal.append(session, case.head, [fact], now=now, offset=case.clock_offset)
