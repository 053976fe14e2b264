"""A task, a file of one, and its case, as they are asked who sees them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import form_of
from server.actions.definitions.seeing import sight_of
from server.actions.steps.conditions import CaseOpening, conditions
from server.actions.steps.process_code import code_of, judged_units
from server.domain.blocs.rules import CaseRules
from server.domain.cases.sight import CaseSight
from server.domain.people.actors import Actor
from server.domain.tasks.task_access import (
    HandedIn,
    Standing,
    TaskFacts,
    standing,
)
from server.form_shape.outcomes import RETURN
from server.forms.outcome import meaning
from server.store import Session
from server.store.cases.case_papers import FileRow
from server.store.cases.cases import TaskRow
from server.store.tasks.attachments import Attachment
from server.store.tasks.came_back import CameBack
from server.store.tasks.records import Record
from server.store.tasks.task_pages import TaskRecord


def facts_of(task: TaskRecord) -> TaskFacts:
    """Return what of a task decides who may see it and work on it."""
    return TaskFacts(
        id=task.id,
        case_kind=task.case_kind,
        element=task.element,
        bars=task.bars,
        key=task.key,
        post_id=task.post_id,
        unit_id=task.subject_unit_id or "",
        assignee_id=task.assignee_id,
        open=task.state == "open",
        opened_at=task.opened_at,
        own_units=task.own_units,
    )


def standing_of(session: Session, task: TaskRecord, actor: Actor) -> Standing:
    """Say what somebody who may see a task can do with it, as the act of doing it asks."""
    prepared_by = preparers(session, task.definition_hash, task.element, task.last_done_by)
    facts = replace(
        facts_of(task),
        prepared_by=prepared_by,
        judged_units=judged_units(
            session,
            kind=task.case_kind,
            form=task.form,
            case_id=task.case_id,
            key=task.key,
            rules_digest=task.rules_digest,
        ),
    )
    return standing(task=facts, actor=actor)


def preparers(
    session: Session, version: str, element: str, last_done_by: Mapping[str, frozenset[UUID]]
) -> frozenset[UUID]:
    """Say who did what a task approves, of those who last completed each element; else nobody."""
    if not last_done_by:
        return frozenset()
    approves = deployed(session, version).definition.elements[element].approves
    return last_done_by.get(approves or "", frozenset())


def is_returned(session: Session, back: CameBack | None) -> bool:
    """Tell whether what opened a task again sent it back; raises CaseBroken."""
    if back is None:
        return False
    model = deployed(session, back.definition_hash)
    return meaning(form_of(model, back.form), back.outcome) == RETURN


def returned_by(session: Session, task: TaskRow, version: str) -> bool:
    """Tell whether who completed a task of a version sent the work back; raises CaseBroken."""
    act = CameBack(definition_hash=version, form=task.form, outcome=task.outcome)
    return task.state == "done" and is_returned(session, act)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedInFiles:
    """The files of a case as they are asked for; what was taken back is read once a kind."""

    session: Session
    case_id: UUID
    case_kind: str
    case: CaseSight
    _taken_back: dict[str, Collection[str]] = field(default_factory=dict)

    def of(self, file: Attachment | FileRow) -> HandedIn:
        """Return a file with the unit it is about."""
        return HandedIn.of(
            file.kind,
            unit=file.unit_id,
            subject=file.subject,
            units=self.case.rules.unit_ids,
            taken_back=file.subject in self._gone(file.kind),
        )

    def _gone(self, kind: str) -> Collection[str]:
        ask = code_of(self.case_kind).taken_back.get(kind)
        if ask is None:
            return ()
        if kind not in self._taken_back:
            self._taken_back[kind] = ask(self.session, self.case_id)
        return self._taken_back[kind]


def handed_in_with(file: Attachment, beside: TaskFacts) -> TaskFacts:
    """Return the task a file was handed in with, as it is seen from another one of its case."""
    return replace(
        beside,
        id=file.task_id,
        element=file.element,
        key=file.key,
        post_id=file.post_id,
        unit_id=file.unit_id or "",
        opened_at=file.opened_at,
    )


def made_by(record: Record, beside: TaskFacts) -> TaskFacts:
    """Return the task that made a record, as it is seen from another one of its case."""
    return replace(
        beside,
        id=record.task_id,
        element=record.element,
        key=record.key,
        post_id=record.post_id,
        unit_id=record.subject_unit_id or "",
        opened_at=record.opened_at,
    )


def case_sight(session: Session, task: TaskRecord, rules: CaseRules) -> CaseSight:
    """Return what decides who sees what of a task's case."""
    opener, version = task.opened_post or "", task.case_definition
    opened = CaseOpening(opened_at=task.case_opened_at, opened_post=opener, opening=task.opening)
    return sight_of(
        session,
        version,
        task.case_kind,
        rules=rules,
        marks=task.marks,
        opener=opener,
        applies=conditions(session, version, opened, rules),
    )
