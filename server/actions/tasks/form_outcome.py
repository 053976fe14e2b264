"""What a completion means by its form's own words, whatever the form is called."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from server import forms
from server.actions.steps.handling import Outcome
from server.domain.canonical import Json
from server.domain.manifest import ActClass, TaskEntry
from server.domain.mistakes import Mistake, MistakeCode, Mistakes
from server.domain.tasks.records import difference
from server.domain.tasks.work import FormRefused
from server.form_shape.outcomes import DONE
from server.forms import Form, FormContext
from server.forms.attached import lacking
from server.forms.beside import still_sure
from server.forms.outcome import (
    meaning,
    outcome_field,
    outcome_of,
    reason_field,
    reason_of,
    unreasoned,
)
from server.forms.validation import violations
from server.store.cases.cases import TaskRow

Refused = tuple[str, str, Mapping[str, object]]


def check(form: Form, value: Mapping[str, Json], task: TaskRow, context: FormContext) -> None:
    """Raise FormRefused for what the form itself finds wrong, Mistakes for a missing reason."""
    found: list[Refused] = [
        (each.path, str(each.code), each.params) for each in violations(form, value, context)
    ]
    if found:
        raise FormRefused((*found, *_missing(form, task)))
    if missing := unreasoned(form, value):
        raise and_files(Mistakes((Mistake(missing, MistakeCode.REASON_MISSING),)), form, task)


def check_files(form: Form, task: TaskRow) -> None:
    """Raise FormRefused where a required kind of file was attached neither now nor before."""
    if found := tuple(_missing(form, task)):
        raise FormRefused(found)


def and_files(mistaken: Mistakes, form: Form, task: TaskRow) -> Mistakes | FormRefused:
    """Return what a rule of the form found wrong, with the files that are missing, too.

    A rule that looks after its files itself has named them already.
    """
    missing = tuple(_missing(form, task))
    named = any(each.code is MistakeCode.FILE_MISSING for each in mistaken.mistakes)
    if not missing or named:
        return mistaken
    found = ((each.path, str(each.code), each.params) for each in mistaken.mistakes)
    return FormRefused((*found, *missing))


def and_further(refused: FormRefused, form: Form, found: Iterable[Mistake]) -> FormRefused:
    """Add to what the form finds wrong what its rule does, as far as that is sure already."""
    broken = [path for path, _, _ in refused.fields]
    further = (
        (each.path, str(each.code), each.params)
        for each in found
        if still_sure(form, broken, each.path)
    )
    return FormRefused((*refused.fields, *further))


def of_form(form: Form, value: Mapping[str, Json], task: TaskRow) -> Outcome:
    """Return what a form means that nothing else is known of: it routes, and its record changes."""
    told_apart = frozenset({outcome_field(form), reason_field(form)})
    return Outcome(
        routes=forms.routes(form, value),
        reason=reason_of(form, value),
        changes=difference(task.before, value, without=told_apart) if task.before else (),
    )


def with_form(form: Form, value: Mapping[str, Json], outcome: Outcome) -> Outcome:
    """Add to what a rule of its own made of a value what the form says of it."""
    if outcome.confidential:
        return outcome
    return replace(
        outcome,
        routes={**forms.routes(form, value), **outcome.routes},
        reason=outcome.reason or reason_of(form, value),
    )


def came_out(form: Form, value: Mapping[str, Json], outcome: Outcome) -> str:
    """Return how it came out; of a confidential value nothing is told."""
    return DONE if outcome.confidential else outcome_of(form, value)


def act_class(form: Form, came_out: str, entry: TaskEntry | None) -> str:
    """Return the class of a completion: that of its outcome, else that of its task."""
    return meaning(form, came_out) or (entry.act if entry else ActClass.OTHER)


def _missing(form: Form, task: TaskRow) -> Iterator[Refused]:
    attached = {item["kind"] for item in task.files} | task.kept_files
    for each in lacking(form, attached):
        yield each.path, str(each.code), each.params
