"""The stored state of an instance: its facts and its tokens, compacted, without any spec.

A doc is JSON text: {"v", "engine", "vars", "laps", "early", "entered",
"wf": {"process", "done", "tokens"}}. A token is
[id or null, index of its parent or null, element, state], parents first, so that nothing depends on
the order of an object's keys; the order of `vars` is kept as it was.

Kept of the library's task tree are the tokens (ready, waiting, started), the split a task and its
boundary events hang on, with the beginning of the subprocess where it is one that they are on, and
the root; each hangs on its nearest kept ancestor. So a step costs the
same on the first lap and on the hundredth. This is sound because task data is always empty and
nobody looks back beyond a boundary split. It is proved by tests/engine/test_token_game.py.

Docs of format 1 also hold what was only foreseen when they were written; that is left out. Format 3
is format 2 with `early`, which stands there only while a message is kept: [catch, process of the
sender, its key, payload], oldest first. Format 4 has `entered` as well, while a timer waits whose
day counts from when it began to: the moment of that, by its event.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from server.engine.early import Early, Sender
from server.engine.errors import EngineVersionUnknown, StateUnreadable
from server.engine.library import ProcessSpec, RunningStep, Token, Workflow
from server.engine.specs import Split
from server.engine.values import JSON

FORMAT: Final = 2
WITH_EARLY: Final = 3
WITH_ENTERED: Final = 4
READABLE: Final = frozenset({1, FORMAT, WITH_EARLY, WITH_ENTERED})
ENGINE_VERSION: Final = "SpiffWorkflow 3.2.0"  # an upgrade is a new version, and a migration

_LIVE: Final = TaskState.READY | TaskState.WAITING | TaskState.STARTED
_FORESEEN: Final = TaskState.MAYBE | TaskState.LIKELY | TaskState.FUTURE
_STATES: Final = frozenset(1 << power for power in range(9))


@dataclass(frozen=True, slots=True)
class Doc:
    """A doc as read: facts, how often each element was passed, kept messages, the raw tokens."""

    vars: dict[str, JSON]
    laps: dict[str, int]
    process: str
    done: bool
    tokens: list[Any]
    early: tuple[Early, ...] = ()
    entered: Mapping[str, str] = field(default_factory=dict)


def read(text: str) -> Doc:
    """Parse a stored doc; EngineVersionUnknown, or StateUnreadable where it is not ours."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise StateUnreadable(str(error)) from None
    if not isinstance(raw, dict):
        raise StateUnreadable("not an object")
    if raw.get("v") not in READABLE or raw.get("engine") != ENGINE_VERSION:
        raise EngineVersionUnknown(f"{raw.get('engine')}, format {raw.get('v')}")
    return _doc(raw)


def _doc(raw: Mapping[str, Any]) -> Doc:
    match raw:
        case {
            "vars": dict(facts),
            "laps": dict(laps),
            "wf": {"process": str(process), "done": bool(done), "tokens": list(tokens)},
        } if all(type(count) is int for count in laps.values()):
            early = tuple(map(_early, raw.get("early", ())))
            return Doc(facts, laps, process, done, tokens, early, _entered(raw.get("entered", {})))
        case _:
            raise StateUnreadable("a part is missing")


def _early(raw: Any) -> Early:  # noqa: ANN401 - what JSON gives
    match raw:
        case [str(element), str(process), str(key), payload]:
            return Early(element, Sender(process, key), payload)
        case _:
            raise StateUnreadable("a kept message is not one")


def _entered(raw: object) -> dict[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(each, str) for each in raw.values()):
        raise StateUnreadable("since when its timers wait is not told")
    return raw


def write(
    workflow: Workflow,
    facts: Mapping[str, JSON],
    laps: Mapping[str, int],
    early: Sequence[Early] = (),
    entered: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Give the doc to store; the workflow itself is left as it is."""
    wf = {
        "process": workflow.spec.name,
        "done": workflow.completed,
        "tokens": _tokens(workflow),
    }
    head: dict[str, object] = {"v": FORMAT, "engine": ENGINE_VERSION, "vars": facts, "laps": laps}
    if early:
        kept = [[e.element, e.sender.process, e.sender.key, e.payload] for e in early]
        head |= {"v": WITH_EARLY, "early": kept}
    if entered:
        head |= {"v": WITH_ENTERED, "entered": dict(entered)}
    doc = {**head, "wf": wf}
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
    for task in workflow.tasks.values():
        if task.has_state(_LIVE):
            kept.add(task.id)
            above = task.parent
            if above is not None and isinstance(above.task_spec, Split):
                kept.add(above.id)
                if above.task_spec.begins:
                    kept.add(above.children[0].id)
    return kept


def restore(doc: Doc, spec: ProcessSpec, step: RunningStep) -> Workflow:
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


@dataclass(frozen=True, slots=True)
class _Kept:
    id: UUID | None
    parent: int | None
    element: str
    state: int


def _fitting(doc: Doc, spec: ProcessSpec) -> Iterator[_Kept]:
    """Give the tokens that stand for something, their parents counted among these alone."""
    if not doc.tokens:
        raise StateUnreadable("no tokens")
    place: dict[int | None, int | None] = {None: None}
    for above, raw in enumerate(doc.tokens):
        token = _token_of(raw, above)
        if above and token.state & _FORESEEN:
            continue
        if token.element not in spec.task_specs or token.parent not in place:
            raise StateUnreadable(f"the token at {token.element} does not fit this definition")
        yield _Kept(token.id, place[token.parent], token.element, token.state)
        place[above] = len(place) - 1


def _token_of(raw: object, above: int) -> _Kept:
    match raw:
        case [str() | None as name, int() | None as parent, str(element), int(state)]:
            hangs = above == 0 if parent is None else 0 <= parent < above
            if state not in _STATES or not hangs:
                raise StateUnreadable(f"the token at {element} does not fit a tree")
            return _Kept(_id(name), parent, element, state)
        case _:
            raise StateUnreadable("a token is not one")


def _id(name: str | None) -> UUID | None:
    try:
        return None if name is None else UUID(name)
    except ValueError:
        raise StateUnreadable("a token has no proper id") from None
