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
from server.engine import Definition, Element, Kind, changes

_TOLD_ELSEWHERE: Final = frozenset({"flows", "properties", "parameters"})
_OWN_PART: Final = frozenset({"form", "title", "due", "approves", "to"})
"""Properties that are parts of their own, too."""


def lines(old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    """Give a line for each element and flow that came, went or changed."""
    if old is None:
        for element in new.model.definition.elements.values():
            yield _whole(new, element, Change.ADDED)
    else:
        for change in changes(old.model.definition, new.model.definition):
            side = old if change.difference is Change.REMOVED else new
            element = side.model.definition.elements[change.element]
            if change.difference is not Change.CHANGED:
                yield _whole(side, element, change.difference)
                continue
            before = old.model.definition.elements[change.element]
            for part in change.parts:
                yield from _part(part, (old, before), (new, element))
    yield from _flows(old, new)


def _whole(version: Version, element: Element, change: Change) -> DifferenceLine:
    """Tell of an element as a whole, a task with who does it."""
    role = element.role if element.kind == Kind.USER and element.role else ""
    said = {Change.ADDED: ("", role), Change.REMOVED: (role, "")}[change]
    return DifferenceLine(
        group=LineGroup.ELEMENTS,
        change=change,
        subject=version.model.words(element.name),
        code=element.id,
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
            code=now.id,
            part=name,
            old=gone,
            new=come,
            elements=(now.id,),
        )

    if part in {"properties", "parameters"}:
        own = _OWN_PART if part == "properties" else frozenset()
        yield from compared(_leaves(was, part, own), _leaves(now, part, own), told)
    elif part not in _TOLD_ELSEWHERE:
        yield told(Change.CHANGED, part, _text(old, was, part), _text(new, now, part))


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
    return text_of(value)


def _flows(old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    """Compare what leads from where to where; an id alone that changed is no difference."""

    def told(change: Change, name: str, gone: str, come: str) -> DifferenceLine:
        side = old if old is not None and change is Change.REMOVED else new
        definition = side.model.definition
        source, _, target = name.partition(" ")
        ids = [
            each.id for each in definition.flows if (each.source, each.target) == (source, target)
        ]
        return DifferenceLine(
            group=LineGroup.FLOWS,
            change=change,
            subject=_way(side, source, target),
            code=", ".join(ids),
            part="condition" if gone or come else "",
            old=gone,
            new=come,
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
        found.setdefault(f"{flow.source} {flow.target}", []).append(flow.condition or "")
    return {name: " | ".join(sorted(each)) for name, each in found.items()}


def _way(version: Version, source: str, target: str) -> Words:
    names = [_words(version, each) for each in (source, target)]
    return Words(
        " → ".join(each.vi for each in names), " → ".join(each.text("en") for each in names)
    )


def _words(version: Version, name: str) -> Words:
    element = version.model.definition.elements.get(name)
    return version.model.words(element.name) if element and element.name else Words(name)


def _name(definition: Definition, name: str) -> str:
    element = definition.elements.get(name)
    return element.name or name if element else name
