"""Random walks: the acts an instance allows next, done on a doc or on one workflow in memory."""

import random
from dataclasses import dataclass, replace

from SpiffWorkflow.bpmn import BpmnWorkflow

from server.engine import (
    JSON,
    Data,
    Definition,
    Moved,
    checked,
    complete,
    deliver,
    fire,
    start,
    verbs,
)
from server.engine.library import Workflow
from server.engine.stepping import Running
from tests.engine.worlds import FACTS, answer_ok

RESULTS: tuple[Data, ...] = tuple(
    {
        "verdict": verdict,
        "units": keys,
        "out": keys,
        "left_out": keys,
        "parties": keys,
        "present": keys,
        "scrutineers": keys,
        "until": "2024-12-01" if keys else None,
        "changed": len(keys),
        "contested": len(keys),
    }
    for verdict, keys in (
        ("return", ["a"]),
        ("incomplete", []),
        ("send_back", ["b"]),
        ("again", ["a", "b"]),
        ("refuse", []),
        ("done", ["a"]),
        ("fine", []),
    )
)


@dataclass(frozen=True)
class Choice:
    """One thing that happens: kind, element, what comes with it."""

    kind: str
    element: str
    data: Data


def possible(definition: Definition, moved: Moved) -> list[Choice]:
    acts = [Choice("complete", task.element, result) for task in moved.tasks for result in RESULTS]
    for each in moved.armed:
        kind = "fire" if definition.elements[each.element].timer else "deliver"
        acts.append(Choice(kind, each.element, {"n": 1, "passed": ["flag/a"]}))
    return acts


def choose(chance: random.Random, definition: Definition, moved: Moved) -> Choice | None:
    acts = possible(definition, moved)
    return chance.choice(acts) if acts else None


def begin(definition: Definition, process: str, at: str) -> Moved:
    on = _message_start(definition, process)
    payload: JSON = {"at": at} if on else None
    return start(definition, process, FACTS, answer_ok, on=on, payload=payload)


def on_doc(definition: Definition, moved: Moved, act: Choice) -> Moved:
    """Do it on the stored state, as the application does."""
    if act.kind == "complete":
        task = next(each.id for each in moved.tasks if each.element == act.element)
        return complete(definition, moved.doc, task, act.data, answer_ok)
    if act.kind == "deliver":
        return deliver(definition, moved.doc, act.element, act.data, answer_ok)
    fired = fire(definition, moved.doc, act.element, answer_ok)
    assert fired is not None
    return fired


class InMemory:
    """One workflow that is never saved, loaded or compacted: what the library itself would do."""

    def __init__(self, definition: Definition, process: str, at: str) -> None:
        self.definition = definition
        self.running = Running(definition, dict(FACTS), {}, answer_ok, verbs.MOST_LAPS)
        self.workflow: Workflow = BpmnWorkflow(definition.spec(process), script_engine=self.running)
        self.running.go(self.workflow)
        on = _message_start(definition, process)
        if on:
            verbs._catch(self.workflow, on)  # noqa: SLF001 - the reference runs on the same parts
            self.running.vars[on] = {"at": at}
            self.running.go(self.workflow)

    def look(self) -> Moved:
        return verbs.moved(self.definition, self.workflow, self.running)

    def do(self, act: Choice) -> None:
        self.running.thrown.clear()
        self.running.passed.clear()
        self.running.chosen.clear()
        if act.kind == "complete":
            tasks = self.look().tasks
            task_id = next(each.id for each in tasks if each.element == act.element)
            task = verbs.ready(self.workflow, task_id)
            self.running.vars[act.element] = checked(act.data)
            self.running.run(task)
        else:
            verbs._catch(self.workflow, act.element)  # noqa: SLF001
            self.running.vars[act.element] = checked(act.data if act.kind == "deliver" else {})
        self.running.go(self.workflow)


def comparable(moved: Moved) -> Moved:
    """Leave out what may differ: the ids of tasks, and the doc."""
    return replace(moved, doc="", tasks=tuple(replace(each, id="") for each in moved.tasks))


def _message_start(definition: Definition, process: str) -> str | None:
    return next(
        (
            each.id
            for each in definition.elements.values()
            if each.process == process and each.kind == "startEvent" and each.message
        ),
        None,
    )
