"""Decisions that are drawn as requiring each other, whether or not they read each other."""

from collections.abc import Iterator, Mapping

from server.engine import xml
from server.engine.errors import DefinitionRefused, Problem
from server.engine.expressions.decision_context import Context
from server.engine.expressions.decision_links import MOST_BEHIND

Links = Mapping[str, Mapping[str, str]]
"""By decision those it requires: their names, and where they stand."""


def circles(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Name one decision of each file in which some require each other."""
    for name in sorted(each for each in files if each.endswith(".dmn")):
        try:
            context = Context(xml.read(name, files[name]))
        except DefinitionRefused:
            continue
        links = {id_: context.required(node) for id_, node in context.decisions.items()}
        left = _in_circles(links)
        for decision in sorted(left)[:1]:
            required = next(each for each, place in links[decision].items() if place in left)
            holes = {"decision": required, "limit": str(MOST_BEHIND)}
            yield Problem("DMN-REQUIRES", decision, holes, name)


def _in_circles(links: Links) -> set[str]:
    """Name the decisions from which some way leads back; and those between two circles."""
    ahead = {name: {*places.values()} & links.keys() for name, places in links.items()}
    back: dict[str, set[str]] = {name: set() for name in links}
    for name, several in ahead.items():
        for each in several:
            back[each].add(name)
    return _stripped(_stripped(set(links), ahead, back), back, ahead)


def _stripped(
    left: set[str], ways: Mapping[str, set[str]], back: Mapping[str, set[str]]
) -> set[str]:
    """Leave out, one after the other, what has no way to any that is left."""
    counted = {name: len(ways[name] & left) for name in left}
    ended = [name for name, count in counted.items() if not count]
    while ended:
        for before in back[ended.pop()] & counted.keys():
            counted[before] -= 1
            if not counted[before]:
                ended.append(before)
    return {name for name, count in counted.items() if count}
