"""Parallel branches: which drawings are refused, and what two tokens in one process may do."""

import json
from itertools import pairwise

import pytest

from server.engine import (
    Moved,
    OtherBranch,
    Stuck,
    Why,
    between,
    complete,
    fire,
    obstacles,
    set_back,
    standing,
    start,
)
from tests.engine.drawings import Pool, define, drawn
from tests.engine.test_reading import problems_of
from tests.engine.worlds import FACTS, no_operations


def both() -> Pool:
    """Two roles do their part side by side; the second branch may be cut short by a day."""
    return (
        Pool("p")
        .start()
        .user("ask", "head")
        .parallel("split")
        .user("write", "officer")
        .user("check", "officer")
        .user("read", "head")
        .boundary("late", "read", due="deadlines.self_score")
        .xor("read_q")
        .parallel("join")
        .user("sign", "head")
        .end()
        .flow("begin", "ask", "split", "write", "check", "join", "sign", "done")
        .flow("split", "read", "read_q")
        .flow("late", "read_q")
        .flow("read_q", "join")
    )


def at(moved: Moved) -> list[str]:
    return sorted(task.element for task in moved.tasks)


def do(moved: Moved, element: str) -> Moved:
    task = next(task.id for task in moved.tasks if task.element == element)
    return complete(define(both()), moved.doc, task, {}, no_operations)


def begun() -> Moved:
    return do(start(define(both()), "p", FACTS, no_operations), "ask")


def test_a_join_waits_for_every_branch_in_whatever_order_they_come() -> None:
    for order in (("write", "check", "read"), ("read", "write", "check"), ("write", "read")):
        moved = begun()
        assert at(moved) == ["read", "write"]
        for element in order:
            assert "sign" not in at(moved)
            moved = do(moved, element)
        assert at(moved) == (["sign"] if len(order) == 3 else ["check"])


def test_an_interrupted_branch_comes_to_its_join_as_well() -> None:
    moved = do(do(begun(), "write"), "check")
    fired = fire(define(both()), moved.doc, "late", no_operations)
    assert fired is not None
    assert (at(fired), fired.passed) == (["sign"], ("late", "read_q", "join"))


def test_what_is_stored_does_not_grow_while_branches_wait_for_one_another() -> None:
    moved = do(do(begun(), "write"), "check")
    tokens = json.loads(moved.doc)["wf"]["tokens"]
    assert [token[2] for token in tokens] == ["Start", "join", "read.Split", "read", "late"]
    moved = do(do(moved, "read"), "sign")
    assert (moved.done, len(json.loads(moved.doc)["wf"]["tokens"])) == (True, 1)


def test_a_join_whose_other_token_was_lost_is_stuck_by_name() -> None:
    doc = json.loads(do(do(begun(), "write"), "check").doc)
    doc["wf"]["tokens"] = doc["wf"]["tokens"][:2]
    with pytest.raises(Stuck):
        standing(define(both()), json.dumps(doc))


def test_a_token_is_set_back_within_its_branch_alone() -> None:
    definition = define(both())
    moved = do(begun(), "write")
    ids = {task.element: task.id for task in moved.tasks}
    back = set_back(definition, moved.doc, ids["check"], "write", no_operations)
    assert at(back) == ["read", "write"]
    assert {task.id for task in back.tasks} & set(ids.values()) == {ids["read"]}
    for element, target in (("check", "read"), ("check", "ask"), ("read", "sign")):
        with pytest.raises(OtherBranch):
            set_back(definition, moved.doc, ids[element], target, no_operations)


def test_what_keeps_a_token_from_another_branch_is_named() -> None:
    definition = define(both())
    assert between(definition, "check", "write") == ()
    assert "split" in between(definition, "check", "read")
    assert "split" in between(definition, "check", "ask")
    assert {"split", "join"} <= set(between(definition, "sign", "ask"))


def kept_from(pool: Pool, moved: Moved) -> set[tuple[str, Why]]:
    found = obstacles(define(both()), define(pool), moved.doc)
    return {(each.element, each.why) for each in found}


def test_an_instance_moves_to_another_version_only_where_its_branches_are_the_same() -> None:
    moved = do(do(begun(), "write"), "check")
    third = both().user("more").flow("split", "more", "join")
    renamed = both()
    renamed.body = [each.replace('id="write"', 'id="write" name="Viết"') for each in renamed.body]
    assert kept_from(third, moved) == {
        ("join", Why.BRANCHES),
        ("late", Why.BRANCHES),
        ("read", Why.BRANCHES),
    }
    assert kept_from(renamed, moved) == set()
    assert kept_from(third, do(moved, "read")) == set()
    assert kept_from(third, start(define(both()), "p", FACTS, no_operations)) == set()


def test_a_token_outside_does_not_move_into_a_branch() -> None:
    old = Pool("p").start().user("one").end().flow("begin", "one", "done")
    new = Pool("p").start().parallel("split").user("one").user("two").parallel("join").end()
    new.flow("begin", "split", "one", "join", "done").flow("split", "two", "join")
    doc = start(define(old), "p", FACTS, no_operations).doc
    (found,) = obstacles(define(old), define(new), doc)
    assert (found.element, found.why) == ("one", Why.BRANCHES)


def pair() -> Pool:
    """Draw two branches, with a choice before, within and after them; what it is for is missing."""
    return (
        Pool("p")
        .start()
        .xor("before")
        .parallel("split")
        .user("a")
        .xor("a_q")
        .user("b")
        .parallel("join")
        .xor("after")
        .user("c")
        .end()
        .flow("begin", "before")
        .flow("before", "split", default=True)
        .flow("split", "a", "a_q")
        .flow("a_q", "join", default=True)
        .flow("split", "b", "join", "after")
        .flow("after", "c", default=True)
        .flow("c", "done")
    )


def way(source: str, target: str) -> Pool:
    return pair().flow(source, target, when="True")


def plain(*ways: str) -> Pool:
    """Draw ways from o to d: s and t split, j and k join, x chooses, the rest are tasks."""
    pool = Pool("p").start().end()
    for name in sorted(set("".join(ways)) - {"o", "d"}):
        (pool.parallel if name in "stjk" else pool.xor if name == "x" else pool.user)(name)
    for each in ways:
        for one, two in pairwise(each):
            pool.flow({"o": "begin"}.get(one, one), {"d": "done"}.get(two, two))
    return pool


GOOD = {
    "as they are": pair(),
    "a loop inside a branch": way("a_q", "a"),
    "a loop before them": pair().user("e").flow("before", "e", when="True").flow("e", "before"),
    "a loop after them": way("after", "after"),
    "a loop around them": way("after", "before"),
    "a loop around them by an event": (
        pair().boundary("late", "c", due="deadlines.day").flow("late", "before")
    ),
    "an event within a branch": pair().boundary("late", "b", due="deadlines.day").flow("late", "b"),
    "branches in a branch": plain("osabjd", "stckj", "tek"),
    "three branches": plain("osajd", "sbj", "scj"),
    "one after the other": plain("osajbtckd", "sej", "tfk"),
}
BAD = {
    "an end in a branch": (pair().end("off").flow("a_q", "off", when="True"), "off"),
    "a way past the join": (way("a_q", "c"), "c"),
    "a way back before the split": (way("a_q", "before"), "before"),
    "a way into a branch": (way("before", "a"), "a"),
    "a way from branch to branch": (way("a_q", "b"), "b"),
    "two ways from a branch to the join": (way("a_q", "join"), "join"),
    "a branch of nothing": (pair().flow("split", "join"), "split"),
    "an event that leads out": (
        pair().boundary("late", "b", due="deadlines.day").flow("late", "done"),
        "done",
    ),
    "a way to the join from before the split": (way("before", "join"), "join"),
    "a way back to the join from behind it": (way("after", "join"), "join"),
    "a start at the join": (pair().flow("begin", "join"), "join"),
    "two ways out of the join": (pair().flow("join", "c"), "join"),
    "two ways to the split": (way("before", "split"), "split"),
    "a split that is never joined": (plain("osad", "sbd"), "s"),
    "a join of what is chosen": (plain("oxajd", "xbj"), "j"),
    "pairs that cross": (plain("osatckd", "tejd", "sfj"), "j"),
    "a gateway between one and one": (plain("osad"), "s"),
}


@pytest.mark.parametrize("name", GOOD)
def test_pairs_of_gateways_around_branches_of_their_own_are_accepted(name: str) -> None:
    assert define(GOOD[name]).main == "p"


@pytest.mark.parametrize("name", BAD)
def test_branches_that_a_token_may_leave_or_enter_are_refused(name: str) -> None:
    pool, element = BAD[name]
    assert ("PARALLEL", element) in problems_of(drawn(pool))
