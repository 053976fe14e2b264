"""Rules about what a call hands in: it fits the opening form of the process that is called."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from server.engine.calls.called import MARK
from server.engine.diagram.drawing import Drawing, Element, Kind
from server.engine.errors import Problem
from server.engine.expressions.comparison import is_day
from server.engine.expressions.grammar import tree_of
from server.engine.lint.diagrams import days_handed_in as days
from server.engine.lint.diagrams.typed import Environment
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.comparing import Reading
from server.engine.lint.values.misfits import VIETNAMESE
from server.engine.lint.values.value_types import ANY, WORDS, Sort, Type, whose
from server.engine.values import LARGEST_INT


def handed_in(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse to hand in a value that the opening form of the called process would not take."""
    known = Environment(draft)
    for each in draft.of_kind(Kind.CALL_INPUT):
        names = known.names(each.process)
        wanted = names.get(each.id, ANY)
        for field, source in each.parameters.items():
            tree = tree_of(source)
            if tree is None or field not in (wanted.fields or {}):
                continue
            given = Reading(names).of(tree)
            if not fits(given, wanted.field(field)) or not days.fits(each, field, wanted, names):
                yield Problem("CALL-TYPE", each.inside, _holes(each, field, given, wanted))


def errors(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse an error event on a call: what is called catches its own errors."""
    calls = {each.id for each in draft.drawing.elements if each.called is not None}
    for event in draft.of_kind(Kind.ERROR_BOUNDARY):
        if event.attached in calls:
            yield Problem("ERROR-HOST", event.id, {"host": event.attached or ""})


def at_calls(problems: Iterable[Problem], drawing: Drawing) -> Iterator[Problem]:
    """Tell findings about what a call hands in or says at the call, in the names written there.

    What it hands in is a node of its own that nobody drew; what it says reads the called process,
    which names nothing with the call before it.
    """
    drawn = {each.id: each for each in drawing.elements}
    for problem in problems:
        at = drawn.get(problem.element)
        if at is not None and at.kind == Kind.CALL_INPUT:
            yield replace(problem, element=at.inside)
        elif at is not None and at.called is not None and problem.rule != "CALL-INSIDE":
            holes = {
                name: said.replace(f"{at.id}{MARK}", "") for name, said in problem.holes.items()
            }
            yield replace(problem, holes=holes)
        else:
            yield problem


def fits(given: Type, wanted: Type) -> bool:
    """Tell whether every value of one type is one of the other; what nobody can tell may be.

    Days are looked at in `days`.
    """
    if given.maybe and not wanted.maybe:
        return False
    if given.sort in {Sort.NOTHING, Sort.ANY} or wanted.sort in {Sort.ANY, Sort.MIXED}:
        return True
    if wanted.sort is Sort.DAY and given.sort is Sort.TEXT:
        return given.values is not None and all(map(is_day, given.values))
    return given.sort is wanted.sort and _within(given, wanted)


def _within(given: Type, wanted: Type) -> bool:
    """Tell whether a value of the same sort is one of those that are taken."""
    if wanted.sort is Sort.LIST:
        held = given.most == 0 or fits(given.item or ANY, wanted.item or ANY)
        return held and _between(given, wanted)
    return _chosen(given, wanted) and _party(given, wanted) and _between(given, wanted)


def _chosen(given: Type, wanted: Type) -> bool:
    if wanted.values is None:
        return True
    return given.values is not None and given.values <= wanted.values


def _party(given: Type, wanted: Type) -> bool:
    """Tell whether a text is the id of what is wanted."""
    ids = whose(given)
    if wanted.parties is None or wanted.parties >= WORDS:
        return True
    return ids is not None and ids <= wanted.parties


def _between(given: Type, wanted: Type) -> bool:
    """Tell whether a value keeps to the bounds that a form says, not to those of any number."""
    ends = wanted.least, wanted.most
    least, most = (None if each in {-LARGEST_INT, LARGEST_INT} else each for each in ends)
    above = not least or (given.least is not None and given.least >= least)
    if wanted.sort is Sort.WHOLE and least == 0:
        above = given.least is not None and given.least >= 0
    below = most is None or (given.most is not None and given.most <= most)
    return above and below


def _holes(each: Element, field: str, given: Type, wanted: Type) -> Mapping[str, str]:
    said, said_vi = _said(given)
    asked, asked_vi = _said(wanted.field(field))
    return {
        "field": f"in.{field}",
        "source": each.parameters[field],
        "given": said,
        "given.vi": said_vi,
        "wanted": asked,
        "wanted.vi": asked_vi,
    }


def _said(kind: Type) -> tuple[str, str]:
    """Say what a value may be, in English and in Vietnamese."""
    held = kind.item if kind.sort is Sort.LIST and kind.item else kind
    said, said_vi = kind.sort.value, VIETNAMESE[kind.sort]
    among = held.values if held.values is not None else held.parties
    if among is not None and held is kind:
        said = said_vi = ", ".join(sorted(among))
    elif among is not None:
        said, said_vi = (f"{word} ({', '.join(sorted(among))})" for word in (said, said_vi))
    for bounds in ((kind.least, kind.most), (kind.earliest, kind.latest)):
        if bounds != (None, None):
            shown = "…".join("" if each is None else str(each) for each in bounds)
            said, said_vi = f"{said} {shown}", f"{said_vi} {shown}"
    if kind.maybe and kind.sort is not Sort.NOTHING:
        said, said_vi = f"{said}, or nothing at all", f"{said_vi}, hoặc không có gì"
    return said, said_vi
