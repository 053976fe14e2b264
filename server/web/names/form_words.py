"""What an event's form calls its outcome and its fields: the form of the version it was made by."""

from dataclasses import dataclass, field
from typing import Final

from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.form_reading import form_of
from server.domain.administration.repairs import CaseBroken
from server.form_shape import FieldType, field_type
from server.forms import Form
from server.forms.outcome import outcome_label, says_outcome
from server.forms.writing import text_of
from server.store import Session
from server.store.history.history_pages import HistoryEvent
from server.web.words.language import pick

_WRITTEN: Final = frozenset({FieldType.AMOUNT, FieldType.DATE})


@dataclass(frozen=True, slots=True)
class FormWords:
    """A form of one version, asked for its words; without a form everything has none."""

    model: Deployed | None = field(default=None, repr=False)
    form: Form | None = field(default=None, repr=False)

    @property
    def marks(self) -> bool:
        """Tell whether the form marks its outcome."""
        return self.form is not None and says_outcome(self.form)

    def outcome(self, code: str) -> str:
        """Return what an outcome is called; empty where the form does not say."""
        return self._say(outcome_label(self.form, code)) if self.form else ""

    def field(self, path: str) -> str:
        """Return the title of a field of the first level that is no grid; empty for any other."""
        if self._type(path) in {None, FieldType.COMPOSITE} or self.form is None:
            return ""
        return self._say(str(self.form.fields[path].get("title", "")))

    def value(self, path: str, text: str) -> str:
        """Return a choice, an amount or a day in words, anything else as it is."""
        kind = self._type(path)
        if self.form is None or kind is None or not text:
            return text
        if kind in _WRITTEN:
            return text_of(text, self.form.fields[path])
        return self._say(self.form.label(path, text))

    def _type(self, path: str) -> FieldType | None:
        known = self.form is not None and path in self.form.fields
        return field_type(self.form.fields[path]) if self.form and known else None

    def _say(self, vietnamese: str) -> str:
        return pick(self.model.words(vietnamese)) if self.model and vietnamese else vietnamese


def words_of(session: Session, event: HistoryEvent) -> FormWords:
    """Return the words of an event's form."""
    task = event.payload.get("task")
    name = task.get("form") if isinstance(task, dict) else None
    return form_words(session, str(event.row["definition_hash"] or ""), str(name or ""))


def form_words(session: Session, version: str, name: str) -> FormWords:
    """Return the words of a form of a version; one that is gone or ruined gives none."""
    if not version or not name:
        return FormWords()
    try:
        model = deployed(session, version)
        return FormWords(model, form_of(model, name))
    except (CaseBroken, KeyError):
        return FormWords()


def task_words(session: Session, version: str, element: str) -> FormWords:
    """Return the words of the form of a task of a version."""
    try:
        drawn = deployed(session, version).definition.elements.get(element)
    except CaseBroken:
        return FormWords()
    return form_words(session, version, (drawn.form if drawn else None) or "")
