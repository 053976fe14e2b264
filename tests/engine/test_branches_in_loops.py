"""Branches in a loop: each lap joins its own tokens, in whatever order its branches finish."""

import json
from itertools import product

import pytest

from server.engine import JSON, Definition, Moved, complete, start
from tests.engine.drawings import Pool, define
from tests.engine.walking import Choice, InMemory, comparable
from tests.engine.worlds import FACTS, no_operations

LAPS = 6
ORDERS = list(product("ab", repeat=4))


def counted_twice() -> Pool:
    """Two count side by side, and count again until they agree."""
    return (
        Pool("p")
        .start()
        .xor("before")
        .parallel("split")
        .user("a", "officer")
        .user("b", "head")
        .parallel("join")
        .xor("same")
        .end()
        .flow("begin", "before", "split", "a", "join", "same")
        .flow("split", "b", "join")
        .flow("same", "done", when="a.n == b.n")
        .flow("same", "before", default=True)
    )


def do(definition: Definition, moved: Moved, element: str, said: JSON) -> Moved:
    task = next(task.id for task in moved.tasks if task.element == element)
    return complete(definition, moved.doc, task, said, no_operations)


def turns(order: tuple[str, ...], laps: int) -> list[tuple[str, JSON]]:
    """Give who counts what in which order; only in the last lap do both count the same."""
    return [
        (name, {"n": lap if name == "a" or lap == laps - 1 else lap - 1})
        for lap in range(laps)
        for name in ("ab" if order[lap % len(order)] == "a" else "ba")
    ]


@pytest.mark.parametrize("order", ORDERS)
def test_six_laps_end_in_whatever_order_the_branches_of_each_finish(order: tuple[str, ...]) -> None:
    definition = define(counted_twice())
    moved = start(definition, "p", FACTS, no_operations)
    memory = InMemory(definition, "p", "score")
    for turn, (element, said) in enumerate(turns(order, LAPS), start=1):
        moved = do(definition, moved, element, said)
        memory.do(Choice("complete", element, said))
        assert comparable(moved) == comparable(memory.look())
        assert len(moved.tasks) == (0 if turn == 2 * LAPS else 2 - turn % 2)
    assert moved.done
    assert json.loads(moved.doc)["laps"]["join"] == LAPS


def test_the_state_of_a_late_lap_is_as_small_as_that_of_the_first() -> None:
    definition = define(counted_twice())
    moved = start(definition, "p", FACTS, no_operations)
    sizes = set()
    for element, said in turns(("a", "b"), 50)[:-2]:
        moved = do(definition, moved, element, said)
        sizes.add(len(json.loads(moved.doc)["wf"]["tokens"]))
    assert sizes == {3}


def test_branches_without_a_person_join_in_each_lap_of_one_step() -> None:
    pool = Pool("p").start().xor("before").parallel("split").service("a", "count")
    pool.service("b", "count").parallel("join").xor("again").end()
    pool.flow("begin", "before", "split", "a", "join", "again").flow("split", "b", "join")
    pool.flow("again", "before", when="b.n < 9").flow("again", "done", default=True)
    counted = iter(range(100))
    moved = start(define(pool), "p", FACTS, lambda *_: {"n": next(counted)})
    assert moved.done
    assert moved.passed.count("join") == 5
