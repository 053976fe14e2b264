"""Which days of a running case may be extended: those that due dates and timers are reckoned by."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from server import engine
from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.duty_names import duty_name
from server.actions.definitions.form_reading import form_of, opening_form
from server.actions.definitions.row_sets import column_of
from server.actions.definitions.value_words import party_name
from server.actions.steps.case_facts import DEADLINES, all_facts
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.manifest.outline import OPENING
from server.domain.people.posts import unit_of_key
from server.domain.texts.words import Words
from server.engine import EngineRefusal
from server.forms import Form
from server.store import Session
from server.store.cases import cases
from server.store.cases.cases import InstanceRow, LockedCase

OF_CASE: Final = frozenset({DEADLINES, OPENING})
"""The facts whose days are the whole case's."""


NOBODY: Final = Words("")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendableDay:
    """A day and what it is; `path` is the fact's field, or the expression, that it stands under.

    `instance` is whose it is, None for the whole case; `key` is whom that runs for, `about` how
    they are called.
    """

    path: tuple[str, str]
    name: Words
    day: date
    instance: UUID | None = None
    key: str = ""
    about: Words = NOBODY

    @property
    def id(self) -> str:
        """What a form posts."""
        whose = f"{self.instance}/" if self.instance else ""
        return f"{whose}{'.'.join(self.path)}"


def extendable(session: Session, case: LockedCase, rules: CaseRules) -> list[ExtendableDay]:
    """List the days of a case that may be extended, the earliest first."""
    model = deployed(session, case.definition_hash)
    found = [*_of_case(model, case, rules)]
    for instance in cases.rest(session, case.id, []):
        found += _of_instance(deployed(session, instance.definition_hash), instance, rules)
    return sorted({each.id: each for each in found}.values(), key=lambda each: (each.day, each.id))


def has_days(model: Deployed) -> bool:
    """Tell whether cases of a version have any day that might be extended."""
    return any(True for _ in _sources(model))


def _sources(model: Deployed) -> Iterator[tuple[str, str]]:
    """Give every expression of a day: what it stands at, and its source."""
    yield from engine.dated(model.definition)
    for name, each in model.manifest.milestones.items():
        if each.due:
            yield name, each.due


def _of_case(model: Deployed, case: LockedCase, rules: CaseRules) -> Iterator[ExtendableDay]:
    facts = all_facts(model, case, rules, key="", round_=1)
    for at, source in _sources(model):
        paths = engine.paths(source)
        for name, field in paths:
            day = _day(_field(facts.get(name), field)) if name in OF_CASE else None
            if day is not None:
                title = _title(model, rules, name, field)
                yield ExtendableDay(path=(name, field), name=title, day=day)
        if not {name for name, _ in paths} & {*OF_CASE, *model.definition.elements}:
            yield from _reckoned(model, at, source, facts)


def _reckoned(
    model: Deployed, at: str, source: str, facts: Mapping[str, Json]
) -> Iterator[ExtendableDay]:
    """Give the day of an expression over nothing that could be extended by itself."""
    with suppress(EngineRefusal):
        day = _day(engine.evaluated_day(source, facts))
        if day is not None:
            yield ExtendableDay(path=(engine.EXTENDED, source), name=_told(model, at), day=day)


def _told(model: Deployed, at: str) -> Words:
    """Name where the expression of a day stands: at an element, or at a duty."""
    drawn, milestone = model.definition.elements.get(at), model.manifest.milestones.get(at)
    if milestone is not None and drawn is None:
        return duty_name(model, milestone)
    return model.words(drawn.name) if drawn else Words(model.told(at))


def _of_instance(
    model: Deployed, instance: InstanceRow, rules: CaseRules
) -> Iterator[ExtendableDay]:
    """Give the days that were typed in a step of an instance, or came to it with a message."""
    elements = model.definition.elements
    here = (s for at, s in engine.dated(model.definition) if _in(model, at, instance))
    for name, field in {path for source in here for path in engine.paths(source)}:
        if name in elements and elements[name].process == instance.process:
            day = _day(_field(engine.noted(instance.doc, name), field))
            if day is not None:
                yield ExtendableDay(
                    path=(name, field),
                    name=_title(model, rules, name, field),
                    day=day,
                    instance=instance.id,
                    key=instance.key,
                    about=_party(instance.key, rules),
                )


def _in(model: Deployed, at: str, instance: InstanceRow) -> bool:
    return model.definition.elements[at].process == instance.process


def _title(model: Deployed, rules: CaseRules, name: str, field: str) -> Words:
    """Name a day: as the bloc-year calls its deadline, or as the form it was typed in does."""
    if name == DEADLINES:
        return next((each.name for each in rules.deadlines if each.id == field), Words(field))
    typed = engine.origin(model.definition, name, field)
    form = opening_form(model) if typed.name == OPENING else _form(model, typed.name)
    asked = form.fields.get(typed.field) if form else None
    schema = asked or column_of(model, typed.name, typed.field)
    return model.words(str(schema.get("title", field))) if schema else Words(field)


def _form(model: Deployed, element: str) -> Form | None:
    drawn = model.definition.elements.get(element)
    return form_of(model, drawn.form) if drawn and drawn.form else None


def _party(key: str, rules: CaseRules) -> Words:
    unit = unit_of_key(key)
    return Words(*(party_name(unit, rules, language) for language in ("vi", "en")))


def _field(found: Json, field: str) -> Json:
    return found.get(field) if isinstance(found, dict) else None


def _day(found: Json) -> date | None:
    try:
        return date.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        return None


def one_of(days: Iterable[ExtendableDay], id_: str) -> ExtendableDay | None:
    """Return the day of an id."""
    return next((each for each in days if each.id == id_), None)
