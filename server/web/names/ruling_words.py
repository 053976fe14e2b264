"""What a decision table was asked and what it said, in the words of the version that asked it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.table_words import TableWords, table_words
from server.actions.definitions.value_words import value_words
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.manifest.outline import OPENING
from server.domain.texts.words import Words
from server.store import Session
from server.web.frame.formats import number
from server.web.names.form_words import FormWords, form_words, task_words
from server.web.words.catalogue import gettext as _
from server.web.words.language import language, pick

_DECIMAL: Final = re.compile(r"-?\d{1,15}\.\d{1,15}", re.ASCII)
"""A number with places, as the engine's data hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingWords:
    """One answer as an event tells it; without its version, by what the event holds alone."""

    told: Mapping[str, Json]
    rules: CaseRules = field(repr=False)
    session: Session = field(repr=False)
    model: Deployed | None = field(default=None, repr=False)

    @classmethod
    def of(cls, session: Session, told: Mapping[str, Json], rules: CaseRules) -> "RulingWords":
        """Take the version it was asked by, where that can be read."""
        try:
            model = deployed(session, str(told.get("version") or ""))
        except CaseBroken:
            return cls(told=told, rules=rules, session=session)
        return cls(told=told, rules=rules, session=session, model=model)

    @property
    def task(self) -> str:
        """What the task is called that asked."""
        element = str(self.told.get("element") or "")
        drawn = self.model.definition.elements.get(element) if self.model else None
        return (self._said(drawn.name) if drawn else "") or element

    @property
    def table(self) -> str:
        """What the table is called."""
        return self._said(self._table.name)

    @property
    def reasons(self) -> Sequence[str]:
        """What the lines that fitted say of themselves."""
        known, lines = self._table.lines, self.told.get("lines")
        found = [at for at in lines if isinstance(at, int)] if isinstance(lines, list) else []
        said = [known[at - 1] for at in found if 0 < at <= len(known)]
        return [self._said(each) for each in said if each]

    @property
    def asked(self) -> Sequence[tuple[str, str]]:
        """Each input with what it was."""
        values, inputs = self.told.get("asked"), self._table.inputs
        several = values if isinstance(values, list) else []
        unnamed = [(str(at + 1), "") for at in range(len(inputs), len(several))]
        pairs = zip((*inputs, *unnamed), several, strict=False)
        return [self._input(source, label, value) for (source, label), value in pairs]

    @property
    def answer(self) -> Sequence[tuple[str, str]]:
        """Each output with what the table said."""
        said, labels = self.told.get("answer"), self._table.outputs
        pairs = said.items() if isinstance(said, dict) else ()
        return [
            (self._said(labels.get(name, "")) or name, self._value(value)) for name, value in pairs
        ]

    @property
    def _table(self) -> TableWords:
        decision = str(self.told.get("decision") or "")
        return table_words(self.model, decision) if self.model else TableWords()

    def _input(self, source: str, label: str, value: Json) -> tuple[str, str]:
        words, name = self._field(source)
        schema = words.form.fields.get(name) if words.form else None
        titled = self._said(label or str((schema or {}).get("title", "")))
        return titled or source, self._value(value, schema)

    def _field(self, source: str) -> tuple[FormWords, str]:
        """Give the form and the field an input reads, so that it is said as on its page."""
        element, _dot, name = source.partition(".")
        if self.model is None or not name.isidentifier():
            return FormWords(), ""
        if element == OPENING:
            form = self.model.manifest.open.form
            return form_words(self.session, self.model.hash, form), name
        return task_words(self.session, self.model.hash, element), name

    def _value(self, value: Json, schema: Mapping[str, object] | None = None) -> str:
        if value is None:
            return _("không có")
        if schema is None and isinstance(value, int) and not isinstance(value, bool):
            return number(value)
        if schema is None and isinstance(value, str) and _DECIMAL.fullmatch(value):
            return number(Decimal(value))
        words = self.model.words if self.model else Words
        said = value_words(value, schema, words=words, rules=self.rules, language=language())
        return self._said(said) if schema is None else said

    def _said(self, vietnamese: str) -> str:
        return pick(self.model.words(vietnamese)) if self.model and vietnamese else vietnamese
