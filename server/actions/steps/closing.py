"""How a case ends: with its main process, or with the last who is still at work after it.

Who then only waits for a message hears none any more: nobody is left to send it. They are taken
out, and the case closes.
"""

from server.actions.steps import moves
from server.actions.steps.step_state import Move, StepState
from server.domain.administration.repairs import CaseState
from server.domain.canonical import Json
from server.store.cases import cases
from server.store.cases.cases import InstanceRow
from server.store.history.journal import Fact
from server.store.steps import steps


def ending(step: StepState) -> CaseState | None:
    """Say what the case's state is after a step that is at rest; None where it stays as it is.

    The fact of it is added to those of the step.
    """
    main = step.deployed.definition.main
    ends = any(i.process == main and i.status == "done" for i in step.instances.values())
    if not ends and step.case.state != CaseState.ENDING:
        return None
    if any(_works(step, each) for each in step.instances.values()):
        at_work, waiting = True, False
    else:
        at_work, waiting = cases.others(step.session, step.case.id, step.instances)
    if at_work:
        if ends:
            _add(step, "case.ending")
        return CaseState.ENDING if ends else None
    gone = _waiting(step, read=waiting)
    _add(step, "case.closed", *(moves.told_of(step, each) for each in _taken_out(step, gone)))
    return CaseState.CLOSED


def _works(step: StepState, instance: InstanceRow) -> bool:
    """Tell whether an instance has an open task, or a timer that may fire."""
    if instance.status != "running":
        return False
    elements = step.model_of(instance).definition.elements
    return bool(instance.open) or any(elements[name].timer for name in instance.armed)


def _waiting(step: StepState, *, read: bool) -> list[InstanceRow]:
    if read:
        for instance in cases.rest(step.session, step.case.id, step.instances):
            step.hold(instance)
    return [each for each in step.instances.values() if each.status == "running"]


def _taken_out(step: StepState, gone: list[InstanceRow]) -> list[Move]:
    """Withdraw who waits for nobody's message; the sets among them are awaited no longer.

    `again` says whether the step has told of the instance before: it is written once.
    """
    found = []
    for instance in gone:
        instance.status, instance.armed = "withdrawn", []
        told: dict[str, Json] = {"again": instance.id in step.dirty}
        step.dirty.add(instance.id)
        found.append(Move(instance=instance, expected=["excused"], found=told))
    for process in sorted({each.process for each in gone if each.key}):
        keys = [each.key for each in gone if each.process == process]
        steps.arrive(
            step.session, step.case.id, process=process, keys=keys, state="excused", at=step.now
        )
    return found


def _add(step: StepState, kind: str, *moved: Json) -> None:
    payload: dict[str, Json] = {"moved": [*moved]} if moved else {}
    step.facts.append(
        Fact(kind=kind, object=f"case/{step.case.id}", actor=step.actor, payload=payload)
    )
