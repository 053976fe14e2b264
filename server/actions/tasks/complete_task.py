"""Complete a task: the rule judges, the engine moves, history keeps it; one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from server.actions.blocs.form_context import form_context
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import asked_form, form_of
from server.actions.documents import making
from server.actions.people import acting_for
from server.actions.steps import answered_once, routing
from server.actions.steps.handling import FilledForm, Outcome
from server.actions.steps.process_code import HandledForm, code_of, judged_in
from server.actions.steps.step import Step
from server.actions.taken_rows import keeping
from server.actions.tasks import completion_record, form_outcome, undo_step
from server.actions.tasks.task_sight import returned_by
from server.domain.administration import repairs
from server.domain.answers import Misshapen
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.manifest import Completion
from server.domain.mistakes import Mistake, Mistakes
from server.domain.people import posts
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.domain.tasks import work
from server.domain.tasks.drafts import DraftTaken, Seen, check_newest, same_content
from server.domain.tasks.work import FormRefused
from server.domain.texts.words import Words
from server.engine import EngineRefusal, TooManyLaps
from server.forms import Form
from server.store import Session
from server.store.cases import cases
from server.store.cases.cases import (
    InstanceRow,
    LockedCase,
    TaskRow,
)
from server.store.tasks import drafts
from server.store.tasks.acts import Act
from server.store.tasks.work import case_has_unit

__all__ = ["Act", "CompletedTask", "Opened", "complete", "rehearse"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A task that opened: what it is, and the post that has it now."""

    title: Words
    post_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletedTask:
    """Where to go, and what happens next; `repeated` where this POST had been answered before."""

    location: str
    case_id: UUID | None = None
    opened: tuple[Opened, ...] = ()
    repeated: bool = False


def complete(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    task_id: UUID,
    *,
    actor: Actor,
    value: Mapping[str, Json],
    now: datetime,
    act: Act | None = None,
    seen: Seen | None = None,
    typed: Mapping[str, str] | None = None,
) -> CompletedTask:
    """Complete a task with what a form gave; `seen` is the draft its page was based on.

    `typed` is the same as a draft of it: another draft that says just that is in nobody's way.

    Raises DraftTaken, NotThere, NotYours, NotYourPost, TakenByOther, CaseSuspended,
    CaseCancelled, AlreadyDone, AlreadyReturned, Withdrawn, OwnUnit, SamePerson, KeyUsed, Mistakes,
    FormRefused, FormNameTaken, CaseBroken, or what the form's rule says; then nothing has changed.
    """
    found = _locked(session, task_id, actor=actor, now=now, act=act)
    location = f"/tasks/{task_id}/done"
    if (before := answered_once.earlier_answer(act, found.task.earlier)) is not None:
        return CompletedTask(location=before, repeated=True)
    if seen is not None:
        _check_newest(session, found, seen=seen, typed=typed, actor=actor)
    step = _step(session, found, actor=actor, value=value, now=now)
    answered_once.flush(step, act, actor=actor, location=location)
    return CompletedTask(location=location, case_id=step.case.id, opened=_opened(step))


def rehearse(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    task_id: UUID,
    *,
    actor: Actor,
    value: Mapping[str, Json],
    now: datetime,
    seen: Seen | None = None,
    typed: Mapping[str, str] | None = None,
) -> tuple[Opened, ...]:
    """Run a completion to its end and take everything back; return what would open.

    A ballot or a count is judged and no further: what it would lead to tells of those of others, to
    be tried out number by number. Raises what `complete` would raise.
    """
    with session.begin_nested() as savepoint:
        found = _locked(session, task_id, actor=actor, now=now)
        if seen is not None:
            _check_newest(session, found, seen=seen, typed=typed, actor=actor)
        step = _step(session, found, actor=actor, value=value, now=now, tried=True)
        savepoint.rollback()
    return _opened(step)


class _Found(NamedTuple):
    """A task as it is while its case is locked."""

    case: LockedCase
    task: TaskRow
    instance: InstanceRow


def _check_newest(
    session: Session,
    found: _Found,
    *,
    seen: Seen,
    typed: Mapping[str, str] | None,
    actor: Actor,
) -> None:
    """Raise DraftTaken where another draft was saved meanwhile that says something else."""
    try:
        check_newest(found.task.draft, seen=seen, by=actor.person_id)
    except DraftTaken:
        kept = drafts.of_task(session, found.task.id)
        if typed is None or kept is None or not same_content(typed, kept.content):
            raise


def _locked(
    session: Session, task_id: UUID, *, actor: Actor, now: datetime, act: Act | None = None
) -> _Found:
    """Lock the case, then read; raises NotThere and NotYourPost."""
    case = acting_for.lock_task(session, task_id, actor=actor, now=now)
    task, instance = cases.task_with_instance(
        session, task_id, today=local_day(now), persons=actor.judged, act=act, by=actor
    )
    acting_for.check_acts(task)
    return _Found(case, task, instance)


def _opened(step: Step) -> tuple[Opened, ...]:
    return tuple(
        Opened(Words(str(row["title_vi"]), str(row["title_en"])), str(row["post_id"]))
        for row in step.opened.values()
    )


def _step(  # noqa: PLR0913 - one step, named part by part
    session: Session,
    found: _Found,
    *,
    actor: Actor,
    value: Mapping[str, Json],
    now: datetime,
    tried: bool = False,
) -> Step:
    case, task, instance = found
    _check_worker(session, found, actor)
    step = Step.on(session, case, actor=actor, now=now)
    step.locked = str(task.id)
    step.hold(instance)
    model = step.model_of(instance)
    _check_approver(model, task, actor)
    form = asked_form(model, task.form, step.rules)
    given = keeping.with_tables(
        FilledForm(step=step, task=task, actor=actor, value=value, model=model, form=form)
    )
    outcome = _perform(step, model, form, given)
    step.note, step.confidential = outcome.reason, outcome.confidential
    came_out = form_outcome.came_out(form, value, outcome)
    step.completion = Completion(element=task.element, outcome=came_out, key=task.key)
    if tried and outcome.confidential:
        return step
    step.closed[str(task.id)] = {
        **completion_record.done_row(given, outcome),
        "outcome": came_out,
        "definition_hash": model.hash,
    }
    documents = making.make(given, outcome, model.manifest, step.completion)
    _run(step, instance, task, outcome)
    undo_step.judge(step, model, task)
    step.facts.insert(0, completion_record.fact_of(model, given, outcome, documents))
    step.facts.extend(outcome.facts)
    return step


def _run(step: Step, instance: InstanceRow, task: TaskRow, outcome: Outcome) -> None:
    """Move the engine; what it cannot do is a named refusal of this case, not of the server."""
    try:
        step.complete(instance, str(task.id), outcome.routes)
        routing.settle(step)
    except TooManyLaps as refusal:
        raise work.TooManyReturns(refusal.laps) from refusal
    except EngineRefusal as refusal:
        raise repairs.CaseBroken(type(refusal).__name__, str(refusal)) from refusal


def _check_worker(session: Session, found: _Found, actor: Actor) -> None:
    case, task, instance = found
    if task.post_id != actor.post_id and not case_has_unit(session, task.case_id, actor.unit_ids):
        raise work.NotThere
    work.check_post(task_id=task.id, post_id=task.post_id, actor=actor)
    repairs.check_going(case.state, case.state_reason)
    work.check_open(task, returned=returned_by(session, task, instance.definition_hash))
    work.check_holder(
        task_id=task.id, post_id=task.post_id, assignee_id=task.assignee_id, actor=actor
    )
    judged = judged_in(session, case, form=task.form, key=task.key)
    own = actor.unit_ids | task.own_units
    posts.check_task(task.bars, task.subject_unit_id, own, judged=judged)


def _check_approver(model: Deployed, task: TaskRow, actor: Actor) -> None:
    approves = model.definition.elements[task.element].approves
    if approves:
        prepared_by = task.last_done_by.get(approves, frozenset())
        work.check_another_person(task_id=task.id, prepared_by=prepared_by, actor=actor)


def _perform(step: Step, model: Deployed, form: Form, given: FilledForm) -> Outcome:
    task, value = given.task, given.value
    context = form_context(step.rules, local_day(step.now))
    handled = _handled(step, model, task)
    try:
        form_outcome.check(form, value, task, context)
    except FormRefused as refused:
        raise form_outcome.and_further(refused, form, _further(given, handled)) from refused
    keeping.check(given)
    undo_step.keep(step, model, task)
    if handled is None:
        form_outcome.check_files(form, task)
        return form_outcome.of_form(form, value, task)
    try:
        outcome = handled.handler(replace(given, value=handled.asked_of(value)))
    except Misshapen as misshapen:
        raise work.FormNameTaken(task.form) from misshapen
    except Mistakes as mistaken:
        raise form_outcome.and_files(mistaken, form, task) from mistaken
    form_outcome.check_files(form, task)
    return form_outcome.with_form(form, value, outcome)


def _further(given: FilledForm, handled: HandledForm | None) -> tuple[Mistake, ...]:
    """Return what the form's rule finds wrong with a value that the form itself refuses.

    So all mistakes are named at once. What the rule writes is taken back.
    """
    if handled is None:
        return ()
    with given.session.begin_nested() as savepoint:
        try:
            handled.handler(replace(given, value=handled.asked_of(given.value)))
        except Mistakes as mistaken:
            return mistaken.mistakes
        except (Misshapen, Refusal):
            return ()
        finally:
            savepoint.rollback()
    return ()


def _handled(step: Step, model: Deployed, task: TaskRow) -> HandledForm | None:
    """Return what the process's own code knows of a form; None for an author's own form.

    Raises FormNameTaken where the form lacks what its handler reads, or stands elsewhere: it would
    write what nobody meant. The linter refuses it; what was deployed before is refused here.
    """
    kind, form = step.case.kind, form_of(model, task.form)
    code, each = code_of(kind), model.definition.processes[task.process].each
    handled, meant = code.forms.get(form.name), code.product_forms.get(form.name)
    if meant and not meant.fits(form.fields, definition=kind, each=each):
        raise work.FormNameTaken(form.name)
    return handled
