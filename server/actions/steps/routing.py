"""Messages between instances: routed along the drawn message flows, as rows before anything else.

A message towards a multi-instance participant starts or reaches one instance per key; a message
from one of many counts towards the wait it points at, and so does the end of one that was asked; a
message to a pool withdraws what runs there. A wait is level-triggered: looked at when it is armed
and when a row closes. It goes on when somebody was asked since it last did, and all have come in.
A message that comes before its catch is kept by the engine.
"""

from collections.abc import Collection
from contextlib import suppress

from server import engine
from server.actions.definitions import row_sets
from server.actions.steps import moves
from server.actions.steps.process_code import UNITS, set_maker
from server.actions.steps.step import Step
from server.actions.steps.title_holes import carried
from server.domain.canonical import Json
from server.engine import Destination, Effect
from server.store.cases import cases
from server.store.cases.cases import InstanceRow
from server.store.steps import steps
from server.store.steps.steps import AwaitedCount


def settle(step: Step) -> None:
    """Route what was thrown, then look at the waits, until nothing moves."""
    while step.thrown or step.ended_now or step.recheck:
        while step.thrown:
            _route(step, *step.thrown.popleft())
        while step.ended_now:
            _ended(step, step.ended_now.pop())
        waiting, step.recheck = step.recheck, set()
        for instance in [step.instances[i] for i in waiting]:
            _look_at_waits(step, instance)


def _route(  # noqa: C901 - one branch an effect
    step: Step, sender: InstanceRow, thrown: engine.Thrown
) -> None:
    model = step.model_of(sender).definition
    for to in engine.destinations(model, sender.process, thrown.element):
        match to.effect:
            case Effect.WITHDRAW:
                _withdraw(step, to.process, thrown)
            case Effect.BEGIN_EACH:
                keys = list(_recipients(step, sender, to.each, thrown))
                _fan_out(step, sender, to, keys, thrown.payload)
            case Effect.REACH_EACH:
                keys = list(_recipients(step, sender, to.each, thrown))
                _reach(step, sender, keys, to.element, thrown.payload)
            case Effect.ARRIVE:
                _arrive(step, sender)
            case Effect.BEGIN:
                _begin(step, to.process, to.element, thrown.payload)
            case Effect.REACH:
                _reach(step, sender, [""], to.element, thrown.payload)


def _begin(step: Step, process: str, on: str, payload: Json) -> None:
    """Start a process that runs once at a time, in its next round; raises AskedTwice."""
    times, running = 0, False
    if process not in engine.begun_once(step.deployed.definition):
        times, running = steps.begun(step.session, step.case.id, process)
    if _still_at_work(step, process, [""], [""] if running else []):
        raise engine.AskedTwice(process, ("",))
    here = [i for i in step.new if step.instances[i].process == process]
    step.start(process, "", times + len(here) + 1, on, payload)


def _recipients(
    step: Step, sender: InstanceRow, each: str, thrown: engine.Thrown
) -> Collection[str]:
    """Return whom a throw is for; raises BadRecipients where it must name them and does not."""
    if thrown.to is not None:
        return thrown.to
    if each == UNITS:
        return [unit.id for unit in step.rules.units]
    entry = step.deployed.manifest.sets.get(each)
    if entry is not None and entry.rows:
        return row_sets.members(step.deployed.manifest, each, sender.doc)
    make = set_maker(step.case.kind, step.deployed.manifest, each)
    if make is None:
        raise engine.BadRecipients(thrown.element)
    return make(step)


def _fan_out(
    step: Step, sender: InstanceRow, to: Destination, keys: list[str], payload: Json
) -> None:
    process = to.process
    expected = steps.expect(step.session, step.case.id, process, keys, at=step.now)
    if again := _still_at_work(step, process, keys, expected.again):
        raise engine.AskedTwice(process, tuple(sorted(again)))
    step.awaited[process] = expected.asked
    if not keys:
        moves.of(step, sender).nobody.append([process, expected.rounds[""]])
        step.recheck |= {i.id for i in step.instances.values() if i.status == "running" and i.armed}
    told = carried(step.deployed.manifest, to.each, sender.doc)
    rows = row_sets.members(step.deployed.manifest, to.each, sender.doc)
    for key in keys:
        said = row_sets.told(payload, rows.get(key))
        started = step.start(process, key, expected.rounds[key], to.element, said, told=told)
        moves.of(step, started).expected.append("open")


def _still_at_work(
    step: Step, process: str, keys: Collection[str], running: Collection[str]
) -> set[str]:
    """Name whom this step would ask twice; `running` are those of whom the table says so."""
    held = {row.key: row.status for row in step.instances.values() if row.process == process}
    ended = {key for key, status in held.items() if status != "running"}
    return (set(running) - ended) | (held.keys() & set(keys)) - ended


def _reach(
    step: Step, sender: InstanceRow, keys: Collection[str], target: str, payload: Json
) -> None:
    """Deliver to who waits, or will; what comes to nobody any more is late, and no error."""
    element = step.model_of(sender).definition.elements[target]
    for instance in _running(step, element.process, keys):
        hears = target in instance.armed or element.kind == "intermediateCatchEvent"
        if instance.status == "running" and hears:
            with suppress(engine.NotArmed):
                step.deliver(instance, target, payload, sender=sender)


def _withdraw(step: Step, process: str, thrown: engine.Thrown) -> None:
    gone = step.withdraw(process, thrown.to, by=thrown.element)
    if gone:
        step.awaited[process] = steps.arrive(
            step.session, step.case.id, process=process, keys=gone, state="excused", at=step.now
        )
        moves.excused(step, process, gone)
    waiting = {i.id for i in step.instances.values() if i.status == "running" and i.armed}
    step.recheck |= waiting


def _ended(step: Step, instance: InstanceRow) -> None:
    """Count one in that has ended without a word: nobody waits for it any longer."""
    if "arrived" not in moves.of(step, instance).expected:
        _arrive(step, instance)


def _arrive(step: Step, sender: InstanceRow) -> None:
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
    if awaited.open == 0:
        model = step.model_of(sender).definition
        for process in _waiting_for(model, sender.process):
            step.recheck |= {row.id for row in _running(step, process, [""])}


def _running(step: Step, process: str, keys: Collection[str]) -> list[InstanceRow]:
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


def _look_at_waits(step: Step, instance: InstanceRow) -> None:
    """Let a wait go on that has all it waits for."""
    if instance.status != "running":
        return
    model = step.model_of(instance).definition
    for name in engine.waits_for_all(model, instance.armed):
        count = _awaited(step, model.awaited(name))
        told = engine.going_on(model, instance.doc, name, still=count.open, asked=count.times)
        if told is not None:
            step.deliver(instance, name, told)
            return


def _awaited(step: Step, awaited: Collection[str]) -> AwaitedCount:
    """Count who is still awaited; the table is asked only where this step does not know."""
    known = [step.awaited[process] for process in awaited if process in step.awaited]
    if any(each.open for each in known):
        return sum(known, AwaitedCount())
    if len(known) < len(awaited) or not all(each.times for each in known):
        return steps.still_expected(step.session, step.case.id, awaited)
    return sum(known, AwaitedCount())


def _waiting_for(model: engine.Definition, process: str) -> set[str]:
    """Name the processes in which a wait waits for all of this one."""
    return {
        each.process
        for each in model.elements.values()
        if each.properties.get("await") and process in model.awaited(each.id)
    }
