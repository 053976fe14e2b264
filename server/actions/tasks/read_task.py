"""Read one task for its page: who may see it, its form, its draft and what its widgets show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from server.actions.definitions.case_deadlines import deadlines_of
from server.actions.definitions.deployed import deployed, rules_of
from server.actions.definitions.form_reading import asked_form
from server.actions.documents.task_numbers import TaskNumber
from server.actions.taken_rows.earlier_rows import Taken
from server.actions.tasks import shown_records
from server.actions.tasks.next_steps import NextSteps, next_steps
from server.actions.tasks.shown_later import Asks, Later, Reader
from server.actions.tasks.shown_records import ShownRecords
from server.actions.tasks.task_sight import case_sight, facts_of, is_returned, standing_of
from server.domain.blocs.rules import CaseRules, Deadline
from server.domain.cases.sight import CaseSight
from server.domain.deadlines import local_day
from server.domain.manifest import Manifest, ShownKind
from server.domain.people.actors import Actor
from server.domain.refusals import OwnUnit
from server.domain.tasks import work
from server.domain.tasks.task_access import (
    Standing,
    eyes_on,
    remarks_visible,
    task_visible,
)
from server.domain.texts.words import Words
from server.form_shape.outcomes import RETURN
from server.forms import Form
from server.forms.outcome import meaning
from server.store import Session
from server.store.tasks import task_pages
from server.store.tasks.attachments import Attachment
from server.store.tasks.drafts import Draft
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
    returned: bool
    """Whether its work was sent back to it."""
    remarks: bool
    """Whether the reader may read the remarks."""
    later: Later = field(repr=False)

    @property
    def material(self) -> object:
        """What the widgets are filled from: the process's own; None for a process of pure data."""
        return self.later.material

    @property
    def case(self) -> CaseSight:
        """What decides who sees what of its case."""
        return self.later.case

    @property
    def manifest(self) -> Manifest:
        """That of the case."""
        return self.case.manifest

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
    def taken(self) -> Taken:
        """The rows that its form takes over; only for who works on the task."""
        return self.later.taken

    @property
    def numbers(self) -> tuple[TaskNumber, ...]:
        """The numbers of the bloc's register that its documents have, or will get."""
        return self.later.numbers

    def words(self, vietnamese: str) -> Words:
        """Return a text of the diagram or the form in both languages."""
        return Words(vietnamese, self.english.get(vietnamese, ""))


def read(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> TaskPage:
    """Read a task's page. Raises NotThere for what is not there and what must not be seen."""
    task = task_pages.find(session, task_id, today=local_day(now), reader=actor)
    if task is None:
        raise work.NotThere
    rules = rules_of(session, task.rules_digest)
    facts = facts_of(task)
    case = case_sight(session, task, rules)
    if not task_visible(task=facts, actor=actor, case=case):
        raise work.NotThere
    model = deployed(session, task.definition_hash)
    form = asked_form(model, task.form, rules)
    how = standing_of(session, task, actor)
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
        returned=is_returned(session, task.came_back),
        remarks=remarks_visible(task=facts, actor=actor, case=case),
        later=Later(session, task, rules, asks=asks, reader=reader),
    )


def _shown_by(manifest: Manifest, element: str) -> tuple[str, ...]:
    """Name the panels and papers that the manifest shows with a task."""
    entry = manifest.tasks.get(element)
    shown = entry.shows if entry else ()
    return tuple(each.name or each.kind.value for each in shown if each.kind in _PANELS)


_PANELS = frozenset({ShownKind.PANEL, ShownKind.PAPERS})


def read_own(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> TaskPage:
    """Read a task somebody is about to work on; raises what `check_own` raises, and NotThere."""
    page = read(session, task_id, actor=actor, now=now)
    check_own(page, actor)
    return page


def check_own(page: TaskPage, actor: Actor) -> None:
    """Refuse what is not theirs to do.

    Raises OwnUnit, SamePerson, NotYours, TakenByOther, AlreadyDone, AlreadyReturned, Withdrawn.
    """
    task = page.task
    if page.standing is Standing.BARRED:
        raise OwnUnit(task.subject_unit_id or "")
    if page.standing is Standing.PREPARED:
        raise work.SamePerson(task.id)
    if page.standing is not Standing.OVER:
        work.check_holder(
            task_id=task.id, post_id=task.post_id, assignee_id=task.assignee_id, actor=actor
        )
    work.check_open(task, returned=meaning(page.form, task.outcome) == RETURN)
