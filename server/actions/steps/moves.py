"""How the instances of a step moved, as the event of the step tells it: enough to replay it."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime

from server import engine
from server.actions.steps.step_state import Move, StepState
from server.domain.canonical import Json
from server.store.cases.cases import InstanceRow


def of(step: StepState, instance: InstanceRow) -> Move:
    """Return an instance's move in this step; its first one begins it."""
    return step.moves.setdefault(instance.id, Move(instance=instance))


def remember(
    step: StepState, instance: InstanceRow, moved: engine.Moved, *, gone: Collection[str]
) -> None:
    """Add what the engine says of an instance, and the tasks that are withdrawn by it."""
    move = of(step, instance)
    move.passed.extend(moved.passed)
    move.opened.extend(task.element for task in moved.tasks)
    move.open = sorted(task.element for task in moved.tasks)
    move.chosen.extend([*way] for way in moved.chosen)
    move.early = [[e.element, e.sender.process, e.sender.key] for e in moved.early]
    move.gone.update(gone)
    if not step.confidential:
        move.rulings.extend(_decided(instance, each) for each in moved.decided)


def excused(step: StepState, process: str, keys: Collection[str]) -> None:
    """Say of the withdrawn instances of these keys that nobody waits for them any longer."""
    for move in step.moves.values():
        held = move.instance
        if held.process == process and held.key in keys and held.status == "withdrawn":
            move.expected.append("excused")


def told(step: StepState) -> list[Json]:
    """List the moves of a step that is at rest: the done path of a diagram is drawn from them."""
    tasks: dict[object, list[Json]] = {}
    for id_, row in step.opened.items():
        if id_ not in step.closed:
            tasks.setdefault(row["instance_id"], []).append(_task(id_, row))
    return [_move(step, move, tasks.get(id_, [])) for id_, move in step.moves.items()]


def told_of(step: StepState, move: Move) -> Json:
    """Tell one move of a step by which nothing opens."""
    return _move(step, move, [])


def _move(step: StepState, move: Move, tasks: list[Json]) -> Json:
    held = move.instance
    withdrawn: list[Json] = [_withdrawn(step, id_) for id_ in sorted(move.gone - set(step.opened))]
    said: dict[str, Json] = {
        "instance": str(held.id),
        "process": held.process,
        "key": held.key,
        "round": held.round,
        "passed": [*move.passed],
        "opened": [*move.opened],
        "open": [*move.open],
        "status": held.status,
        "state": hashlib.sha256(held.doc.encode()).hexdigest(),
        "tasks": tasks,
    }
    parts: dict[str, list[Json]] = {
        "chosen": [[*way] for way in move.chosen],
        "withdrawn": withdrawn,
        "expected": [*move.expected],
        "nobody": [*move.nobody],
        "early": [*move.early],
        "duties": [[*duty] for duty in move.duties],
        "rulings": [*move.rulings],
        "reserved": [*move.reserved],
    }
    return {**said, **{name: part for name, part in parts.items() if part}, **move.found}


def _decided(instance: InstanceRow, told: engine.Decided) -> Json:
    """Say what a table was asked, which of its lines fitted (from 1), and what it answered."""
    ruling = told.ruling
    return {
        "element": told.element,
        "decision": told.decision.id,
        "version": instance.definition_hash,
        "asked": [*ruling.inputs],
        "lines": [at + 1 for at in ruling.lines],
        "answer": dict(ruling.answer),
    }


def _withdrawn(step: StepState, id_: str) -> Json:
    """Say which task was withdrawn and why; of what was taken away, which step and by what."""
    said: dict[str, Json] = {"id": id_, "note": str(step.closed[id_].get("note") or "")}
    if id_ in step.broken_off:
        said["element"] = step.broken_off[id_]
    if id_ in step.withdrawn_by:
        said["by"] = step.withdrawn_by[id_]
    return said


def _task(id_: str, row: Mapping[str, object]) -> Json:
    """Say what a task is that opened and stays open: whose it is, about whom, until when."""
    said: dict[str, Json] = {
        "id": id_,
        "element": str(row["element"]),
        "form": str(row["form"]),
        "post": str(row["post_id"]),
    }
    due, subject, note = row["due"], row["subject_unit_id"], row["note"]
    if isinstance(due, datetime):
        said["due"] = due.isoformat()
    if subject:
        said["subject"] = str(subject)
    if note:
        said |= {"note": str(note), "note_by": str(row["note_by"])}
    return said
