"""What an event's form calls its outcome and its fields: the form of the version it was made by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.form_reading import form_of
from server.domain.administration.repairs import CaseBroken
from server.form_shape import FieldType, field_type
from server.forms import Form
from server.forms.form import Schema
from server.forms.outcome import outcome_label, says_outcome
from server.forms.writing import text_of
from server.store import Session
from server.store.history.history_events import HistoryEvent
from server.web.frame.formats import number
from server.web.names.field_words import field_words
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick

_WRITTEN: Final = frozenset({FieldType.AMOUNT, FieldType.DATE})
_SEVERAL: Final = frozenset({FieldType.CHOICES, FieldType.PARTIES})
_IN_A_ROW: Final = 2
"""How many parts a path has below its rows: the place of a row, and a field."""


@dataclass(frozen=True, slots=True)
class FormWords:
    """A form of one version, asked for its words; without a form everything has none."""

    model: Deployed | None = field(default=None, repr=False)
    form: Form | None = field(default=None, repr=False)

    @property
    def marks(self) -> bool:
        """Tell whether the form marks its outcome."""
        return self.form is not None and says_outcome(self.form)

    @property
    def title(self) -> str:
        """The form's title; empty without a form."""
        return self._say(self.form.title) if self.form else ""

    def outcome(self, code: str) -> str:
        """Return what an outcome is called; empty where the form does not say."""
        return self._say(outcome_label(self.form, code)) if self.form else ""

    def field(self, path: str) -> str:
        """Return the title of a field of the first level or of a row; empty for any other."""
        schema = self._schema(path)
        if self.form is None or schema is None or field_type(schema) is FieldType.COMPOSITE:
            return ""
        title = self._say(str(schema.get("title", "")))
        rows, *place = path.split(".")
        if not place:
            return title
        of_rows = self._say(str(self.form.fields[rows].get("title", "")))
        row = _("%(field)s, dòng %(number)s", field=of_rows, number=int(place[0]) + 1)
        return f"{row}, {title}"

    def value(self, path: str, text: str, *, names: Mapping[str, str]) -> str:
        """Return what an event keeps of a field in words; `names` are of units and bodies, by id.

        An event writes several with commas and a ticked box as `True`, one not ticked as nothing.
        """
        schema = self._schema(path)
        if schema is None or (kind := field_type(schema)) is None:
            return text
        if kind is FieldType.TRUTH:
            text = "1" if text else "0"
        elif not text:
            return text
        elif kind in _WRITTEN:
            return text_of(text, schema, number)
        elif kind in _SEVERAL:
            text = " ".join(text.split(", "))
        return field_words(schema, text, say=self._say, named=lambda each: names.get(each, each))

    def _schema(self, path: str) -> Schema | None:
        """Return what a field is: of the first level, or of a row."""
        form, (first, *place) = self.form, path.split(".")
        if form is None or (place and (first not in form.rows or len(place) < _IN_A_ROW)):
            return None
        return form.find(path) if place else form.fields.get(first)

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
