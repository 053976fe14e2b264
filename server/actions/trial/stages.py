"""The steps of a trial: what is told of each, and how it is done in whatever case it is done in.

A step finds its task or its timer by place and element, so that a way can be gone again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from server.actions.trial.filling import Filling
from server.actions.trial.trial_case import Place, TrialCase, TrialInstance, TrialOpening, TrialTask
from server.actions.trial.trial_step import TrialStep
from server.domain.texts.words import Words

Act: TypeAlias = Callable[[TrialStep], None]
NOT_OPENED: Final = TrialOpening("", {}, {})
GUESSED: Final = Words("(giả định)", "(guessed)")
"""After what goes on by an answer that was made up."""
_UNTITLED: Final = Words("")


class GoneElsewhere(Exception):
    """A way that is gone again has not come to the task or the timer that it came to before."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a way: who did what for whom, or which day came to its end."""

    element: str
    process: str = ""
    key: str = ""
    about: Words = _UNTITLED
    """What the key is called."""
    outcome: str = ""
    role: str = ""
    post: str = ""
    title: Words = _UNTITLED
    due: str = ""
    day: str = ""
    says_no: bool = False
    guessed: tuple[str, ...] = ()
    """The elements whose answer it goes on by was made up: a case may never come to it."""


def opening_case(opening: TrialOpening) -> Act:
    """Open a case so."""

    def act(step: TrialStep) -> None:
        step.case.opening = opening
        step.open()

    return act


def completing(place: Place, element: str, filling: Filling) -> Act:
    """Complete the task that is open there."""

    def act(step: TrialStep) -> None:
        instance = _instance(step.case, place)
        step.complete(instance, _task(instance, element), filling)

    return act


def firing(place: Place, element: str) -> Act:
    """Let the day of the timer end that is armed there."""

    def act(step: TrialStep) -> None:
        instance = _instance(step.case, place)
        step.fire(instance, element, _day(instance, element))

    return act


def as_it_stands(stage: Stage, case: TrialCase) -> Stage:
    """Give a stage with the title and the days that it has in this case."""
    if not stage.process:
        return stage
    instance = _instance(case, (stage.process, stage.key))
    if stage.day:
        return replace(stage, day=_day(instance, stage.element))
    task = _task(instance, stage.element)
    return replace(stage, title=task.title, due=task.due)


def _instance(case: TrialCase, place: Place) -> TrialInstance:
    found = case.instances.get(place)
    if found is None:
        raise GoneElsewhere(place)
    return found


def _task(instance: TrialInstance, element: str) -> TrialTask:
    for each in instance.tasks:
        if each.element == element:
            return each
    raise GoneElsewhere(instance.place, element)


def _day(instance: TrialInstance, element: str) -> str:
    for each in instance.armed:
        if each.element == element and each.due:
            return each.due
    raise GoneElsewhere(instance.place, element)
