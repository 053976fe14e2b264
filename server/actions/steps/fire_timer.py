"""Fire a drawn timer that is due: once, under the case's lock; a late one is no error."""

from datetime import datetime
from uuid import UUID

from server.actions.steps import routing
from server.actions.steps.step import Step
from server.domain.administration.repairs import GOING
from server.domain.people.actors import Actor
from server.store import Session
from server.store.cases import cases
from server.store.history.journal import Fact
from server.store.steps import steps, timers


def due(
    session: Session, *, now: datetime, most: int = 100, case_id: UUID | None = None
) -> list[UUID]:
    """List the timers that are due, of all cases or of one, oldest first."""
    return timers.due(session, now=now, most=most, case_id=case_id)


def fire(session: Session, timer_id: UUID, *, now: datetime, by: Actor | None = None) -> bool:
    """Fire one timer; False where it was fired, disarmed or postponed, or its case is held up.

    `by` is the administrator who had it tried again.
    """
    case = cases.lock_of_timer(session, timer_id)
    if case is None or case.state not in GOING:
        return False
    timer = timers.get(session, timer_id)
    if timer.state != "armed" or timer.due > now:
        return False
    step = Step.on(session, case, actor=by, now=now)
    instance = step.hold(cases.instance(session, timer.instance_id))
    step.ended.append(
        {"instance_id": timer.instance_id, "element": timer.element, "state": "fired"}
    )
    if not step.fire(instance, timer.element):
        steps.write(session, case.id, steps.Written(ended=step.ended))
        return False
    routing.settle(step)
    step.facts.insert(
        0,
        Fact(
            kind="deadline.passed",
            object=f"timer/{timer_id}",
            actor=by,
            element=timer.element,
            definition_hash=step.deployed.hash,
            payload={"due": timer.due.isoformat(), "moved": step.moved_json()},
        ),
    )
    step.flush()
    return True
