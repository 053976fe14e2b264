"""Messages between instances: routed along the drawn message flows, as rows before anything else.

A message towards a multi-instance participant starts or reaches one instance per key; a message
from one of many counts towards the wait it points at; a message to a pool withdraws what runs
there. A wait is level-triggered: looked at when it is armed and when a row closes.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from server import engine
from server.actions.steps import moves
from server.actions.steps.operations import run
from server.domain.canonical import Json
from server.store.award_review import results
from server.store.cases import cases
from server.store.cases.cases import InstanceRow
from server.store.steps import steps

if TYPE_CHECKING:
    from server.actions.steps.step import Step


def facts(step: "Step", process: str, key: str, round_: int) -> dict[str, Json]:
    """Return what the expressions of a process read of the case, from its start.

    What none of them reads is not kept: the list of units, in an instance of each unit, would make
    every state as long as the bloc.
    """
    rules = step.rules
    given: dict[str, Json] = {
        "key": key,
        "round": round_,
        "mode": str(rules.voting.mode),
        "units": [unit.id for unit in rules.units],
        "deadlines": {
            item.id: item.last_day.isoformat() if item.last_day else None
            for item in rules.deadlines
        },
    }
    read = step.deployed.definition.facts[process]
    return {name: value for name, value in given.items() if name in read}


def operations(step: "Step", instance: InstanceRow) -> engine.Operations:
    """Bind the named operations to this step and instance."""
    return lambda name, params, variables: run(name, step, instance, params, variables)


def settle(step: "Step") -> None:
    """Route what was thrown, then look at the waits, until nothing moves."""
    while step.thrown or step.recheck:
        while step.thrown:
            _route(step, *step.thrown.popleft())
        waiting, step.recheck = step.recheck, set()
        for instance in [step.instances[i] for i in waiting]:
            _look_at_waits(step, instance)


def _route(  # noqa: C901 - one branch a kind of target
    step: "Step", sender: InstanceRow, thrown: engine.Thrown
) -> None:
    model = step.model_of(sender).definition
    for target in model.targets(thrown.element):
        element = model.elements[target]
        process = model.processes[element.process]
        starts = element.kind == "startEvent"
        if target == process.pool:
            _withdraw(step, process.id, thrown)
        elif process.each:
            keys = list(_recipients(step, process.each, thrown))
            if starts:
                _fan_out(step, process.id, keys, target, thrown.payload)
            else:
                _reach(step, process.id, keys, target, thrown.payload)
        elif model.processes[sender.process].each and element.properties.get("await"):
            _arrive(step, sender, process.id)
        elif starts:
            step.start(process.id, "", 1, target, thrown.payload)
        else:
            _reach(step, process.id, [""], target, thrown.payload)


def members(step: "Step", each: str) -> Collection[str]:
    """Return the keys of a participant's set; raises KeyError for one only a throw can name."""
    if each == "units":
        return [unit.id for unit in step.rules.units]
    if each == "nominees":
        return [row.id for row in results.nominees(step.session, step.case.id)]
    message = f"no set named {each}"
    raise KeyError(message)


def _recipients(step: "Step", each: str, thrown: engine.Thrown) -> Collection[str]:
    """Return whom a throw is for; raises BadRecipients where it must name them and does not."""
    if thrown.to is not None:
        return thrown.to
    if each not in {"units", "nominees"}:
        raise engine.BadRecipients(thrown.element)
    return members(step, each)


def _fan_out(step: "Step", process: str, keys: list[str], on: str, payload: Json) -> None:
    rounds = steps.expect(step.session, step.case.id, process, keys)
    step.awaited[process] = step.awaited.get(process, 0) + len(keys)
    for key in keys:
        started = step.start(process, key, rounds[key], on, payload)
        moves.of(step, started).expected.append("open")


def _reach(step: "Step", process: str, keys: Collection[str], target: str, payload: Json) -> None:
    rows = _running(step, process, keys)
    for instance in rows:
        if instance.status == "running" and target in instance.armed:
            step.deliver(instance, target, payload)


def _withdraw(step: "Step", process: str, thrown: engine.Thrown) -> None:
    gone = step.withdraw(process, thrown.to or ())
    if gone:
        step.awaited[process] = steps.arrive(
            step.session, step.case.id, process=process, keys=gone, state="excused", at=step.now
        )
        moves.excused(step, process, gone)
    waiting = {i.id for i in step.instances.values() if i.status == "running" and i.armed}
    step.recheck |= waiting


def _arrive(step: "Step", sender: InstanceRow, process: str) -> None:
    """Count one in; who waits is looked at when it was the last."""
    awaited = steps.arrive(
        step.session,
        step.case.id,
        process=sender.process,
        keys=[sender.key],
        state="arrived",
        at=step.now,
    )
    moves.of(step, sender).expected.append("arrived")
    step.awaited[sender.process] = awaited
    if awaited == 0:
        step.recheck |= {row.id for row in _running(step, process, [""])}


def _running(step: "Step", process: str, keys: Collection[str]) -> list[InstanceRow]:
    """Return the running instances, those of this step first: they are newer than the table."""
    held = [
        row
        for row in step.instances.values()
        if row.process == process and row.key in keys and row.status == "running"
    ]
    missing = set(keys) - {row.key for row in held}
    if missing:
        read = cases.running(step.session, step.case.id, process, missing)
        held += [step.hold(row) for row in read if row.id not in step.instances]
    return held


def _look_at_waits(step: "Step", instance: InstanceRow) -> None:
    """Let a wait go on that has all it waits for."""
    if instance.status != "running":
        return
    model = step.model_of(instance).definition
    for name in instance.armed:
        if model.elements[name].properties.get("await") != "all":
            continue
        senders = model.senders(name)
        if _awaited(step, senders) == 0:
            step.deliver(instance, name, {"from": list[Json](sorted(senders))})
            return


def _awaited(step: "Step", senders: Collection[str]) -> int:
    """Count who is still awaited; the table is asked only where this step does not know."""
    if all(sender in step.awaited for sender in senders):
        return sum(step.awaited[sender] for sender in senders)
    return steps.still_expected(step.session, step.case.id, senders)
