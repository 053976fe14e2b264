"""Set a case back a step: one administrator proposes, another confirms, the engine moves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from server import engine
from server.actions.cases.suspend_case import note
from server.actions.definitions.deployed import deployed
from server.actions.people.acting_for import check_stands
from server.actions.people.proposer import check_confirmer
from server.actions.steps.step import Step
from server.config import PROPOSALS_HOLD
from server.domain.administration import repairs
from server.domain.administration.repairs import (
    CaseBroken,
    MoveExpired,
    MoveOutdated,
    MoveSettled,
    Setback,
)
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.engine import EngineRefusal
from server.store import Session
from server.store.cases import cases
from server.store.cases import repairs as rows
from server.store.cases.cases import (
    InstanceRow,
    LockedCase,
    TaskRow,
)
from server.store.cases.repairs import MoveRow
from server.store.database.ids import new_id
from server.store.history.journal import Fact

Found = tuple[LockedCase, TaskRow, InstanceRow]


def propose(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    task_id: UUID,
    *,
    target: str,
    reason: str,
    actor: Actor,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> UUID:
    """Propose to take an open task's token back to a task this instance has done.

    It waits for `hold`. Raises NotThere, NotYoursToRepair, CaseNotOpen, TaskNotOpen, NotDoneBefore,
    MoreThanTasksBetween, ReliedOnByCase, MoveWaits, RepairReasonMissing or RepairReasonTooLong.
    """
    case, task, instance = _found(session, task_id, actor, now)
    why = repairs.reason_of(reason)
    _check(session, case, task, instance, target)
    _check_none_waits(session, task, now)
    move_id = new_id(now)
    rows.propose_move(
        session,
        {
            "id": move_id,
            "case_id": case.id,
            "task_id": task_id,
            "element": task.element,
            "target": target,
            "reason": why,
            "proposed_by": actor.person_id,
            "proposed_name": actor.name,
            "proposed_at": now,
            "expires_at": now + hold,
        },
    )
    told: dict[str, Json] = {"task": str(task_id), "from": task.element, "to": target}
    told |= {"reason": why, "until": (now + hold).isoformat()}
    about = f"move/{move_id}"
    note(session, case, "case.setback_proposed", told, actor=actor, now=now, about=about)
    return move_id


def confirm(session: Session, move_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Confirm what another administrator proposed; the token moves.

    Raises what `propose` and `check_confirmer` do, SecondPersonMissing, MoveSettled,
    MoveExpired, MoveOutdated or CaseBroken.
    """
    move = _waiting(session, move_id)
    case, task, instance = _found(session, move.task_id, actor, now)
    move = _waiting(session, move_id)  # as it is now that the case is locked
    _check_second(session, move, case, actor, now)
    if task.state != "open":
        raise MoveOutdated
    _check(session, case, task, instance, move.target)
    step = Step.on(session, case, actor=actor, now=now)
    step.note = move.reason
    try:
        step.set_back(step.hold(instance), str(task.id), move.target)
    except EngineRefusal as refusal:
        raise CaseBroken(type(refusal).__name__, str(refusal)) from refusal
    by, name = actor.person_id, actor.name
    lost = rows.settle_done(session, move, instance.id, by=by, name=name, now=now)
    step.facts.insert(0, _moved(step, move, instance, lost))
    step.flush()


def decline(session: Session, move_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Decline a proposal, or take back one's own; raises NotThere, NotYoursToRepair, MoveSettled.

    Nothing moves.
    """
    move = _waiting(session, move_id)
    case, _, _ = _found(session, move.task_id, actor, now)
    move = _waiting(session, move_id)
    rows.settle_move(
        session, move_id, state="declined", by=actor.person_id, name=actor.name, now=now
    )
    payload: dict[str, Json] = {"from": move.element, "to": move.target}
    about = f"move/{move_id}"
    note(session, case, "case.setback_declined", payload, actor=actor, now=now, about=about)


def targets(session: Session, task_id: UUID, *, now: datetime) -> tuple[str, ...]:
    """Name the elements an open task's token may be taken back to; raises NoResultFound."""
    task, instance = cases.task_with_instance(session, task_id, today=local_day(now))
    model = deployed(session, instance.definition_hash).definition
    done = rows.done_elements(session, instance.id) - {task.element}
    return tuple(
        name
        for name in model.elements
        if name in done and not engine.between(model, task.element, name)
    )


def _found(session: Session, task_id: UUID, actor: Actor, now: datetime) -> Found:
    case = cases.lock_of_task(session, task_id)
    if case is None:
        raise NotThere
    repairs.check_repairer(actor, province=case.head.province)
    check_stands(session, actor=actor, now=now)
    return case, *cases.task_with_instance(session, task_id, today=local_day(now))


def _check(
    session: Session, case: LockedCase, task: TaskRow, instance: InstanceRow, target: str
) -> None:
    repairs.check_runs(case.state)
    if task.state != "open":
        raise repairs.TaskNotOpen
    done = rows.done_elements(session, instance.id)
    model = deployed(session, instance.definition_hash).definition
    between = engine.between(model, task.element, target) if target in done else ()
    repairs.check_setback(Setback(element=task.element, target=target, done=done, between=between))
    _check_relied_on(session, case, instance, target)


def _check_relied_on(
    session: Session, case: LockedCase, instance: InstanceRow, target: str
) -> None:
    """Refuse to take back what a later case opened after: it would rest on nothing."""
    lost = rows.would_lose(session, case.id, instance.id, target)
    for version in rows.followers(session, case.id) if lost else ():
        after = deployed(session, version).manifest.open.after
        if after is not None and after.kind == case.kind and after.milestone in lost:
            raise repairs.ReliedOnByCase


def _check_none_waits(session: Session, task: TaskRow, now: datetime) -> None:
    waiting = rows.waiting_moves(session, task.case_id)
    if any(move.task_id == task.id and not move.over_by(now) for move in waiting):
        raise repairs.MoveWaits


def _check_second(
    session: Session, move: MoveRow, case: LockedCase, actor: Actor, now: datetime
) -> None:
    if move.over_by(now):
        raise MoveExpired
    repairs.check_second_person(proposed_by=move.proposed_by, actor=actor)
    its = case.head.province
    check_confirmer(session, move.proposed_by, province=its, actor=actor, now=now)


def _waiting(session: Session, move_id: UUID) -> MoveRow:
    move = rows.move(session, move_id)
    if move is None:
        raise NotThere
    if move.state != "proposed":
        raise MoveSettled
    return move


def _moved(
    step: Step, move: MoveRow, instance: InstanceRow, lost: Sequence[tuple[str, str, int]]
) -> Fact:
    return Fact(
        kind="case.set_back",
        object=f"move/{move.id}",
        actor=step.actor,
        element=move.target,
        definition_hash=instance.definition_hash,
        payload={
            "task": str(move.task_id),
            "from": move.element,
            "to": move.target,
            "reason": move.reason,
            "proposed_by": {"person": str(move.proposed_by), "name": move.proposed_name},
            "moved": step.moved_json(),
            **({"lost": [[*each] for each in lost]} if lost else {}),
        },
    )
