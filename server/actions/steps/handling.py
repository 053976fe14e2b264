"""What a form's handler is told and what it answers: a submitted value, and what it means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from server.actions.definitions.deployed import Deployed
from server.actions.steps import numbering
from server.actions.steps.step_state import StepState
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.documents.making import Made
from server.domain.documents.registers import RegisterNumber
from server.domain.people.actors import Actor
from server.forms import Form
from server.store import Session
from server.store.cases.cases import TaskRow
from server.store.history.journal import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A person's submission for one task, inside the step that it makes."""

    step: StepState
    task: TaskRow
    actor: Actor
    value: Mapping[str, Json]
    model: Deployed
    """The version the task runs on."""
    form: Form
    """The task's form, as its page asks it."""

    def asks(self, path: str) -> bool:
        """Tell whether the form asks for a field: what the bloc's register says is not asked."""
        return self.form.find(path) is not None

    def take_number(self, kind: str) -> RegisterNumber:
        """Take the number of the bloc's register for a document that the task makes."""
        entry = self.model.manifest.documents[kind]
        return numbering.take(self.step, entry, self.task.key).number

    @property
    def session(self) -> Session:
        """The transaction."""
        return self.step.session

    @property
    def case_id(self) -> UUID:
        """The case of the task."""
        return self.step.case.id

    @property
    def rules(self) -> CaseRules:
        """The frozen rules of the case."""
        return self.step.rules

    @property
    def today(self) -> date:
        """The day in Viet Nam."""
        return local_day(self.step.now)

    @property
    def own_units(self) -> frozenset[str]:
        """The units that are the person's own, by any post of theirs or by what they did."""
        return self.actor.unit_ids | self.task.own_units

    def files(self) -> dict[str, int]:
        """Count this task's new files by kind, with the subject where there is one."""
        counts: dict[str, int] = {}
        for item in self.task.files:
            name = f"{item['kind']}/{item['subject']}" if item["subject"] else item["kind"]
            counts[name] = counts.get(name, 0) + 1
        return counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a submission means: what the engine reads, what history keeps."""

    routes: Mapping[str, Json] = field(default_factory=dict)
    changes: tuple[Json, ...] = ()
    reason: str = ""
    facts: tuple[Fact, ...] = ()
    confidential: bool = False
    """The submitted value stays out of history until the round has closed."""
    documents: tuple[Made, ...] = ()
    """Documents beside those that the manifest says the task makes."""
    sealed: str = ""
    """The seal of a confidential value, which history keeps; see `domain.history.seals`."""


Handler = Callable[[FilledForm], Outcome]
"""Judges what was submitted and writes what it means; raises its rule's refusal."""
