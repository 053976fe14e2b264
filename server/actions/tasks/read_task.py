"""Read one task for its page: who may see it, its form, its draft and what its widgets show."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from server.actions.definitions.deployed import (
    deployed,
    rules_of,
)
from server.actions.definitions.form_reading import form_of
from server.actions.documents import task_numbers
from server.actions.documents.task_numbers import TaskNumber
from server.actions.steps.process_code import PageNeeds, code_of
from server.actions.tasks import shown_records
from server.actions.tasks.case_deadlines import deadlines_of
from server.actions.tasks.next_steps import NextSteps, next_steps
from server.actions.tasks.shown_records import AskedRecords, ShownRecords
from server.actions.tasks.task_sight import case_sight, facts_of, handed_in_with, made_by
from server.domain.blocs.rules import CaseRules, Deadline
from server.domain.cases.sight import CaseSight
from server.domain.deadlines import local_day
from server.domain.documents.registers import registered
from server.domain.manifest import Manifest, ShownKind
from server.domain.people.actors import Actor
from server.domain.refusals import OwnUnit
from server.domain.tasks import work
from server.domain.tasks.task_access import (
    HandedIn,
    Standing,
    TaskFacts,
    document_visible,
    eyes_on,
    file_visible,
    panel_visible,
    remarks_visible,
    standing,
    task_visible,
)
from server.domain.texts.words import Words
from server.forms import Form
from server.store import Session
from server.store.tasks import (
    attachments,
    drafts,
    task_pages,
)
from server.store.tasks.attachments import Attachment
from server.store.tasks.drafts import Draft
from server.store.tasks.records import Record
from server.store.tasks.task_pages import TaskRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """A task as somebody may see it."""

    task: TaskRecord
    standing: Standing
    rules: CaseRules
    form: Form
    english: Mapping[str, str] = field(repr=False)
    shows: tuple[str, ...]
    guidance: Words
    note: Words
    deadlines: tuple[Deadline, ...]
    """Those of the bloc-year that bear on its case: all for a package, else what is named."""
    next_steps: NextSteps
    remarks: bool
    """Whether the reader may read the remarks."""
    manifest: Manifest = field(repr=False)
    """That of the case."""
    later: "Later" = field(repr=False)

    @property
    def material(self) -> object:
        """What the widgets are filled from: the process's own; None for a process of pure data."""
        return self.later.material

    @property
    def case(self) -> CaseSight:
        """What decides who sees what of its case."""
        return self.later.case

    @property
    def draft(self) -> Draft | None:
        """What was typed so far; only for who works on the task."""
        return self.later.draft

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The files handed in, and the draft's for who works on the task."""
        return self.later.files

    @property
    def attached(self) -> frozenset[str]:
        """The kinds of file that the task itself has, now or from being done before."""
        this = self.task.element, self.task.key
        return frozenset(
            file.kind
            for file in self.files
            if file.task_id == self.task.id or (file.element, file.key) == this
        )

    @property
    def records(self) -> ShownRecords:
        """The records the page shows, as far as the reader may see them."""
        return self.later.records

    @property
    def numbers(self) -> tuple[TaskNumber, ...]:
        """The numbers of the bloc's register that its documents have, or will get."""
        return self.later.numbers

    def words(self, vietnamese: str) -> Words:
        """Return a text of the diagram or the form in both languages."""
        return Words(vietnamese, self.english.get(vietnamese, ""))


def read(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> TaskPage:
    """Read a task's page. Raises NotThere for what is not there and what must not be seen."""
    task = task_pages.find(session, task_id, today=local_day(now), persons=actor.judged)
    if task is None:
        raise work.NotThere
    rules = rules_of(session, task.rules_digest)
    facts = facts_of(task)
    case = case_sight(session, task, rules)
    if not task_visible(task=facts, actor=actor, case=case):
        raise work.NotThere
    model = deployed(session, task.definition_hash)
    form = form_of(model, task.form)
    how = standing(task=facts, actor=actor)
    works = how is Standing.WORKS
    reader = Reader(
        actor=actor,
        works=works,
        facts=facts,
        eyes=eyes_on(facts, actor),
        case=case,
        day=local_day(now),
    )
    panels = form.shows or _shown_by(model.manifest, task.element)
    shows = tuple(panel for panel in panels if reader.sees_panel(panel))
    asks = Asks(form.widgets | set(shows), shown_records.asked(model, task, form))
    return TaskPage(
        task=task,
        standing=how,
        rules=rules,
        form=form,
        english=model.english,
        shows=shows,
        deadlines=deadlines_of(model, rules),
        note=model.words(task.note),
        guidance=model.words(model.definition.elements[task.element].documentation),
        next_steps=next_steps(model, task.element),
        remarks=remarks_visible(task=facts, actor=actor, case=case),
        manifest=case.manifest,
        later=Later(session, task, rules, asks=asks, reader=reader),
    )


def _shown_by(manifest: Manifest, element: str) -> tuple[str, ...]:
    """Name the panels and papers that the manifest shows with a task."""
    entry = manifest.tasks.get(element)
    shown = entry.shows if entry else ()
    return tuple(each.name or each.kind.value for each in shown if each.kind in _PANELS)


_PANELS = frozenset({ShownKind.PANEL, ShownKind.PAPERS})


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
        task = made_by(record, self.facts)
        return self.works or task_visible(task=task, actor=self.actor, case=self.case)

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
        )
        return read(needs) if read else None

    @cached_property
    def records(self) -> ShownRecords:
        """Read the records the page shows: to who does the task all of them, it is their matter."""
        if not self._asked.any:
            return ShownRecords()
        reader = self._reader
        return shown_records.read(
            self._session, self._task, self._asked, sees=reader.sees, tells=reader.tells
        )

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

    def _shows(self, file: Attachment) -> bool:
        """Tell whether a file may be listed: a draft's by who works on it, others by circle."""
        if file.removable:
            return self._reader.works
        reader = self._reader
        return file_visible(
            file=HandedIn(file.kind, file.unit_id or ""),
            task=handed_in_with(file, reader.facts),
            posts=reader.eyes,
            case=reader.case,
        )


def read_own(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> TaskPage:
    """Read a task somebody is about to work on; raises what `check_own` raises, and NotThere."""
    page = read(session, task_id, actor=actor, now=now)
    check_own(page, actor)
    return page


def check_own(page: TaskPage, actor: Actor) -> None:
    """Raise NotYours, TakenByOther, OwnUnit, AlreadyDone or Withdrawn unless it is theirs to do."""
    task = page.task
    if page.standing is Standing.BARRED:
        raise OwnUnit(task.subject_unit_id or "")
    if page.standing is not Standing.OVER:
        work.check_holder(
            task_id=task.id, post_id=task.post_id, assignee_id=task.assignee_id, actor=actor
        )
    work.check_open(
        task_id=task.id, state=task.state, done_name=task.done_name, closed_at=task.closed_at
    )
