"""The stored state of an instance: its facts and its tokens, compacted, without any spec.

A doc is JSON text: {"v", "engine", "vars", "laps", "wf": {"process", "done", "tokens"}}. A token is
[id or null, index of its parent or null, element, state], parents first, so that nothing depends on
the order of an object's keys; the order of `vars` is kept as it was.

Kept of the library's task tree are the tokens (ready, waiting, started), what is predicted below
them, a boundary split with its children, and the root; each hangs on its nearest kept ancestor. So
a step costs the same on the first lap and on the hundredth. This is sound because task data is
always empty and no gateway joins parallel branches: nobody looks back beyond a boundary split.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from server.engine.errors import EngineVersionUnknown, StateUnreadable
from server.engine.library import ProcessSpec, Step, Token, Workflow
from server.engine.values import JSON

FORMAT: Final = 1
SPLIT: Final = ".Split"
ENGINE_VERSION: Final = "SpiffWorkflow 3.2.0"  # an upgrade is a new version, and a migration

_LIVE: Final = TaskState.READY | TaskState.WAITING | TaskState.STARTED
_STATES: Final = frozenset(1 << power for power in range(9))


@dataclass(frozen=True, slots=True)
class Doc:
    """A doc as read: the facts, how often each element was passed, and the raw tokens."""

    vars: dict[str, JSON]
    laps: dict[str, int]
    process: str
    done: bool
    tokens: list[Any]


def read(text: str) -> Doc:
    """Parse a stored doc; EngineVersionUnknown, or StateUnreadable where it is not ours."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise StateUnreadable(str(error)) from None
    if not isinstance(raw, dict):
        raise StateUnreadable("not an object")
    if (raw.get("v"), raw.get("engine")) != (FORMAT, ENGINE_VERSION):
        raise EngineVersionUnknown(f"{raw.get('engine')}, format {raw.get('v')}")
    return _doc(raw)


def _doc(raw: Mapping[str, Any]) -> Doc:
    match raw:
        case {
            "vars": dict(facts),
            "laps": dict(laps),
            "wf": {"process": str(process), "done": bool(done), "tokens": list(tokens)},
        } if all(type(count) is int for count in laps.values()):
            return Doc(vars=facts, laps=laps, process=process, done=done, tokens=tokens)
        case _:
            raise StateUnreadable("a part is missing")


def write(workflow: Workflow, facts: Mapping[str, JSON], laps: Mapping[str, int]) -> str:
    """Give the doc to store; the workflow itself is left as it is."""
    wf = {
        "process": workflow.spec.name,
        "done": workflow.completed,
        "tokens": _tokens(workflow),
    }
    doc = {"v": FORMAT, "engine": ENGINE_VERSION, "vars": facts, "laps": laps, "wf": wf}
    return json.dumps(doc, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _tokens(workflow: Workflow) -> list[list[object]]:
    kept = _kept(workflow)
    tokens: list[list[object]] = []
    waiting: list[tuple[Token, int | None]] = [(workflow.task_tree, None)]
    while waiting:  # depth first, children in their order: event gateways count on it
        task, above = waiting.pop()
        if task.id in kept:
            tokens.append(_token(task, above))
            above = len(tokens) - 1
        waiting.extend((child, above) for child in reversed(task.children))
    return tokens


def _token(task: Token, above: int | None) -> list[object]:
    if task.data or any(task.internal_data.values()):
        raise StateUnreadable(f"{task.task_spec.name} carries data of its own")
    name = str(task.id) if task.state == TaskState.READY else None
    return [name, above, task.task_spec.name, task.state]


def _kept(workflow: Workflow) -> set[UUID]:
    kept = {workflow.task_tree.id}
    for task in [each for each in workflow.tasks.values() if each.has_state(_LIVE)]:
        kept.update(below.id for below in task)
        if task.parent is not None and isinstance(task.parent.task_spec, BoundaryEventSplit):
            kept.add(task.parent.id)
            kept.update(below.id for child in task.parent.children for below in child)
    return kept


def restore(doc: Doc, spec: ProcessSpec, step: Step) -> Workflow:
    """Put the tokens back onto a shared spec; StateUnreadable where they do not fit it."""
    workflow: Workflow = BpmnWorkflow(spec, script_engine=step, deserializing=True)
    workflow.completed = doc.done
    tasks: list[Token] = []
    for token in _fitting(doc, spec):
        owner = None if token.parent is None else tasks[token.parent]
        element = spec.task_specs[token.element]
        tasks.append(Task(workflow, element, parent=owner, state=token.state, id=token.id))
    workflow.task_tree = tasks[0]
    return workflow


def check(doc: Doc, spec: ProcessSpec) -> None:
    """Raise StateUnreadable where the tokens do not fit a spec; nothing is built."""
    for _ in _fitting(doc, spec):
        pass


def without_prospects(text: str) -> str:
    """Give a doc without what is only predicted: the tokens, the root and boundary splits stay."""
    doc = read(text)
    kept: list[list[object]] = []
    place: dict[int, int] = {}
    splits: set[int] = set()
    for n, token in enumerate(doc.tokens):
        name, parent, element, state = token
        split = element.endswith(SPLIT) and state == TaskState.COMPLETED
        if state & _LIVE or parent is None or parent in splits or split:
            place[n] = len(kept)
            kept.append([name, None if parent is None else place[parent], element, state])
        else:
            place[n] = place[parent]
        if split:
            splits.add(n)
    wf = {"process": doc.process, "done": doc.done, "tokens": kept}
    raw = {"v": FORMAT, "engine": ENGINE_VERSION, "vars": doc.vars, "laps": doc.laps, "wf": wf}
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True, slots=True)
class _Kept:
    id: UUID | None
    parent: int | None
    element: str
    state: int


def _fitting(doc: Doc, spec: ProcessSpec) -> Iterator[_Kept]:
    if not doc.tokens:
        raise StateUnreadable("no tokens")
    for above, token in enumerate(doc.tokens):
        match token:
            case [str() | None as name, int() | None as parent, str(element), int(state)]:
                known = element in spec.task_specs and state in _STATES
            case _:
                raise StateUnreadable("a token is not one")
        if not known or (parent is None) != (above == 0):
            raise StateUnreadable(f"the token at {element} does not fit this definition")
        if parent is not None and not 0 <= parent < above:
            raise StateUnreadable(f"the token at {element} has no parent")
        yield _Kept(_id(name), parent, element, state)


def _id(name: str | None) -> UUID | None:
    try:
        return None if name is None else UUID(name)
    except ValueError:
        raise StateUnreadable("a token has no proper id") from None
