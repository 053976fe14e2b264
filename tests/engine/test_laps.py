"""How often a process may go round, and that it never ends in nothing."""

import json

import pytest

from server.engine import (
    JSON,
    Moved,
    Stuck,
    TooManyLaps,
    complete,
    fire,
    standing,
    start,
)
from tests.engine.drawings import Pool, define
from tests.engine.worlds import FACTS, answer_ok, evaluation, line, no_operations


def test_five_hundred_laps_are_refused_at_the_cap() -> None:
    definition = evaluation()
    moved = start(definition, "unit", FACTS, no_operations, on="requested", payload={"at": "x"})
    laps: list[str] = []

    def lap(doc: str, task: str) -> Moved:
        approve = complete(definition, doc, task, {}, no_operations)
        laps.append("one more")
        verdict: JSON = {"verdict": "return"}
        return complete(definition, approve.doc, approve.tasks[0].id, verdict, no_operations)

    def five_hundred(moved: Moved) -> None:
        for _ in range(500):
            moved = lap(moved.doc, moved.tasks[0].id)

    with pytest.raises(TooManyLaps) as refusal:
        five_hundred(moved)
    assert (len(laps), refusal.value.element, refusal.value.laps) == (100, "score", 100)


def test_the_cap_on_laps_can_be_set_lower() -> None:
    definition = evaluation()
    moved = start(definition, "unit", FACTS, no_operations, on="requested", payload={"at": "x"})
    verdict: JSON = {"verdict": "return"}
    for result in ({}, verdict):
        task = moved.tasks[0].id
        moved = complete(definition, moved.doc, task, result, no_operations, laps=1)
    with pytest.raises(TooManyLaps):
        complete(definition, moved.doc, moved.tasks[0].id, {}, no_operations, laps=1)


def test_a_loop_without_a_person_or_a_message_is_refused_in_the_step() -> None:
    pool = (
        Pool("p")
        .start()
        .xor("join")
        .service("spin", "spin")
        .xor("again_q")
        .end()
        .flow("begin", "join", "spin", "again_q", "done", default=True)
        .flow("again_q", "join", when="True")
    )
    with pytest.raises(TooManyLaps):
        start(define(pool), "p", {}, answer_ok)


def test_a_loop_that_only_an_event_ends_goes_round() -> None:
    talk = Pool("talk").start().throw("hush", "stop").end("said").flow("begin", "hush", "said")
    pool = (
        Pool("p", each="units")
        .start("asked", "stop")
        .user("again")
        .boundary("late", "again", due="deadlines.self_score")
        .end()
        .flow("asked", "again", "again")
        .flow("late", "done")
    )
    definition = define(talk, pool, flows={"hush": ("asked",)})
    moved = start(definition, "p", FACTS, no_operations, on="asked")
    for _ in range(3):
        moved = complete(definition, moved.doc, moved.tasks[0].id, {}, no_operations)
        assert [task.element for task in moved.tasks] == ["again"]
    late = fire(definition, moved.doc, "late", no_operations)
    assert late is not None
    assert late.done


def test_a_state_that_leaves_nothing_to_do_is_refused() -> None:
    definition = line("one", "two")
    doc = json.loads(start(definition, "line", FACTS, no_operations).doc)
    doc["wf"]["tokens"] = doc["wf"]["tokens"][:1]  # the token of the open task is lost
    with pytest.raises(Stuck):
        standing(definition, json.dumps(doc))
