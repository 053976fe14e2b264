"""What only a shown page of a task asks for, as far as its reader may see it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import asked_form
from server.actions.documents import task_numbers
from server.actions.documents.task_numbers import TaskNumber
from server.actions.steps.process_code import PageNeeds, code_of
from server.actions.taken_rows import earlier_rows
from server.actions.taken_rows.earlier_rows import Taken
from server.actions.tasks import shown_records
from server.actions.tasks.shown_records import AskedRecords, RecordSight, ShownRecords
from server.actions.tasks.task_sight import HandedInFiles, handed_in_with, made_by
from server.domain.blocs.rules import CaseRules
from server.domain.cases.sight import CaseSight
from server.domain.documents.registers import registered
from server.domain.people.actors import Actor
from server.domain.tasks.task_access import (
    TaskFacts,
    document_visible,
    file_visible,
    panel_visible,
    task_visible,
)
from server.store import Session
from server.store.tasks import attachments, drafts
from server.store.tasks.attachments import Attachment
from server.store.tasks.drafts import Draft
from server.store.tasks.records import Record
from server.store.tasks.task_pages import TaskRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads a task, whether they work on it, and what decides what they see of its case."""

    actor: Actor
    works: bool
    facts: TaskFacts
    eyes: frozenset[str]
    case: CaseSight
    day: date

    def sees_panel(self, panel: str) -> bool:
        """Tell whether they see a panel beside the task."""
        return panel_visible(panel, task=self.facts, actor=self.actor, case=self.case)

    def sees(self, record: Record) -> bool:
        """Tell whether they see a record: to who does the task all of them are their matter."""
        return self.works or self.opens(record)

    def opens(self, record: Record) -> bool:
        """Tell whether they may open the page of a record's task, whatever they do themself."""
        task = made_by(record, self.facts)
        return task_visible(task=task, actor=self.actor, case=self.case)

    def tells(self, record: Record, kind: str) -> bool:
        """Tell whether they may know the number of a document that a record made."""
        task = made_by(record, self.facts)
        return self.works or document_visible(kind, task=task, actor=self.actor, case=self.case)


@dataclass(frozen=True, slots=True)
class Asks:
    """What a page shows: its widgets, and records."""

    widgets: Collection[str]
    records: AskedRecords


class Later:
    """What only a shown page asks for: read when it is asked, once; an act needs none of it."""

    def __init__(
        self,
        session: Session,
        task: TaskRecord,
        rules: CaseRules,
        *,
        asks: Asks,
        reader: Reader,
    ) -> None:
        """Keep what is needed to read it in the same transaction."""
        self._session, self._task, self._rules = session, task, rules
        self._wanted, self._asked, self._reader = asks.widgets, asks.records, reader

    @property
    def case(self) -> CaseSight:
        """What decides who sees what of the case."""
        return self._reader.case

    @cached_property
    def material(self) -> object:
        """Read what the widgets are filled from."""
        read = code_of(self._task.case_kind).material
        needs = PageNeeds(
            session=self._session,
            task=self._task,
            rules=self._rules,
            wanted=frozenset(self._wanted),
            today=self._reader.day,
        )
        return read(needs) if read else None

    @cached_property
    def records(self) -> ShownRecords:
        """Read the records the page shows: to who does the task all of them, it is their matter."""
        if not self._asked.any:
            return ShownRecords()
        reader = self._reader
        sight = RecordSight(sees=reader.sees, opens=reader.opens, tells=reader.tells)
        return shown_records.read(self._session, self._task, self._asked, sight)

    @cached_property
    def numbers(self) -> tuple[TaskNumber, ...]:
        """Read the numbers of the documents that the reader may know of."""
        reader, model = self._reader, deployed(self._session, self._task.definition_hash)
        entries = [
            entry
            for entry in registered(model.manifest, self._task.element)
            if document_visible(entry.type, task=reader.facts, actor=reader.actor, case=reader.case)
        ]
        if not entries:
            return ()
        return task_numbers.read(self._session, self._task, self._rules, entries, day=reader.day)

    @cached_property
    def taken(self) -> Taken:
        """Read the rows that its form takes over, for who works on it."""
        if not self._reader.works:
            return {}
        model = deployed(self._session, self._task.definition_hash)
        return earlier_rows.of_task(
            self._session,
            model,
            self._task,
            asked_form(model, self._task.form, self._rules),
            rules=self._rules,
            opening=json.loads(self._task.opening),
        )

    @cached_property
    def draft(self) -> Draft | None:
        """Read the draft."""
        return drafts.of_task(self._session, self._task.id) if self._reader.works else None

    @cached_property
    def files(self) -> tuple[Attachment, ...]:
        """Read the files."""
        task = self._task
        found = attachments.of_task(
            self._session, task.id, case_id=task.case_id, unit_id=task.subject_unit_id
        )
        return tuple(file for file in found if self._shows(file))

    @cached_property
    def _handed_in(self) -> HandedInFiles:
        task = self._task
        return HandedInFiles(
            session=self._session,
            case_id=task.case_id,
            case_kind=task.case_kind,
            case=self._reader.case,
        )

    def _shows(self, file: Attachment) -> bool:
        """Tell whether a file may be listed: a draft's by who works on it, others by circle."""
        if file.removable:
            return self._reader.works
        reader = self._reader
        return file_visible(
            file=self._handed_in.of(file),
            task=handed_in_with(file, reader.facts),
            posts=reader.eyes,
            case=reader.case,
        )
