"""A send task throws and a receive task catches: the same as the events, with the same words."""

import json

import pytest

from server.engine import JSON, Definition, Moved, Why, complete, deliver, obstacles, start
from tests.engine.drawings import Pool, define
from tests.engine.worlds import FACTS, no_operations


def asked(*, tasks: bool, message: str = "answer") -> Definition:
    """Ask units and hear one answer, by tasks or by events."""
    pool = Pool("p").start().user("think")
    (pool.send if tasks else pool.throw)("ask", "question", "{'n': think.n}", to="think.units")
    (pool.receive if tasks else pool.catch)("hear", message)
    pool.user("read").end().flow("begin", "think", "ask", "hear", "read", "done")
    unit = Pool("q", each="units").start("asked", "question").user("say")
    (unit.send if tasks else unit.throw)("reply", message)
    unit.end("off").flow("asked", "say", "reply", "off")
    return define(pool, unit, flows={"ask": ("asked",), "reply": ("hear",)})


def thought(definition: Definition) -> Moved:
    moved = start(definition, "p", FACTS, no_operations)
    said: JSON = {"n": 3, "units": ["a", "b"]}
    return complete(definition, moved.doc, moved.tasks[0].id, said, no_operations)


@pytest.mark.parametrize("tasks", [True, False])
def test_a_send_task_throws_to_whom_it_names_what_it_carries(*, tasks: bool) -> None:
    moved = thought(asked(tasks=tasks))
    assert [(each.element, each.payload, each.to) for each in moved.thrown] == [
        ("ask", {"n": 3}, ("a", "b"))
    ]


@pytest.mark.parametrize("tasks", [True, False])
def test_a_receive_task_waits_and_keeps_what_it_heard(*, tasks: bool) -> None:
    definition = asked(tasks=tasks)
    moved = thought(definition)
    assert [each.element for each in moved.armed] == ["hear"]
    heard = deliver(definition, moved.doc, "hear", {"fine": True}, no_operations)
    assert [task.element for task in heard.tasks] == ["read"]
    assert json.loads(heard.doc)["vars"]["hear"] == {"fine": True}


def test_a_message_before_its_receive_task_is_kept_for_it() -> None:
    definition = asked(tasks=True)
    moved = start(definition, "p", FACTS, no_operations)
    early = deliver(definition, moved.doc, "hear", {"fine": True}, no_operations)
    assert [each.element for each in early.early] == ["hear"]


def test_an_instance_moves_from_an_event_to_the_task_that_means_the_same() -> None:
    events, tasks = asked(tasks=False), asked(tasks=True)
    doc = thought(events).doc
    assert obstacles(events, tasks, doc) == ()
    other = asked(tasks=True, message="another")
    assert [(each.element, each.why) for each in obstacles(events, other, doc)] == [
        ("hear", Why.KIND)
    ]


def test_a_receive_task_may_wait_for_all_of_a_set() -> None:
    pool = Pool("p").start().send("ask", "question").receive("all_in", "answer", "all").end()
    pool.flow("begin", "ask", "all_in", "done")
    unit = Pool("q", each="units").start("asked", "question").end("reply", "answer")
    flows = {"ask": ("asked",), "reply": ("all_in",)}
    definition = define(pool, unit.flow("asked", "reply"), flows=flows)
    assert definition.awaited("all_in") == {"q"}
