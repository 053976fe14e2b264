"""Rules about what a timer waits for: a duration, a day that comes, and not one of a year past."""

import ast
from collections.abc import Iterator
from datetime import date
from typing import Final

from server.engine.diagram.drawing import Element, Kind
from server.engine.errors import Problem
from server.engine.expressions.comparison import is_day
from server.engine.expressions.durations import is_duration
from server.engine.expressions.grammar import tree_of
from server.engine.lint.diagrams.days_handed_in import TODAY
from server.engine.lint.diagrams.endings import ended_from_outside
from server.engine.lint.diagrams.messages import leaves
from server.engine.lint.diagrams.typed import Environment, of_element, timed_names
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.comparing import DEADLINES, Names, Reading
from server.engine.lint.values.value_types import ANY, Sort, record

_FOR_EVER: Final = 2200
"""From this year on a day stands for one that never comes."""


def durations(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a timer that waits for what is no duration: it fails when it begins to."""
    known = Environment(draft)
    for timer in draft.drawing.elements:
        tree = tree_of(timer.duration)
        if tree is not None:
            names = timed_names(known, timer)
            yield from of_element(timer.id, timer.duration, names)
            for value in _never(tree, names):
                yield Problem("TIMER-DURATION", timer.id, {"value": value})


def unreached(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a timer that may give no day, where nothing else leads on: all behind it waits.

    What the bloc-year may leave out only it knows; a timer beside others, in a subprocess or in
    what others end is none that all hangs on.
    """
    known, ended = Environment(draft), ended_from_outside(draft)
    beside = {each.id for each in draft.of_kind(Kind.EVENTS)}
    for timer in draft.of_kind(Kind.TIMER):
        led = {flow.source for flow in draft.drawing.entering(timer.id)}
        source = timer.due or timer.duration
        tree = tree_of(source)
        if tree is None or timer.inside or timer.process in ended or led & beside:
            continue
        if Reading(_all_dated(timed_names(known, timer))).of(tree).maybe and not _always_none(tree):
            yield Problem("TIMER-NEVER", timer.id, {"source": source or ""})


def _all_dated(names: Names) -> Names:
    dated = names.get(DEADLINES, ANY).fields
    days = {name: kind.for_certain() for name, kind in (dated or {}).items()}
    return names if dated is None else {**names, DEADLINES: record(days)}


def _always_none(tree: ast.expr) -> bool:
    """Tell what other rules say already: a timer that never gives a day at all."""
    return all(isinstance(leaf, ast.Constant) and leaf.value is None for leaf in leaves(tree))


def _never(tree: ast.expr, names: Names) -> Iterator[str]:
    """Give what the expression may give and is no duration; None, too, where it always does."""
    parts = [(leaf, Reading(names).of(leaf)) for leaf in leaves(tree)]
    for leaf, found in parts:
        if found.sort is Sort.TEXT and found.values is not None:
            wrong = sorted(value for value in found.values if not is_duration(value))
            yield from [", ".join(wrong)] if wrong else []
        elif found.sort not in {Sort.ANY, Sort.NOTHING}:
            yield ast.unparse(leaf)
    if all(found.sort is Sort.NOTHING for _, found in parts):
        yield ast.unparse(tree)


def fixed_days(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse what comes to a day of one year, whatever the year of the bloc is."""
    for element in draft.drawing.elements:
        tree = tree_of(_dated(element))
        for day in dict.fromkeys(_fixed(tree)) if tree is not None else ():
            yield Problem("DATE-FIXED", element.id, {"source": day})


def past_days(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a day that its form lets be no later than today: it is past when it is asked."""
    known = Environment(draft)
    for element in draft.drawing.elements:
        tree = tree_of(_dated(element))
        for day in past(tree, timed_names(known, element)) if tree is not None else ():
            yield Problem("DAY-PAST", element.id, {"source": day})


def past(tree: ast.expr, names: Names) -> tuple[str, ...]:
    """Give each part that an expression may come to, and that is no day to come."""
    found = (leaf for leaf in leaves(tree) if _past(leaf, names))
    return tuple(dict.fromkeys(map(ast.unparse, found)))


def _past(node: ast.expr, names: Names) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="min" | "max" as name), args=[first, *others]):
            parts = first.elts if isinstance(first, ast.List) and not others else [first, *others]
            each_past = [_past(each, names) for each in parts]
            return bool(each_past) and (any if name == "min" else all)(each_past)
        case ast.Attribute(value=inner):
            beside = Reading(names).of(inner).fields or {}
            return _until_today(node.attr, beside)
        case _:
            return False


def _until_today(field: str, beside: Names) -> bool:
    """Tell whether a day of a form is one up to today, by its own bound or by another day's."""
    seen: set[str] = set()
    while field in beside and field not in seen:
        seen.add(field)
        field = beside[field].latest or ""
    return field == TODAY


def _dated(element: Element) -> str | None:
    return element.due if element.timer else element.dated


def _fixed(node: ast.expr) -> Iterator[str]:
    """Give each part that an expression may come to, or is reckoned from, and that is so fixed."""
    for leaf in leaves(node):
        match leaf:
            case ast.Call(func=ast.Name(id="workdays"), args=[start, *_]):
                yield from _fixed(start)
            case ast.Call(func=ast.Name(id="min"), args=[_, _, *_] as several):
                yield from (part for each in several for part in _fixed(each))
            case _ if 0 < _year(leaf) < _FOR_EVER:
                yield ast.unparse(leaf)


def _year(node: ast.expr) -> int:
    """Give the year of a day that is written out, 0 where none is."""
    match node:
        case ast.Constant(value=str(text)) if is_day(text):
            return date.fromisoformat(text).year
        case ast.Call(func=ast.Name(id="date"), args=[ast.Constant(value=int(year)), *_]):
            return year
        case _:
            return 0
