"""What a printout is laid out from: a case, its rules, and the records of its tasks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.form_reading import form_of, opening_form
from server.actions.definitions.value_words import value_words
from server.actions.steps.title_holes import subject_of
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.manifest import PrintoutEntry
from server.domain.manifest.outline import OPENING
from server.domain.printouts.numbers import decimal_words
from server.form_shape import FieldType, field_type
from server.forms import Form
from server.store import Session
from server.store.cases.case_pages import CaseHead
from server.store.tasks import records
from server.store.tasks.records import Record, WantedRecords


class ReaderSight(Protocol):
    """What the reader may see of the case, and of those before and after it, as its page asks."""

    @property
    def chain(self) -> Mapping[str, CaseHead]:
        """The case and its relatives, by kind."""

    def rules_of(self, case: CaseHead) -> CaseRules:
        """Return the rules of the case or of a relative."""

    def tells(self, *, of: CaseHead) -> bool:
        """Tell whether it may be told who did what when."""

    def task(self, element: str, *, of: CaseHead, key: str, unit: str = "") -> bool:
        """Tell whether the record of a task may be shown."""

    def matter(
        self,
        name: str,
        *,
        of: CaseHead,
        unit: str = "",
        key: str = "",
        opened_at: datetime | None = None,
    ) -> bool:
        """Tell whether something that a process's package shows may be shown."""

    def document(self, kind: str, *, key: str, element: str = "") -> bool:
        """Tell whether a document of the case, with its number, may be shown."""

    def file(self, kind: str, element: str, *, of: CaseHead, key: str = "") -> bool:
        """Tell whether files of a kind that came with a task may be shown."""


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field of a form as a printout writes it: its title, its schema, its form's words."""

    title: str
    schema: object
    model: Deployed

    def said(self, value: Json, rules: CaseRules) -> str:
        """Say what stands in it, in Vietnamese."""
        schema = self.schema if isinstance(self.schema, dict) else {}
        if field_type(schema) is FieldType.DECIMAL and isinstance(value, str | int):
            return decimal_words(str(value))
        return value_words(value, schema, words=self.model.words, rules=rules, language="vi")


@dataclass(frozen=True, kw_only=True)
class Material:
    """The case, the records that its reader sees, and what the printout is of: a unit, or all."""

    session: Session = field(repr=False)
    case: CaseHead
    model: Deployed = field(repr=False)
    rules: CaseRules = field(repr=False)
    records: Sequence[Record] = field(repr=False)
    eyes: ReaderSight = field(repr=False)
    key: str = ""

    @cached_property
    def opening(self) -> dict[str, Json]:
        """What was typed when the case was opened."""
        found = json.loads(self.case.opening or "{}")
        return found if isinstance(found, dict) else {}

    @property
    def at(self) -> datetime:
        """When the newest of what is printed was handed in: the time that its file bears."""
        return max((each.at for each in self.records), default=self.case.opened_at)

    @property
    def unit(self) -> str:
        """The unit that it is about: the key, a nominee's, else who opened a case about itself."""
        about = subject_of(self.key, self.rules) or self.key
        return about or self.model.manifest.open.about(self.case.opened_post or "")

    @property
    def subject(self) -> str:
        """What the case is about in words, as whoever opened it wrote."""
        name = self.model.manifest.open.subject.removeprefix(f"{OPENING}.")
        return str(self.opening.get(name, "")) if name else ""

    def record(self, element: str) -> Record | None:
        """Return the newest record of a task: of the same key, else the case's own."""
        own = [each for each in self.records if each.element == element]
        found = {each.key: each for each in own}
        return found.get(self.key) or found.get("")

    def every(self, element: str) -> list[Record]:
        """Return the newest record of a task for each key, in the order of the roster."""
        order = {unit.id: place for place, unit in enumerate(self.rules.units)}
        own = [each for each in self.records if each.element == element]
        about = {each.key: subject_of(each.key, self.rules) or "" for each in own}
        return sorted(own, key=lambda each: (order.get(about[each.key], len(order)), each.key))

    def form(self, record: Record) -> tuple[Deployed, Form]:
        """Return the version and the form a record was made by; raises CaseBroken, KeyError."""
        model = deployed(self.session, record.definition_hash)
        return model, form_of(model, record.form)

    def field(self, element: str, name: str) -> AskedField | None:
        """Return a field of a task's form, or of the opening form, as the case's version has it."""
        schema = field_of(self.model, element, name)
        return AskedField(title_of(schema), schema, self.model) if schema is not None else None


def field_of(model: Deployed, element: str, name: str) -> object:
    """Return the schema of a field of a task's form, or of the opening form; None without one."""
    form = _form_of(model, element)
    return form.fields.get(name) if form else None


def _form_of(model: Deployed, element: str) -> Form | None:
    if element == OPENING:
        return opening_form(model)
    drawn = model.definition.elements.get(element)
    return form_of(model, drawn.form) if drawn and drawn.form else None


def title_of(schema: object) -> str:
    """Return the title of a field; empty where it has none."""
    return str(schema.get("title", "")) if isinstance(schema, dict) else ""


def read(session: Session, case: CaseHead, entries: Sequence[PrintoutEntry]) -> Sequence[Record]:
    """Read the newest records that printouts are laid out from, with one statement."""
    wanted = sorted({name for each in entries for name in elements(each)})
    if not wanted:
        return ()
    return records.newest(session, WantedRecords(case_id=case.id, key="", every=wanted))


def model_of(session: Session, case: CaseHead) -> Deployed | None:
    """Return the version a case runs on; None where it cannot be read."""
    try:
        return deployed(session, case.definition_hash)
    except CaseBroken:
        return None


def elements(entry: PrintoutEntry) -> set[str]:
    """Return the tasks whose records a printout is made of: printed, cited, or its signing."""
    holes = {hole.partition(".")[0] for hole in entry.holes() if "." in hole}
    return {*entry.elements(), *holes, *(task for each in entry.signed for task in each.tasks)} - {
        OPENING
    }
