"""What two versions of a definition differ in, and what keeps a state from the newer one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.engine.diagram.branches import Path
from server.engine.diagram.drawing import Element, Kind
from server.engine.early import keepable
from server.engine.reading import Definition
from server.engine.repairing import reachable, standing
from server.engine.ways import reached


class Change(StrEnum):
    """What became of an element."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ChangedElement:
    """One element that differs; `parts` name what of it, for a changed one."""

    element: str
    difference: Change
    parts: tuple[str, ...] = ()


class Why(StrEnum):
    """Why a state cannot move."""

    REMOVED = "removed"
    KIND = "kind"
    LANE = "lane"
    FORM = "form"
    WAITS = "waits"
    BRANCHES = "branches"
    SUBPROCESS = "subprocess"
    FACT = "fact"
    APPROVAL_CHANGED = "approval_changed"
    APPROVAL_SKIPPED = "approval_skipped"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One element that keeps a state from the newer version, or a fact it was not started with."""

    element: str
    why: Why


_PARTS: Final = tuple(name for name in Element.__slots__ if name != "id")


def changes(old: Definition, new: Definition) -> tuple[ChangedElement, ...]:
    """List what was added, removed and changed, in the order of the drawings."""
    found = [
        ChangedElement(name, Change.REMOVED) for name in _drawn(old) if name not in new.elements
    ]
    for name in _drawn(new):
        if name not in old.elements:
            found.append(ChangedElement(name, Change.ADDED))
        elif parts := tuple(_parts(old, new, name)):
            found.append(ChangedElement(name, Change.CHANGED, parts))
    return tuple(found)


def handed_in(definition: Definition, call: str) -> Mapping[str, str]:
    """Give the expressions of what a call hands in, by field; none for anything but a call."""
    inputs = (each for each in definition.elements.values() if each.kind == Kind.CALL_INPUT)
    return next((each.parameters for each in inputs if each.inside == call), {})


def _drawn(definition: Definition) -> Iterator[str]:
    """Name the elements that somebody drew: what a call hands in is a part of it."""
    return (n for n, each in definition.elements.items() if each.kind != Kind.CALL_INPUT)


def obstacles(old: Definition, new: Definition, doc: str) -> tuple[Obstacle, ...]:
    """Name what keeps a state from the newer version; none where it can move.

    Raises StateUnreadable and its kin.
    """
    state = standing(old, doc)
    here = state.open | state.armed
    found = [each for name in sorted(state.open) for each in _open(old, new, name)]
    found += [each for name in sorted(state.armed) for each in _armed(old, new, name)]
    found += [each for name in sorted(state.early) for each in _kept(old, new, name)]
    found += _branches(old, new, here | state.joins)
    found += _subprocesses(old, new, here | state.joins)
    found += _approvals(old, new, state.passed)
    asked = new.facts.get(state.process, frozenset())
    found += [Obstacle(name, Why.FACT) for name in sorted(asked - set(state.known))]
    found += _fields(new, here, state.known)
    ahead = frozenset().union(here, *(reachable(new, name) for name in here & set(new.elements)))
    found += [
        Obstacle(name, Why.APPROVAL_SKIPPED)
        for name, element in new.elements.items()
        if name not in old.elements and element.approves in state.passed and name not in ahead
    ]
    return tuple(dict.fromkeys(found))


def _parts(old: Definition, new: Definition, name: str) -> Iterator[str]:
    before, after = old.elements[name], new.elements[name]
    calls = before.called is not None and after.called is not None
    handed = calls and handed_in(old, name) != handed_in(new, name)
    for part in _PARTS:
        if getattr(before, part) != getattr(after, part) or (handed and part == "parameters"):
            yield part
    if _leaving(old, name) != _leaving(new, name):
        yield "flows"
    if set(old.targets(name)) != set(new.targets(name)):
        yield "messages"


def _leaving(definition: Definition, name: str) -> set[tuple[str, str | None]]:
    return {(flow.target, flow.condition) for flow in definition.flows if flow.source == name}


def _open(old: Definition, new: Definition, name: str) -> Iterator[Obstacle]:
    before, after = old.elements[name], new.elements.get(name)
    if after is None or after.process != before.process:
        yield Obstacle(name, Why.REMOVED)
        return
    if after.kind != before.kind:
        yield Obstacle(name, Why.KIND)
    if after.role != before.role:
        yield Obstacle(name, Why.LANE)
    if after.form != before.form:
        yield Obstacle(name, Why.FORM)
    if _attached(old, name) != _attached(new, name):
        yield Obstacle(name, Why.WAITS)


def _attached(definition: Definition, name: str) -> set[str]:
    return {each.id for each in definition.elements.values() if each.attached == name}


def _armed(old: Definition, new: Definition, name: str) -> Iterator[Obstacle]:
    before, after = old.elements[name], new.elements.get(name)
    if after is None or after.process != before.process:
        yield Obstacle(name, Why.REMOVED)
    elif after.kind != before.kind or after.message != before.message:
        yield Obstacle(name, Why.KIND)
    elif _timed(after) != _timed(before) or _beside(old, name) != _beside(new, name):
        yield Obstacle(name, Why.WAITS)


def _timed(element: Element) -> tuple[str | None, str | None]:
    return element.due, element.duration


def _kept(old: Definition, new: Definition, name: str) -> Iterator[Obstacle]:
    """A message that is kept for a catch must find it there, too."""
    before, after = old.elements[name], new.elements.get(name)
    if after is None or after.process != before.process:
        yield Obstacle(name, Why.REMOVED)
    elif not keepable(new, name) or after.message != before.message:
        yield Obstacle(name, Why.KIND)


def _beside(definition: Definition, name: str) -> set[str]:
    """Name what one event gateway waits for, this element among it."""
    gateways = {
        flow.source
        for flow in definition.flows
        if flow.target == name and definition.elements[flow.source].kind == Kind.EVENTS
    }
    return {flow.target for flow in definition.flows if flow.source in gateways}


def _branches(old: Definition, new: Definition, here: frozenset[str]) -> Iterator[Obstacle]:
    """A join waits for what its split has sent out, so what is under way must be drawn the same."""
    for name in sorted(here & set(new.elements)):
        if _ways(old, name) != _ways(new, name):
            yield Obstacle(name, Why.BRANCHES)


def _subprocesses(old: Definition, new: Definition, here: frozenset[str]) -> Iterator[Obstacle]:
    """What can break off the subprocesses that tokens stand in is armed, so it stays the same."""
    for name in sorted(here & set(new.elements)):
        if _around(old, name) != _around(new, name):
            yield Obstacle(name, Why.SUBPROCESS)


def _around(definition: Definition, name: str) -> list[tuple[str, str | None, set[str]]]:
    return [
        (each, definition.elements[each].called, _attached(definition, each))
        for each in definition.around(name)
    ]


def _ways(definition: Definition, name: str) -> tuple[Path, frozenset[tuple[str, str]]]:
    """Give the branches an element stands in, a join in its own, and all flows within those."""
    path = definition.paths[name]
    splits = {split for split, _ in path} | _splits_of(definition, name)
    return path, frozenset(
        (flow.source, flow.target)
        for flow in definition.scopes.ways
        if flow.source in splits or splits & {split for split, _ in definition.paths[flow.source]}
    )


def _splits_of(definition: Definition, join: str) -> frozenset[str]:
    """Name the split a parallel gateway joins; nothing for any other element."""
    return frozenset(split for split, joined in definition.joins.items() if joined == join)


def _fields(
    new: Definition, here: frozenset[str], known: Mapping[str, frozenset[str] | None]
) -> Iterator[Obstacle]:
    """What is known has no more fields than it was given, until a step sets it anew."""
    for at, name, field in new.fields:
        held = known.get(name)
        if held is None or field in held:
            continue
        starts = (here & set(new.elements)) - {name}
        if any(at in reached(new, start, stop=name) for start in starts):
            yield Obstacle(f"{name}.{field}", Why.FACT)


def _approvals(old: Definition, new: Definition, passed: frozenset[str]) -> Iterator[Obstacle]:
    for name in sorted(passed & set(old.elements)):
        before, after = old.elements[name], new.elements.get(name)
        if before.approves and (after is None or _judged(after) != _judged(before)):
            yield Obstacle(name, Why.APPROVAL_CHANGED)


def _judged(element: Element) -> tuple[object, ...]:
    sign = element.properties.get("sign")
    return element.process, element.kind, element.role, element.form, element.approves, sign
