"""What is typed when a case opens: what of it steers the case, and how it is called after it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import opening_form, opening_routes
from server.actions.definitions.value_words import value_words
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases.opening import DefinitionFails
from server.domain.cases.titles import filled
from server.domain.manifest import ONE_A_YEAR
from server.domain.manifest.outline import OPENING
from server.domain.tasks.work import FormRefused
from server.domain.texts.words import Words
from server.engine import EngineRefusal
from server.forms import Form, FormContext
from server.forms.context import NO_CONTEXT
from server.forms.validation import violations

ONCE = ""
"""The slot of what stands once in a bloc-year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """An opening form as it was filled in: empty where a process opens without one."""

    model: Deployed
    form: Form | None
    value: Mapping[str, Json]

    @property
    def kept(self) -> str:
        """All that was typed, as JSON."""
        return json.dumps(self.value, ensure_ascii=False, sort_keys=True)

    def slot(self) -> str | None:
        """Return what stands once in the bloc-year, None for any number; raises DefinitionFails."""
        one = self.model.manifest.open.one
        if one in {"", ONE_A_YEAR}:
            return ONCE if one else None
        try:
            found = engine.evaluate(one, {OPENING: opening_routes(self.form, self.value)})
        except EngineRefusal as refusal:
            raise DefinitionFails(type(refusal).__name__, str(refusal)) from refusal
        return None if found is None else str(found)

    def once(self, rules: CaseRules) -> Words:
        """Say by which answers it stands once in the bloc-year; empty where by none."""
        fields = self.form.fields if self.form else {}
        one = engine.paths(self.model.manifest.open.one)
        read = [field for name, field in one if name == OPENING]
        titles = {name: str(fields[name].get("title", name)) for name in read if name in fields}
        said = [
            "; ".join(
                f"{self.model.words(title).text(each)}: {self._holes(rules, each)[_hole(name)]}"
                for name, title in titles.items()
                if name in self.value
            )
            for each in ("vi", "en")
        ]
        return Words(*said)

    def title(self, *, rules: CaseRules, number: int | None) -> Words:
        """Name the case; `number` counts its kind in the bloc-year, None before it is given."""
        name = self.model.words(self.model.manifest.name)
        holes = {"year": str(rules.year), "number": str(number or "…")}
        titles = [
            filled(name.text(each), {**holes, **self._holes(rules, each)})
            or self.model.short.text(each)
            for each in ("vi", "en")
        ]
        return Words(*titles)

    def _holes(self, rules: CaseRules, language: str) -> dict[str, str]:
        fields = self.form.fields if self.form else {}
        said = {
            _hole(name): value_words(
                value, fields.get(name), words=self.model.words, rules=rules, language=language
            )
            for name, value in self.value.items()
        }
        return {**said, "subject": said.get(self.model.manifest.open.subject, "")}


def _hole(field: str) -> str:
    return f"{OPENING}.{field}"


def typed(model: Deployed, value: Mapping[str, Json], context: FormContext = NO_CONTEXT) -> Typed:
    """Take what was typed; raises FormRefused where the form does not take it."""
    form = opening_form(model)
    if form is None:
        return Typed(model=model, form=None, value={})
    if found := violations(form, value, context):
        raise FormRefused(tuple((each.path, str(each.code), each.params) for each in found))
    return Typed(model=model, form=form, value=dict(value))
