"""What the openings on a day come to, tried in years with and without the deadlines they read."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Final

from server import engine, forms
from server.actions.definitions.absent_fields import absent_fields
from server.domain.canonical import Json
from server.domain.cases.titles import HOLE, filled
from server.domain.manifest import COMPUTED, Finding, Manifest, TimedOpening
from server.domain.manifest.entries import ONE_A_YEAR
from server.domain.manifest.outline import OPENING
from server.domain.manifest.taken import SOURCE
from server.engine import EngineRefusal
from server.engine.expressions.comparison import is_day
from server.forms import Form
from server.forms.context import FormContext
from server.forms.mistakes import FormMistake
from server.forms.validation import violations

Facts = Mapping[str, Json]
_YEARS: Final = (2031, 2044)
"""So far apart that no day is of both."""
_DAYS: Final = ((0, "01-10"), (0, "06-20"), (0, "12-20"), (1, "02-10"))
"""Days that a deadline of a bloc-year may be: so many years after it."""
_MOST: Final = 600
_UNITS: Final = ("a/one", "a/two")
_OF_DAYS: Final = frozenset({FormMistake.TOO_EARLY, FormMistake.TOO_LATE})


@dataclass(frozen=True, slots=True)
class _Tried:
    """One opening in one year: its day, None for none, and what the form is filled in with."""

    day: date | None
    value: Mapping[str, Json]


def days(manifest: Manifest, schema: Mapping[str, object] | None) -> Iterator[Finding]:
    """Refuse an opening that comes in one year alone, or on a day when its form refuses it."""
    form = _form(schema)
    for number, each in enumerate(manifest.open.timed):
        path = ("open", "timed", number)
        tried = [(facts, _tried(each, facts)) for facts in _several([each])]
        opened = [(facts, found) for facts, found in tried if found is not None and found.day]
        if any(not _of_year(found.day, facts) for facts, found in opened):
            yield Finding("DAY-FIXED", (*path, "at"), {"source": each.at})
            continue
        for name, said in dict(_of_other_years(opened)).items():
            table = COMPUTED if name in each.computed else "values"
            yield Finding("DAY-FIXED", (*path, table, name), {"source": said})
        refused = {name: said for _, found in opened for name, said in _refused(form, found)}
        for name, (value, day) in refused.items():
            table = COMPUTED if name in each.computed else "values"
            holes = {"field": name, "value": value, "day": day}
            yield Finding("TIMED-LATE", (*path, table, name), holes)


def overdue(manifest: Manifest) -> Iterator[Finding]:
    """Refuse an opening on a day when a duty of its case may be late already.

    Where the day is reckoned of other deadlines than the duty, only the bloc-year can tell whether
    it is, unless it always is.
    """
    for number, each in enumerate(manifest.open.timed):
        tried = [(facts, _tried(each, facts)) for facts in _several([each])]
        for name, mark in manifest.milestones.items():
            both = [days for facts, one in tried if (days := _due(mark.due, facts, one))]
            late = [(opened, due) for opened, due in both if due < opened]
            of_the_day = _behind(mark.due, each) and _behind(mark.due, each) <= _deadlines(each.at)
            if late and (of_the_day or len(late) == len(both)):
                holes = {"milestone": name, "day": late[0][0], "due": late[0][1]}
                yield Finding("TIMED-OVERDUE", ("open", "timed", number, "at"), holes)


def twice(manifest: Manifest) -> Iterator[Finding]:
    """Refuse two openings whenever both come of which one is never opened, or called as the other.

    A case that stands once for a value is not opened a second time, and nobody is told.
    """
    for (_, first), (number, second) in combinations(enumerate(manifest.open.timed), 2):
        same = [
            _same(manifest, one, two)
            for one, two in (
                (_tried(first, facts), _tried(second, facts)) for facts in _several([first, second])
            )
            if one is not None and two is not None and one.day and two.day
        ]
        if same and all(same):
            yield Finding("TIMED-TWICE", ("open", "timed", number), {"what": same[0]})


def _several(openings: Iterable[TimedOpening]) -> list[Facts]:
    """Give years with each deadline that is read, and without it; none where these are too many."""
    read = _deadlines(*(each for one in openings for each in (one.at, *one.computed.values())))
    found: list[Facts] = []
    if len(_YEARS) * (len(_DAYS) + 1) ** len(read) > _MOST:
        return found
    for year in _YEARS:
        may_be = [None, *(f"{year + after}-{day}" for after, day in _DAYS)]
        for chosen in product(may_be, repeat=len(read)):
            deadlines: Json = dict(zip(sorted(read), chosen, strict=True))
            found.append({"year": year, "deadlines": deadlines, "units": list(_UNITS)})
    return found


def _deadlines(*sources: str) -> set[str]:
    """Name the deadlines that expressions read."""
    return {
        field or "" for each in sources for name, field in engine.paths(each) if name == "deadlines"
    }


def _behind(due: str, opening: TimedOpening) -> set[str]:
    """Name the deadlines that a duty is reckoned of, in the opening form, too."""
    asked = [field or "" for name, field in engine.paths(due) if name == OPENING] if due else []
    computed = [opening.computed[each] for each in asked if each in opening.computed]
    return _deadlines(due, *computed) if due else set()


def _due(due: str, facts: Facts, found: _Tried | None) -> tuple[str, str] | None:
    """Give the day of an opening and that of a duty in it; None where there is none."""
    if found is None or found.day is None or not due:
        return None
    opened = found.day.isoformat()
    try:
        day = engine.evaluated_day(due, {**facts, "opened_on": opened, OPENING: {**found.value}})
    except EngineRefusal:
        return None
    return (opened, day) if day else None


def _of_other_years(opened: Iterable[tuple[Facts, _Tried]]) -> Iterator[tuple[str, str]]:
    """Give the fields that are filled in with a day of one year."""
    for facts, found in opened:
        for name, value in found.value.items():
            if (
                isinstance(value, str)
                and is_day(value)
                and not _of_year(date.fromisoformat(value), facts)
            ):
                yield name, value


def _tried(opening: TimedOpening, facts: Facts) -> _Tried | None:
    """Reckon an opening in a year; None where an expression fails, which has its own rule."""
    holes = {"year": str(facts["year"])}
    value = {
        name: filled(each, holes) if isinstance(each, str) else each
        for name, each in opening.values.items()
    }
    try:
        day = engine.evaluated_day(opening.at, facts)
        known = {**facts, "opened_on": day}
        value |= {
            name: engine.evaluate(each, {**known, SOURCE: absent_fields(each, SOURCE)})
            for name, each in opening.computed.items()
        }
    except EngineRefusal:
        return None
    given = {name: each for name, each in value.items() if each is not None}
    return _Tried(date.fromisoformat(day) if day else None, given)


def _of_year(day: date | None, facts: Facts) -> bool:
    """Tell whether a day is of a bloc-year, or of the year before or after."""
    return day is not None and abs(day.year - int(str(facts["year"]))) <= 1


def _refused(form: Form | None, tried: _Tried) -> Iterator[tuple[str, tuple[str, str]]]:
    if form is None or tried.day is None:
        return
    for each in violations(form, dict(tried.value), FormContext(today=tried.day)):
        if each.code in _OF_DAYS and each.path in tried.value:
            yield each.path, (str(tried.value[each.path]), tried.day.isoformat())


def _same(manifest: Manifest, one: _Tried, two: _Tried) -> str:
    """Name what two cases that are both opened have in common, empty where both may stand."""
    slots = [_slot(manifest.open.one, each.value) for each in (one, two)]
    if slots[0] is not None or slots[1] is not None:
        return f"one = {slots[0]}" if slots[0] == slots[1] else ""
    if "{number}" in manifest.name:
        return ""
    names = [_name(manifest, each.value) for each in (one, two)]
    return "name" if names[0] == names[1] else ""


def _slot(one: str, value: Mapping[str, Json]) -> str | None:
    if one in {"", ONE_A_YEAR}:
        return one or None
    read = {field: value.get(field) for name, field in engine.paths(one) if name == OPENING}
    try:
        found = engine.evaluate(one, {OPENING: read})
    except EngineRefusal:
        return None
    return None if found is None else str(found)


def _name(manifest: Manifest, value: Mapping[str, Json]) -> str:
    """Say what a case is called, as far as it is not its year or its number."""
    holes = {f"{OPENING}.{name}": str(each) for name, each in value.items()}
    holes["subject"] = holes.get(manifest.open.subject, "")
    return HOLE.sub(lambda hole: holes.get(hole[1], hole[0]), manifest.name)


def _form(schema: Mapping[str, object] | None) -> Form | None:
    try:
        return forms.read("", json.dumps({**(schema or {}), "type": "object"}).encode())
    except forms.FormUnreadable:
        return None  # a finding of its own
