"""What differs in two drawings: elements with their names and roles, and flows with conditions."""

from collections.abc import Iterator, Mapping
from typing import Final

from server.actions.deployment.difference.lines import (
    Change,
    DifferenceLine,
    LineGroup,
    Version,
    compared,
    text_of,
)
from server.domain.texts.words import Words
from server.engine import Definition, Element, Kind, changes, handed_in
from server.engine.calls import MARK, as_written

_TOLD_ELSEWHERE: Final = frozenset({"flows", "properties", "parameters"})
_NAMES: Final = frozenset({"approves", "attached", "form", "inside"})
"""Parts that name something drawn, or a form."""
_OWN_PART: Final = frozenset({"form", "title", "due", "approves", "to"})
"""Properties that are parts of their own, too."""


def lines(old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    """Give a line for each element and flow that came, went or changed."""
    if old is None:
        for element in new.model.definition.elements.values():
            yield from _whole(new, element, Change.ADDED)
    else:
        for change in changes(old.model.definition, new.model.definition):
            side = old if change.difference is Change.REMOVED else new
            element = side.model.definition.elements[change.element]
            if change.difference is not Change.CHANGED:
                yield from _whole(side, element, change.difference)
                continue
            before = old.model.definition.elements[change.element]
            for part in change.parts:
                yield from _part(part, (old, before), (new, element))
    yield from _flows(old, new)


def _whole(version: Version, element: Element, change: Change) -> Iterator[DifferenceLine]:
    """Tell of an element as a whole, a task with who does it; of one that is drawn."""
    if element.kind == Kind.CALL_INPUT:
        return
    role = element.role if element.kind == Kind.USER and element.role else ""
    said = {Change.ADDED: ("", role), Change.REMOVED: (role, "")}[change]
    yield DifferenceLine(
        group=LineGroup.ELEMENTS,
        change=change,
        subject=version.model.words(element.name),
        code=version.model.told(element.id),
        part="role" if role else "",
        old=said[0],
        new=said[1],
        elements=(element.id,),
        drawn=True,
    )


def _part(
    part: str, before: tuple[Version, Element], after: tuple[Version, Element]
) -> Iterator[DifferenceLine]:
    (old, was), (new, now) = before, after
    subject = new.model.words(now.name)

    def told(change: Change, name: str, gone: str, come: str) -> DifferenceLine:
        return DifferenceLine(
            group=LineGroup.ROLES if name == "role" else LineGroup.ELEMENTS,
            change=change if name not in {"role", "name", "documentation"} else Change.CHANGED,
            subject=subject,
            code=new.model.told(now.id),
            part=name,
            old=_written(old, was.id, gone),
            new=_written(new, now.id, come),
            elements=(now.id,),
        )

    if part == "parameters" and now.called is not None:
        yield from compared(_data(old, was), _data(new, now), told)
    elif part in {"properties", "parameters"}:
        own = _OWN_PART if part == "properties" else frozenset()
        yield from compared(_leaves(was, part, own), _leaves(now, part, own), told)
    elif part not in _TOLD_ELSEWHERE:
        yield told(Change.CHANGED, part, _text(old, was, part), _text(new, now, part))


def _data(version: Version, call: Element) -> dict[str, str]:
    """Give what a call hands in, and what it says in the names of what it calls."""
    given = handed_in(version.model.definition, call.id)
    said = {name: text.replace(f"{call.id}{MARK}", "") for name, text in call.parameters.items()}
    return {f"in.{name}": text for name, text in given.items()} | {
        f"out.{name}": text for name, text in said.items()
    }


def _written(version: Version, name: str, text: str) -> str:
    """Give a text of an element, or of a flow, in the names that are written there."""
    return as_written((each.id for each in version.model.calls), name, text)


def _leaves(element: Element, part: str, without: frozenset[str]) -> dict[str, str]:
    found: Mapping[str, str] = getattr(element, part)
    return {name: value for name, value in found.items() if name not in without}


def _text(version: Version, element: Element, part: str) -> str:
    definition = version.model.definition
    if part == "messages":
        return text_of([_name(definition, each) for each in definition.targets(element.id)])
    value = getattr(element, part)
    if part == "default":
        flows = [flow for flow in definition.flows if flow.id == value]
        return _name(definition, flows[0].target) if flows else ""
    return version.model.told(text_of(value)) if part in _NAMES else text_of(value)


def _flows(old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    """Compare what leads from where to where; an id alone that changed is no difference."""

    def told(change: Change, name: str, gone: str, come: str) -> DifferenceLine:
        side = old if old is not None and change is Change.REMOVED else new
        definition = side.model.definition
        source, _, target = name.partition(" ")
        ids = [
            each.id
            for each in definition.flows
            if (each.source, _drawn_target(definition, each.target)) == (source, target)
            and not _undrawn(definition, each.source)
        ]
        return DifferenceLine(
            group=LineGroup.FLOWS,
            change=change,
            subject=_way(side, source, target),
            code=", ".join(map(side.model.told, ids)),
            part="condition" if gone or come else "",
            old=_written(old or new, "".join(ids[:1]), gone),
            new=_written(new, "".join(ids[:1]), come),
            elements=tuple(ids),
            drawn=True,
        )

    if old is not None:
        yield from compared(_ways(old.model.definition), _ways(new.model.definition), told)
    else:
        conditions = {name: each for name, each in _ways(new.model.definition).items() if each}
        yield from compared({}, conditions, told)


def _ways(definition: Definition) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for flow in definition.flows:
        if not _undrawn(definition, flow.source):
            target = _drawn_target(definition, flow.target)
            found.setdefault(f"{flow.source} {target}", []).append(flow.condition or "")
    return {name: " | ".join(sorted(each)) for name, each in found.items()}


def _undrawn(definition: Definition, name: str) -> bool:
    """Tell whether nobody drew an element: what a call hands in stands behind its start."""
    element = definition.elements.get(name)
    return element is not None and element.kind == Kind.CALL_INPUT


def _drawn_target(definition: Definition, name: str) -> str:
    """Give where a flow leads in the drawing."""
    if not _undrawn(definition, name):
        return name
    return next((each.target for each in definition.flows if each.source == name), name)


def _way(version: Version, source: str, target: str) -> Words:
    names = [_words(version, each) for each in (source, target)]
    return Words(
        " → ".join(each.vi for each in names), " → ".join(each.text("en") for each in names)
    )


def _words(version: Version, name: str) -> Words:
    element = version.model.definition.elements.get(name)
    named = element is not None and element.name
    return version.model.words(named) if named else Words(version.model.told(name))


def _name(definition: Definition, name: str) -> str:
    element = definition.elements.get(name)
    return element.name or name if element else name
