"""End a case that must not go on: what is open is closed with the reason, nothing waits."""

from datetime import datetime
from uuid import UUID

from server.actions.cases.suspend_case import lock_for_repair, note
from server.domain.administration import repairs
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.store import Session
from server.store.cases import repairs as rows
from server.store.steps import steps


def cancel(session: Session, case_id: UUID, *, reason: str, actor: Actor, now: datetime) -> None:
    """Cancel a case; another one of its kind may be opened then.

    The engine is not called, so a case it cannot read can be cancelled, too. Raises NotThere,
    NotYoursToRepair, CaseOver, FollowedByCase, RepairReasonMissing or RepairReasonTooLong.
    """
    case = lock_for_repair(session, case_id, actor=actor, now=now)
    repairs.check_cancels(case.state, followed=rows.is_followed(session, case_id))
    why = repairs.reason_of(reason)
    open_tasks = rows.cancel(session, case_id, reason=why, now=now)
    closed = [{"id": id_, "state": "withdrawn", "at": now, "note": why} for id_ in open_tasks]
    steps.write(session, case_id, steps.Written(closed=closed))
    payload: dict[str, Json] = {"reason": why, "tasks": [str(id_) for id_ in open_tasks]}
    note(session, case, "case.cancelled", payload, actor=actor, now=now)
