"""Hold a case up, and let it go on: its tasks cannot be completed meanwhile, its timers wait."""

from datetime import datetime
from uuid import UUID

from server.actions.people.acting_for import check_stands
from server.domain.administration import repairs
from server.domain.administration.repairs import CaseState
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.cases import cases
from server.store.cases import repairs as rows
from server.store.cases.cases import LockedCase
from server.store.history import journal
from server.store.history.journal import Fact


def suspend(session: Session, case_id: UUID, *, reason: str, actor: Actor, now: datetime) -> None:
    """Suspend a running case.

    Raises NotThere, NotYoursToRepair, CaseNotOpen, RepairReasonMissing or RepairReasonTooLong.
    """
    case = lock_for_repair(session, case_id, actor=actor, now=now)
    repairs.check_runs(case.state)
    why = repairs.reason_of(reason)
    rows.set_state(session, case_id, state=CaseState.SUSPENDED, reason=why)
    note(session, case, "case.suspended", {"reason": why}, actor=actor, now=now)


def resume(session: Session, case_id: UUID, *, reason: str, actor: Actor, now: datetime) -> None:
    """Let a suspended case go on; raises what `suspend` does, and CaseNotSuspended."""
    case = lock_for_repair(session, case_id, actor=actor, now=now)
    repairs.check_resumes(case.state)
    why = repairs.reason_of(reason)
    state = CaseState.ENDING if rows.was_ending(session, case_id) else CaseState.OPEN
    rows.set_state(session, case_id, state=state, reason="")
    payload: dict[str, Json] = {"reason": why, "suspended_for": case.state_reason}
    if state is CaseState.ENDING:
        payload["state"] = state.value
    note(session, case, "case.resumed", payload, actor=actor, now=now)


def lock_for_repair(session: Session, case_id: UUID, *, actor: Actor, now: datetime) -> LockedCase:
    """Lock a case for an administrator of its province.

    Raises NotThere, NotYoursToRepair, NotYourPost.
    """
    case = cases.lock(session, case_id)
    if case is None:
        raise NotThere
    repairs.check_repairer(actor, province=case.head.province)
    check_stands(session, actor=actor, now=now)
    return case


def note(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    case: LockedCase,
    kind: str,
    payload: dict[str, Json],
    *,
    actor: Actor,
    now: datetime,
    about: str = "",
) -> None:
    """Record what was done to a case; `about` names the thing where it is not the case itself."""
    fact = Fact(kind=kind, object=about or f"case/{case.id}", payload=payload, actor=actor)
    journal.append(session, case.head, [fact], now=now, offset=case.clock_offset)
