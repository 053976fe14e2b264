"""What of a process data cannot say, as whoever puts the application together hands it in.

The platform asks for it by the key of the process alone: it knows no process. A process of pure
data has none.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from server.actions.definitions.deployed import rules_of
from server.actions.steps.handling import Handler
from server.actions.steps.step_state import StepState
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases.carrying import RuleNeed
from server.domain.history.replay import Noun
from server.domain.manifest import Manifest
from server.engine import ProductForm, ReadField, RowFields, Signature
from server.engine.lint.values.value_types import Type
from server.store import Session
from server.store.binding.coverage import BoundTable
from server.store.cases.cases import InstanceRow, LockedCase
from server.store.invariants.case_questions import CaseQuestions
from server.store.tasks.task_pages import TaskRecord

Variables = Mapping[str, Json]
SetMaker = Callable[[StepState], Collection[str]]
PartySet = Callable[[CaseRules], Collection[str]]
JudgedUnits = Callable[["JudgedTask"], Collection[str]]
"""The units whom a task judges."""
OpeningHook = Callable[[Session, UUID, UUID | None], Mapping[str, Json]]
"""Writes what must stand before a new case starts, given it and the one it follows.

It answers what history tells of it with the opening, or refuses.
"""
TakenBack = Callable[[Session, UUID], Collection[str]]
"""Answers by its case."""
UNITS = "units"
"""The set every bloc has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledForm:
    """A form the process acts upon: its handler, and what the linter must know of it.

    `results` are the fields its completion computes beside those the form routes.
    """

    handler: Handler
    each: str | None
    """What the form's process runs once for each of; None for a process that runs once."""
    fields: Mapping[str, ReadField]
    """The fields without which it is another form."""
    reads: Mapping[str, ReadField] = field(default_factory=dict)
    """The other fields the handler reads; a version deployed before may be without them."""
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    results: frozenset[str] = frozenset()
    role: str = ""
    secret: bool = False
    restores: tuple[str, ...] | None = None
    """The process's own tables that its completion writes about the task's unit, or about any unit
    where the task is of none, by `case_id` and `unit_id`: taking it back restores their rows.
    None where nobody may take it back."""

    def asked_of(self, value: Variables) -> dict[str, Json]:
        """Give what of a value the handler is shown: what is declared here, and nothing else."""
        read = self.fields.keys() | self.reads.keys()
        return {name: each for name, each in value.items() if name in read}

    def product_form(self, definition: str) -> ProductForm:
        """Say it in the linter's words."""
        return ProductForm(
            definition=definition,
            each=self.each,
            fields=self.fields,
            reads=self.reads,
            choices=self.choices,
            role=self.role,
            secret=self.secret,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What a service task of this name does; it runs in the step's own transaction.

    It is given the step, the instance, its parameters and what the process knows; it raises the
    engine's OperationRefused where its facts are not there.
    """

    run: Callable[[StepState, InstanceRow, Variables, Variables], Json]
    parameters: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    answers: Mapping[str, Type] = field(default_factory=dict)
    """What it leaves: each field, and what that may be."""
    after: str = ""
    """The operation that must have been done before."""
    decision: frozenset[str] = frozenset()
    """The names it hands to the decision table of its own name; none where it asks no table."""
    columns: frozenset[str] = frozenset()
    """The columns it reads of that table."""
    of_records: bool = False
    """Its `of`, `outcome` and `field` name a task, and an outcome and a field of its form."""
    of_field: frozenset[str] = frozenset()
    """The answers that are of the sort of that field."""
    numbers: frozenset[str] = frozenset()
    """The parameters that must be numbers."""

    def signature(self, name: str, definition: str) -> Signature:
        """Say it in the linter's words."""
        return Signature(
            parameters=self.parameters,
            optional=self.optional,
            answers=frozenset(self.answers),
            types=self.answers,
            definition=definition,
            after=self.after,
            table=name if self.columns else "",
            columns=self.columns,
            of_records=self.of_records,
            of_field=self.of_field,
            numbers=self.numbers,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNeeds:
    """A task's page, and the names of the composite fields and panels that are to be filled."""

    session: Session
    task: TaskRecord
    rules: CaseRules
    wanted: frozenset[str]
    today: date


@dataclass(frozen=True, kw_only=True)
class ProcessCode:
    """The code of one process."""

    key: str
    forms: Mapping[str, HandledForm] = field(default_factory=dict)
    widgets: Mapping[str, RowFields] = field(default_factory=dict)
    """The composite fields its pages draw in a form, with what they and its code read of a row."""
    operations: Mapping[str, Operation] = field(default_factory=dict)
    sets: Mapping[str, SetMaker] = field(default_factory=dict)
    """What a participant may run once for each of, beside the units of the bloc."""
    party_sets: Mapping[str, PartySet] = field(default_factory=dict)
    """The same, of units and bodies that the rules of the bloc-year alone decide."""
    replay: tuple[Noun, ...] = ()
    """What its events say its own tables must hold."""
    questions: CaseQuestions = field(default_factory=CaseQuestions)
    """What its own tables hold, in the names of `replay`."""
    tables: tuple[BoundTable, ...] = ()
    """Its own tables, in the words of the coverage table."""
    prepare: OpeningHook | None = None
    file_subjects: Mapping[str, Callable[[PageNeeds], Collection[str]]] = field(
        default_factory=dict
    )
    """What a form's files may be about, by the `per` of their slot."""
    taken_back: Mapping[str, TakenBack] = field(default_factory=dict)
    """By kind of file, the subjects of which what the file says no longer stands."""
    material: Callable[[PageNeeds], object] | None = None
    """Reads what its composite fields and panels show, once a page."""
    needs: Callable[[CaseRules], Iterable[RuleNeed]] | None = None
    """The words of a bloc's rules that a version may be too old to take, with what takes them."""
    judges: Mapping[str, JudgedUnits] = field(default_factory=dict)
    """By form: units judged together, of which who does the task may have none of their own."""
    named_sets: frozenset[str] = frozenset()
    """Sets of units whose members only a throw's `to` can name."""

    @cached_property
    def product_forms(self) -> Mapping[str, ProductForm]:
        """The forms as the linter judges them."""
        return {name: form.product_form(self.key) for name, form in self.forms.items()}


class NothingHandedIn(Exception):
    """The application was put together without saying which processes have code."""


_HANDED_IN: dict[str, ProcessCode] = {}
_NO_KEY = ""


def hand_in(codes: Iterable[ProcessCode]) -> None:
    """Say which processes have code; what was handed in before counts no longer."""
    _HANDED_IN.clear()
    _HANDED_IN[_NO_KEY] = ProcessCode(key=_NO_KEY)
    _HANDED_IN.update((code.key, code) for code in codes)


def code_of(key: str) -> ProcessCode:
    """Return the code of a process; one of pure data has an empty one. Raises NothingHandedIn."""
    if not _HANDED_IN:
        raise NothingHandedIn
    return _HANDED_IN.get(key) or _HANDED_IN[_NO_KEY]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedTask:
    """A task whose form judges units; `key` is that of its process."""

    session: Session
    case_id: UUID
    key: str
    rules_digest: str

    @property
    def rules(self) -> CaseRules:
        """The rules its case froze."""
        return rules_of(self.session, self.rules_digest)


def judged_units(  # noqa: PLR0913 - what a task is, part by part
    session: Session, *, kind: str, form: str, case_id: UUID, key: str, rules_digest: str
) -> frozenset[str]:
    """Return the units that a task judges together, beside the one it is about."""
    judges = code_of(kind).judges.get(form)
    if judges is None:
        return frozenset()
    asked = JudgedTask(session=session, case_id=case_id, key=key, rules_digest=rules_digest)
    return frozenset(judges(asked))


def judged_in(session: Session, case: LockedCase, *, form: str, key: str) -> frozenset[str]:
    """Return the units that a task of a case that is locked judges together."""
    return judged_units(
        session,
        kind=case.kind,
        form=form,
        case_id=case.id,
        key=key,
        rules_digest=case.rules_digest,
    )


def judging_forms() -> tuple[tuple[str, str], ...]:
    """List the forms that judge units together, each with the key of its process."""
    return tuple((key, form) for key, code in _HANDED_IN.items() for form in code.judges)


def set_maker(key: str, manifest: Manifest, each: str) -> SetMaker | None:
    """Return what makes a participant's set: by the manifest's name for it, or its own.

    None for a set that only a throw can name. Raises NothingHandedIn.
    """
    made = party_set(key, manifest, each)
    if made is not None:
        return lambda step: made(step.rules)
    return code_of(key).sets.get(_called(manifest, each))


def party_set(key: str, manifest: Manifest, each: str) -> PartySet | None:
    """Return what makes a set of units and bodies from the rules; None for other sets.

    Raises NothingHandedIn.
    """
    return code_of(key).party_sets.get(_called(manifest, each))


def without_members(
    key: str, manifest: Manifest, sets: Iterable[str], rules: CaseRules
) -> frozenset[str]:
    """Name those sets to which the rules alone say that nobody belongs.

    What only an open case knows is not among them. Raises NothingHandedIn.
    """
    made = {each: party_set(key, manifest, each) for each in sets}
    return frozenset(each for each, members in made.items() if members and not members(rules))


def _called(manifest: Manifest, each: str) -> str:
    """Return what the process's code calls a set of the manifest."""
    entry = manifest.sets.get(each)
    return entry.package if entry and entry.package else each


def handed_in() -> tuple[ProcessCode, ...]:
    """Return the code of every process that has any, in the order given; raises NothingHandedIn."""
    if not _HANDED_IN:
        raise NothingHandedIn
    return tuple(code for key, code in _HANDED_IN.items() if key != _NO_KEY)
