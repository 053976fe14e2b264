"""A task's title: its holes filled once, when the task opens."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import form_of, opening_form
from server.actions.definitions.row_sets import column_of
from server.actions.definitions.value_words import party_name, value_words
from server.actions.steps.step_state import StepState
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases.titles import HOLE, filled
from server.domain.manifest import Manifest
from server.domain.manifest.outline import OPENING
from server.domain.people.posts import unit_of_nominee
from server.domain.texts.words import Words
from server.forms import Form
from server.store.cases.cases import InstanceRow

LANGUAGES = ("vi", "en")


def subject_of(key: str, rules: CaseRules) -> str | None:
    """Return the member unit an instance is about: its key, or the unit of a nominee."""
    known = rules.unit_ids
    return next((each for each in (key, unit_of_nominee(key)) if each in known), None)


def title_of(
    step: StepState, model: Deployed, instance: InstanceRow, drawn: engine.Element
) -> Words:
    """Name a task that opens, in both languages; a hole that nothing fills is left empty."""
    return titled(model, drawn, _Holes(step, model, instance).said)


def titled(model: Deployed, drawn: engine.Element, said: Callable[[str, str], str]) -> Words:
    """Name a task in both languages; `said` fills a hole in one of them.

    A name has no holes: what looks like one stands there as it was drawn.
    """
    if not drawn.title:
        return model.words(drawn.name)
    words = model.words(drawn.title)
    vi, en = (
        filled(text, {hole: said(hole, language) for hole in HOLE.findall(text)}) or drawn.name
        for language, text in ((each, words.text(each)) for each in LANGUAGES)
    )
    return Words(vi, en)


@dataclass(frozen=True, slots=True)
class SaidFields:
    """Says fields of steps in the words of their forms; `opened` is what a case was opened on."""

    opened: Deployed
    model: Deployed
    rules: CaseRules

    def of(self, name: str, field: str, known: object, language: str) -> str:
        """Say a field of a step before, or of the opening form; `known` is all that is there."""
        typed = engine.origin(self.model.definition, name, field)
        form = self._form(typed.name)
        asked = form.fields.get(typed.field) if form else None
        return value_words(
            known.get(field) if isinstance(known, Mapping) else None,
            asked or column_of(self.model, typed.name, typed.field),
            words=(self.opened if typed.name == OPENING else self.model).words,
            rules=self.rules,
            language=language,
        )

    def _form(self, name: str) -> Form | None:
        if name == OPENING:
            return opening_form(self.opened)
        drawn = self.model.definition.elements.get(name)
        return form_of(self.model, drawn.form) if drawn and drawn.form else None


class _Holes:
    """What fills the holes of one task's title."""

    def __init__(self, step: StepState, model: Deployed, instance: InstanceRow) -> None:
        self.step, self.instance = step, instance
        self.rules = step.rules
        self.fields = SaidFields(step.deployed, model, step.rules)

    def said(self, hole: str, language: str) -> str:
        match hole:
            case "unit":
                return party_name(self._about, self.rules, language)
            case "award":
                return self._award.text(language)
            case "bloc":
                return self.rules.bloc.short.text(language)
            case "subject":
                return str(self._typed.get(self._subject, ""))
            case _ if "." in hole:
                return self._field(hole, language)
            case _:
                known = {"year": self.rules.year, "round": self.instance.round}
                return str(known.get(hole, ""))

    @property
    def _about(self) -> str:
        """The unit or body an instance is for; else the opener's, where the case is about it."""
        key = self.instance.key
        return subject_of(key, self.rules) or key or self._opener

    @property
    def _award(self) -> Words:
        """The award of a nominee."""
        key, rules = self.instance.key, self.rules
        award = key.partition("/")[0] if subject_of(key, rules) != key else ""
        return next((item.name for item in rules.awards if item.id == award), Words(""))

    @property
    def _opener(self) -> str:
        """The unit that opened a case which is about it."""
        return self.step.deployed.manifest.open.about(self.step.case.opened_post)

    @property
    def _subject(self) -> str:
        return self.step.deployed.manifest.open.subject.removeprefix(f"{OPENING}.")

    def _field(self, hole: str, language: str) -> str:
        """Say a field of a step before, or of the form the case was opened with."""
        name, _, field = hole.partition(".")
        known = self._typed if name == OPENING else engine.noted(self.instance.doc, name)
        return self.fields.of(name, field, known, language)

    @cached_property
    def _typed(self) -> dict[str, Json]:
        """What the case was opened with."""
        found = json.loads(self.step.case.opening)
        return found if isinstance(found, dict) else {}


def carried(manifest: Manifest, each: str, doc: str) -> dict[str, Json]:
    """Return what the members of a set are told of who asks it, for the holes of their titles.

    `doc` is the state of the instance that asks.
    """
    entry = manifest.sets.get(each)
    found: dict[str, dict[str, Json]] = {}
    for hole in entry.holes if entry else ():
        name, _, field = hole.partition(".")
        noted = engine.noted(doc, name) if field else None
        if isinstance(noted, dict):
            found.setdefault(name, {})[field] = noted.get(field)
    return dict(found)
