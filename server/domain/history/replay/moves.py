"""The engine's instances: where each stands, on which version, with which state, who waits for it.

Events of older versions do not name an instance by its id, nor say what its state is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from server.domain.history.replay.facts import (
    UNDO,
    Event,
    FactsTold,
    Payload,
    said,
)

CLOSED = "case.closed"
STEPS = "steps/"
"""Begins the fact of how often an instance was written."""
_OLDER_SAY_LESS = (
    *("task/", "expected/", "state/", UNDO, "version/", "candidate/", "sheet/"),
    *(STEPS, "before_"),
)


def add(told: FactsTold, event: Event) -> None:
    """Take the next event."""
    for move in event.payload.get("moved", ()):
        _moved(told, event, move)
    if event.kind in _KINDS:
        _KINDS[event.kind](told, event)


def name_of(move: Payload) -> str:
    """Name an instance by what it is for."""
    return f"{move['process']}/{move['key']}/{move['round']}"


def _moved(told: FactsTold, event: Event, move: Payload) -> None:
    """Take over where an instance stands now: its status and the tasks it waits for.

    Events of older versions name what was opened on the way, the last of it last.
    """
    name = name_of(move)
    told.facts[f"instance/{name}"] = move["status"]
    waits = move.get("open", move["opened"][-1:]) if move["status"] == "running" else ()
    told.facts[f"open/{name}"] = " ".join(sorted(waits))
    if "instance" not in move:
        told.silent.update(_OLDER_SAY_LESS)
        return
    id_ = move["instance"]
    if event.kind == CLOSED and "again" not in move:
        told.silent.add(f"{STEPS}{id_}")  # older events do not say whether its step told of it
    elif not move.get("again"):
        _stepped(told, id_)
    _replace(told, f"{UNDO}{id_}", by=f"state/{id_}")
    told.facts[f"state/{id_}"] = move["state"]
    _early(told, id_, move.get("early", ()))
    _kept(told, id_, move)
    told.facts.setdefault(f"version/{id_}", told.get("case/definition_hash"))
    for change in move.get("expected", ()):
        _expected(told, event, move, change)
    for process, times in move.get("nobody", ()):
        told.row(f"expected/{process}/", state="arrived", round=times, closed_at=event.at)


def _stepped(told: FactsTold, instance: str) -> None:
    """Count a step of an instance, unless events of older versions have not named the first."""
    if STEPS not in told.silent:
        told.facts[f"{STEPS}{instance}"] = str(int(told.get(f"{STEPS}{instance}") or 0) + 1)


def _kept(told: FactsTold, instance: str, move: Payload) -> None:
    """Take what is kept to go back to: of the last step, or still of one before it."""
    names = (f"{UNDO}{instance}", f"{UNDO}{instance}/row")
    told.undoable.difference_update(names)
    if not move.get("undoable"):
        return
    told.undoable.add(names[0])
    if "kept" in move:
        told.undoable.add(names[1])
        told.facts[names[1]] = move["kept"]
    else:
        told.facts.pop(names[1], None)
        told.silent.add(names[1])


def _expected(told: FactsTold, event: Event, move: Payload, change: str) -> None:
    """Take what became of the wait for an instance; a wait that has ended stays as it is."""
    name = f"expected/{move['process']}/{move['key']}"
    if change == "open":
        told.row(name, state="open", round=move["round"], closed_at=None)
    elif told.get(f"{name}/state") == "open":
        told.row(name, state=change, closed_at=event.at)


def _early(told: FactsTold, instance: str, kept: Iterable[Sequence[str]]) -> None:
    """Take the messages that are kept for an instance; what they said is in its state."""
    name = f"early/{instance}"
    told.replaced[name] = {name: told.get(name)}
    told.facts[name] = ", ".join(" ".join(each).strip() for each in kept)


def _taken_back(told: FactsTold, event: Event) -> None:
    task = event.task
    told.facts[f"open/{name_of(task)}"] = task["element"]
    instance = told.get(f"task/{event.id}/instance_id")
    _replace(told, f"state/{instance}", by=f"{UNDO}{instance}")
    _stepped(told, instance)
    for name in (f"{UNDO}{instance}", f"{UNDO}{instance}/row"):
        told.facts.pop(name, None)
        told.undoable.discard(name)
    told.facts |= told.replaced.get(f"early/{instance}", {})


def _replace(told: FactsTold, name: str, *, by: str) -> None:
    """Let one fact be what another one is; where that is not known, neither is known."""
    known = told.facts.get(by)
    if known is None:
        told.facts.pop(name, None)
    else:
        told.facts[name] = known


def _cancelled(told: FactsTold, _: Event) -> None:
    """Nothing of a cancelled case is open; its states may be what nobody could read."""
    told.facts |= dict.fromkeys(told.under("open/", "instance/", "state/", "early/"), "")
    told.undoable.clear()


def _migrated(told: FactsTold, event: Event) -> None:
    """Take an instance that moved to another version; its case moves with the first of them."""
    state, version, case = f"state/{event.id}", f"version/{event.id}", "case/definition_hash"
    steps, to = f"{STEPS}{event.id}", event.payload["to"]
    told.undoable.difference_update((f"{UNDO}{event.id}", f"{UNDO}{event.id}/row"))
    if told.get(case) != to:
        told.replaced["case"] = {case: told.get(case)}
        told.replaced["moved"] = {"at": said(event.at)}
        told.facts[case] = to
    together = told.replaced.get("moved", {}).get("at") == said(event.at)
    held = told.replaced["case"][case] if together else to
    before = event.payload["state_before"]
    told.replaced[state] = {state: before, version: event.payload["from"]}
    told.facts |= {
        f"before/{event.id}": before,
        f"before_version/{event.id}": event.payload["from"],
        f"before_case/{event.id}": held,
    }
    if steps in told.facts:
        told.replaced[state][steps] = told.facts[steps]
        told.facts[f"before_steps/{event.id}"] = told.facts[steps]
        _stepped(told, event.id)
    told.facts |= {state: event.payload["state_after"], version: to}


def _migration_undone(told: FactsTold, event: Event) -> None:
    told.facts |= told.replaced.get(f"state/{event.id}", {}) | told.replaced.get("case", {})
    for part in ("", "_version", "_case", "_steps"):
        told.facts[f"before{part}/{event.id}"] = ""


_KINDS: Mapping[str, Callable[[FactsTold, Event], None]] = {
    "task.taken_back": _taken_back,
    "case.cancelled": _cancelled,
    "instance.migrated": _migrated,
    "instance.migration_undone": _migration_undone,
}
