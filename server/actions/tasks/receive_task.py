"""Note that who has a delivery has opened it: once, told by an event."""

from datetime import datetime
from uuid import UUID

from server.domain.people.actors import Actor
from server.store import Session
from server.store.cases import cases
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.tasks import receipts


def receive(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Note the first opening of an open task by its post; a later one changes nothing.

    They have seen its page: that they lost their post meanwhile makes it no less true. Raises the
    database's OperationalError where the case is held up.
    """
    receipts.be_brief(session)
    case = cases.lock_of_task(session, task_id)
    received = receipts.note(session, task_id, actor=actor, now=now) if case else None
    if case is None or received is None:
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
