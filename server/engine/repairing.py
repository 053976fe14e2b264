"""Where a stored state stands, a step back within it, and its way onto another version."""

from collections.abc import Mapping
from dataclasses import dataclass

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from server.engine import tokens
from server.engine.diagram.drawing import Kind
from server.engine.errors import (
    EngineVersionUnknown,
    OtherBranch,
    StateUnreadable,
    UnknownElement,
)
from server.engine.library import Token
from server.engine.reading import Definition
from server.engine.specs import Enter
from server.engine.stepping import Operations
from server.engine.verbs import MOST_LAPS, Moved, moved, no_operation, ready, rest, restored
from server.engine.ways import reached

_PERSONS_WAY = frozenset({Kind.USER, Kind.EXCLUSIVE})


@dataclass(frozen=True, slots=True)
class InstanceStanding:
    """What an instance waits for, what joins have come, what it has passed, which facts it has.

    `known` are the facts with the fields of each, None for what has none; `early` are the catches
    for which a message is kept.
    """

    process: str
    open: frozenset[str]
    armed: frozenset[str]
    joins: frozenset[str]
    passed: frozenset[str]
    known: Mapping[str, frozenset[str] | None]
    early: frozenset[str] = frozenset()


def standing(definition: Definition, doc: str) -> InstanceStanding:
    """Read where a state stands; raises StateUnreadable and its kin."""
    workflow, running = restored(definition, doc, no_operation, MOST_LAPS)
    state = moved(definition, workflow, running)
    return InstanceStanding(
        process=workflow.spec.name,
        open=frozenset(task.element for task in state.tasks),
        armed=frozenset(armed.element for armed in state.armed),
        joins=frozenset(
            task.task_spec.name
            for task in workflow.get_tasks(state=TaskState.WAITING)
            if definition.elements[task.task_spec.name].kind == Kind.PARALLEL
        ),
        passed=frozenset(running.laps),
        known={
            name: frozenset(value) if isinstance(value, dict) else None
            for name, value in running.vars.items()
        },
        early=frozenset(each.element for each in running.early),
    )


def check_readable(definition: Definition, doc: str) -> None:
    """Raise StateUnreadable or its kin where a state is not one of this definition; cheap."""
    read = tokens.read(doc)
    if read.process not in definition.processes:
        raise StateUnreadable(f"{read.process} is no process of this definition")
    tokens.check(read, definition.spec(read.process))


def check_version(version: str) -> None:
    """Raise EngineVersionUnknown where a state was written by another version of the engine."""
    if version != tokens.ENGINE_VERSION:
        raise EngineVersionUnknown(version)


def between(definition: Definition, element: str, target: str) -> tuple[str, ...]:
    """Name what keeps a token from going back from `element` to `target`.

    That is what lies on the ways between them and is no person's task or choice, and the gateways
    of parallel branches in which only one of the two stands. In one subprocess these are the ways
    within it: one that leaves it begins it anew.
    """
    same = definition.around(element) == definition.around(target)
    within = definition.elements[element].inside if same else ""
    forth = reached(definition, target, stop=element, within=within)
    paths = definition.paths
    crossed = {split for split, _ in set(paths[element]) ^ set(paths[target])}
    return tuple(
        each.id
        for each in definition.elements.values()
        if each.id in crossed
        or (
            each.id in forth
            and each.kind not in _PERSONS_WAY
            and element in reached(definition, each.id, stop=element, within=within)
        )
    )


def reachable(definition: Definition, element: str) -> frozenset[str]:
    """Name the elements that a token at this element can come to, itself left out."""
    return reached(definition, element)


def set_back(  # noqa: PLR0913 - the facts of a step
    definition: Definition,
    doc: str,
    task_id: str,
    target: str,
    ops: Operations,
    *,
    now: str | None = None,
) -> Moved:
    """Take the token of an open task to another task of persons; nothing between is passed.

    Raises NotReady, UnknownElement where the target is no task of the same process, OtherBranch,
    and what any step may raise.
    """
    workflow, running = restored(definition, doc, ops, MOST_LAPS, now)
    task = ready(workflow, task_id)
    drawn = definition.element(target)
    if drawn.kind != Kind.USER or drawn.process != workflow.spec.name:
        raise UnknownElement(f"{target} is no task of {workflow.spec.name}")
    here = task.task_spec.name
    inside = definition.around(here)
    if (definition.paths[target], definition.around(target)) != (definition.paths[here], inside):
        raise OtherBranch(here, target)
    above = task.parent
    if above is not None and isinstance(above.task_spec, BoundaryEventSplit):
        above.cancel()
    else:
        task.cancel()
    specs = workflow.spec.task_specs
    spec = specs.get(f"{target}.Split", specs[target])
    token: Token = Task(workflow, spec, parent=_beginning(task), state=TaskState.FUTURE)
    spec._update(token)  # noqa: SLF001 - the library has no public way to begin at an element
    rest(workflow, running)
    return moved(definition, workflow, running)


def _beginning(task: Token) -> Token:
    """Give where the innermost subprocess around a token began, of those that can be broken off."""
    while task.parent is not None and not isinstance(task.task_spec, Enter):
        task = task.parent
    return task


def carry(new: Definition, doc: str) -> Moved:
    """Put a state onto another version of its definition; tasks keep their ids.

    The caller has made sure that what is open or waits is drawn the same there. What lies ahead is
    the new version's. Raises StateUnreadable where the tokens do not fit.
    """
    read = tokens.read(doc)
    if read.process not in new.processes:
        raise StateUnreadable(f"{read.process} is no process of this version")
    workflow, running = restored(new, doc, no_operation, MOST_LAPS)
    return moved(new, workflow, running)
