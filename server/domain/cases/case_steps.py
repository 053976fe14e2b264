"""The numbered steps of a case: its diagram's tasks in order, with what became of each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from server.domain.blocs.rules import CaseRules, VotingMode


class CaseStepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    CURRENT = "current"
    STARTED = "started"
    """Done for some units, and none has it open now."""
    LATER = "later"
    IF_NEEDED = "if_needed"
    """Not reached, and the case can end without it."""
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskElement:
    """A person's task as it is drawn; `each` names the set its process runs for, or is empty.

    `after` names the tasks drawn right before it; none, where no person's task leads to it.
    `instead` names those that a choice before it leads to where it does not lead here.
    """

    id: str
    name: str
    process: str
    role: str
    each: str
    documentation: str
    needed: bool
    after: frozenset[str] = frozenset()
    instead: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """For how many a task was opened, is open now, and is finished.

    `done` says how often it was done, also where that sent the work back.
    """

    keys: int
    waiting: int
    finished: int
    done: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """One numbered step. `of` is for how many units it is due, 0 where that is not known yet."""

    number: int
    task: TaskElement
    state: CaseStepState
    finished: int
    of: int
    waits_for: tuple[int, ...]
    """The numbers of the steps it comes after, none when it waits for nothing."""


def steps(  # noqa: PLR0913 - what a case's steps are made of
    tasks: Sequence[TaskElement],
    counts: Mapping[str, Count],
    *,
    rules: CaseRules,
    taken_out: int,
    closed: bool,
    untold: Collection[str] = (),
) -> tuple[CaseStep, ...]:
    """List a diagram's tasks with numbers, and say where each stands.

    Of the `untold` nothing is said, whatever became of them: a case can end without them.
    """
    found: list[CaseStep] = []
    begun = _begun(tasks, counts)
    passed_by: set[str] = set()
    for task in (task for task in tasks if applies(task, rules)):
        of = _due_for(task, begun.get(task.process, 0), counts.get(task.id), rules, taken_out)
        state = _state(task, counts.get(task.id), of, closed=closed)
        if state is CaseStepState.LATER and _passed_by(task, counts, passed_by):
            passed_by.add(task.id)
        if task.id in untold or task.id in passed_by:
            state = CaseStepState.IF_NEEDED
        step = CaseStep(
            number=len(found) + 1,
            task=task,
            state=state,
            finished=counts[task.id].finished if task.id in counts else 0,
            of=of,
            waits_for=_waits_for(task, state, found),
        )
        found.append(step)
    return tuple(found)


def _waits_for(
    task: TaskElement, state: CaseStepState, before: Sequence[CaseStep]
) -> tuple[int, ...]:
    """Name the steps drawn right before it that the case comes to, or else one it may skip.

    Of several those that are not done yet: they go on side by side, and it comes after the last.

    A step the case cannot do without waits for something: where nothing is drawn before it, for the
    last step the case comes to. One it may skip never waits for what is done, and none for what was
    begun and taken away.
    """
    if state not in {CaseStepState.LATER, CaseStepState.IF_NEEDED}:
        return ()
    before = [step for step in before if not _taken_away(step)]
    sure = [step for step in before if step.task.needed or step.state is CaseStepState.CURRENT]
    drawn = [step for step in before if step.task.id in task.after]
    known = [step for step in drawn if step in sure]
    if state is CaseStepState.IF_NEEDED:
        known = [step for step in known or drawn[-1:] if step.state is not CaseStepState.DONE]
    undone = [step.number for step in known if step.state is not CaseStepState.DONE]
    if undone:
        return tuple(undone)
    chosen = known or (sure if state is CaseStepState.LATER else ())
    return tuple(step.number for step in chosen[-1:])


def _passed_by(task: TaskElement, counts: Mapping[str, Count], others: Collection[str]) -> bool:
    """Tell whether a case took another way than to a step that is done once, or to what is before.

    It may still come back to it.
    """
    only_after = bool(task.after) and task.after <= set(others)
    return not task.each and (only_after or not task.instead.isdisjoint(counts))


def _taken_away(step: CaseStep) -> bool:
    """Tell whether a step that is done once was begun, and is neither done nor open."""
    return step.state is CaseStepState.STARTED and not step.task.each


def _begun(tasks: Sequence[TaskElement], counts: Mapping[str, Count]) -> dict[str, int]:
    """Count by process for how many it was begun: as many as came to the task most came to."""
    found: dict[str, int] = {}
    for task in tasks:
        if task.id in counts:
            found[task.process] = max(found.get(task.process, 0), counts[task.id].keys)
    return found


def applies(task: TaskElement, rules: CaseRules) -> bool:
    """Leave out what the bloc's ways of voting never come to: counting, or voting by name."""
    modes = rules.voting.modes(rules.awards)
    if task.role == "scrutineer":
        return VotingMode.PAPER in modes
    return task.id != "vote" or VotingMode.OPEN in modes


def _due_for(
    task: TaskElement, begun: int, count: Count | None, rules: CaseRules, taken_out: int
) -> int:
    if not task.each:
        return 1
    if not task.needed:
        return count.keys if count else 0
    if task.each == "units":
        return max(len(rules.units) - taken_out, begun)
    return begun


def _state(task: TaskElement, count: Count | None, of: int, *, closed: bool) -> CaseStepState:
    if count is None:
        if closed:
            return CaseStepState.SKIPPED
        return CaseStepState.LATER if task.needed else CaseStepState.IF_NEEDED
    if closed and not (count.finished or count.done):  # taken away before anybody did any of it
        return CaseStepState.SKIPPED
    if count.waiting and not closed:
        return CaseStepState.CURRENT
    return CaseStepState.DONE if closed or count.finished >= of else CaseStepState.STARTED
