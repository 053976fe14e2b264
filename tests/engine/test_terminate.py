"""A terminate end ends everything in its instance, wherever its tokens are."""

import json
from itertools import pairwise

import pytest

from server.engine import Moved, NotArmed, NotReady, complete, deliver, fire, start
from tests.engine.drawings import Pool, define, drawn
from tests.engine.test_reading import problems_of
from tests.engine.worlds import FACTS, no_operations
from tests.worlds.processes.called_off import main

DATED = {**FACTS, "deadlines": {"approve": "2024-11-20"}}


def do(moved: Moved, element: str, verdict: str = "") -> Moved:
    task = next(task.id for task in moved.tasks if task.element == element)
    said = {"verdict": verdict}
    return complete(define(main()), moved.doc, task, said, no_operations)


def begun() -> Moved:
    return start(define(main()), "main_", DATED, no_operations)


def test_what_is_open_and_armed_in_other_branches_ends_with_it() -> None:
    moved = begun()
    assert sorted(task.element for task in moved.tasks) == ["check", "write"]
    ended = do(moved, "check", "again")
    assert (ended.done, ended.tasks, ended.armed) == (True, (), ())
    assert ended.passed == ("check", "off_q", "off")
    assert len(json.loads(ended.doc)["wf"]["tokens"]) == 1


def test_a_token_that_waits_at_the_join_ends_with_it_too() -> None:
    assert do(do(begun(), "write"), "check", "again").done


def test_without_it_the_branches_come_to_their_join() -> None:
    moved = do(do(begun(), "check", "fine"), "write")
    assert [task.element for task in moved.tasks] == ["sign"]
    assert do(moved, "sign").done


def test_nothing_can_be_done_in_what_it_has_ended() -> None:
    moved = begun()
    ended = do(moved, "check", "again")
    definition = define(main())
    for task in moved.tasks:
        with pytest.raises(NotReady):
            complete(definition, ended.doc, task.id, {}, no_operations)
    assert fire(definition, ended.doc, "late", no_operations) is None


def test_a_branch_may_leave_by_no_other_end() -> None:
    plain = main()
    plain.body = [each.replace("<bpmn:terminateEventDefinition/>", "") for each in plain.body]
    assert ("PARALLEL", "off") in problems_of(drawn(plain))


def test_a_message_that_was_kept_is_gone_with_the_rest() -> None:
    pool = Pool("p").start().throw("ask", "m").parallel("split").user("slow").catch("hear", "n")
    pool.user("stop").xor("stop_q").parallel("join").end().terminate("off")
    for one, two in pairwise(("begin", "ask", "split", "slow", "hear", "join", "done")):
        pool.flow(one, two)
    pool.flow("split", "stop", "stop_q").flow("stop_q", "join", default=True)
    pool.flow("stop_q", "off", when="stop.verdict == 'stop'")
    other = Pool("q").start("asked", "m").end("said", "n").flow("asked", "said")
    definition = define(pool, other, flows={"ask": ("asked",), "said": ("hear",)})
    moved = start(definition, "p", FACTS, no_operations)
    moved = deliver(definition, moved.doc, "hear", {}, no_operations)
    assert [each.element for each in moved.early] == ["hear"]
    task = next(task.id for task in moved.tasks if task.element == "stop")
    ended = complete(definition, moved.doc, task, {"verdict": "stop"}, no_operations)
    assert (ended.done, ended.early) == (True, ())
    with pytest.raises(NotArmed):
        deliver(definition, ended.doc, "hear", {}, no_operations)
