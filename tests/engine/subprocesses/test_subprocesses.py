"""Embedded subprocesses: entered and left by flows, broken off by days, messages and errors."""

import json
from collections.abc import Mapping

import pytest

from server.engine import (
    JSON,
    Definition,
    EngineRefusal,
    Moved,
    NotArmed,
    NotReady,
    Obstacle,
    OtherBranch,
    UnknownElement,
    Why,
    between,
    changes,
    complete,
    deliver,
    fire,
    obstacles,
    set_back,
    start,
)
from tests.engine.drawings import Pool, define
from tests.engine.subprocesses.nested import review, told
from tests.engine.worlds import FACTS, no_operations

NESTED = told()


def begun(definition: Definition = NESTED) -> Moved:
    return start(definition, "main", FACTS, no_operations)


def done(moved: Moved, element: str, verdict: str = "fine", of: Definition = NESTED) -> Moved:
    task = next(each.id for each in moved.tasks if each.element == element)
    return complete(of, moved.doc, task, {"verdict": verdict}, no_operations)


def heard(moved: Moved, element: str, payload: Mapping[str, JSON] | None = None) -> Moved:
    return deliver(NESTED, moved.doc, element, dict(payload or {}), no_operations)


def open_in(moved: Moved) -> list[str]:
    return [each.element for each in moved.tasks]


def stored(moved: Moved) -> list[str]:
    return [element for _, _, element, _ in json.loads(moved.doc)["wf"]["tokens"]]


def test_a_subprocess_is_entered_by_its_start_and_passed_when_it_has_ended() -> None:
    moved = begun()
    assert open_in(moved) == ["papers", "place"]
    assert moved.passed == ("begin", "ask", "review_begin", "checks_begin", "split")
    moved = done(done(moved, "papers"), "place")
    moved = heard(moved, "heard")
    assert moved.passed == ("heard", "checked", "checking")
    moved = done(moved, "judge")
    assert moved.passed == ("judge", "judge_q", "reviewed", "review")
    assert open_in(moved) == ["sign"]
    assert done(moved, "sign").done


def test_events_wait_on_every_subprocess_around_a_token() -> None:
    armed = {each.element: each.due for each in begun().armed}
    assert armed == {"too_long": FACTS["deadlines"]["self_score"], "called_off": None}  # type: ignore[index,call-overload]


def test_a_day_breaks_off_what_is_open_in_its_subprocess_and_no_more() -> None:
    moved = fire(NESTED, done(begun(), "place").doc, "too_long", no_operations)
    assert moved is not None
    assert (moved.passed, open_in(moved)) == (("too_long",), ["chase"])
    assert [each.element for each in moved.armed] == ["called_off"]


def test_a_message_breaks_off_the_outer_subprocess_with_all_in_it() -> None:
    moved = heard(begun(), "called_off", {"why": 1})
    assert (open_in(moved), moved.armed) == (["mend"], ())
    assert json.loads(moved.doc)["vars"]["called_off"] == {"why": 1}
    assert stored(moved) == ["Start", "mend"]


def test_an_error_breaks_off_the_branches_beside_it_at_once() -> None:
    moved = done(begun(), "papers", "refuse")
    assert moved.passed == ("papers", "papers_q", "unfit", "unfit_caught")
    assert (open_in(moved), moved.armed) == (["mend"], ())
    assert json.loads(moved.doc)["vars"]["unfit_caught"] == {}


def test_an_error_that_no_event_names_is_caught_by_the_one_for_any() -> None:
    moved = fire(NESTED, begun().doc, "too_long", no_operations)
    assert moved is not None
    moved = done(done(moved, "chase"), "judge", "refuse")
    assert moved.passed[-2:] == ("given_up", "any_caught")


def test_a_subprocess_begins_anew_in_every_lap() -> None:
    moved = done(begun(), "papers", "refuse")
    again = done(moved, "mend")
    assert open_in(again) == ["papers", "place"]
    assert stored(again) == stored(begun())


def test_a_task_that_was_broken_off_is_not_completed_any_more() -> None:
    first = begun()
    after = heard(first, "called_off")
    with pytest.raises(NotReady):
        complete(NESTED, after.doc, first.tasks[0].id, {}, no_operations)
    assert fire(NESTED, after.doc, "too_long", no_operations) is None


def test_nothing_outside_makes_an_error_happen() -> None:
    for element in ("unfit_caught", "any_caught"):
        with pytest.raises(UnknownElement):
            deliver(NESTED, begun().doc, element, {}, no_operations)


def test_a_message_waits_for_its_catch_in_a_subprocess_until_that_is_broken_off() -> None:
    kept = heard(begun(), "heard", {"n": 1})
    assert [each.element for each in kept.early] == ["heard"]
    passed = done(done(kept, "papers"), "place")
    assert (open_in(passed), passed.passed[-3:]) == (["judge"], ("heard", "checked", "checking"))
    assert heard(kept, "called_off").early != ()  # the review may begin anew
    off = done(heard(kept, "called_off"), "mend", "refuse")
    assert (off.done, off.early) == (True, ())


def test_a_catch_in_a_subprocess_takes_nothing_when_no_way_leads_there() -> None:
    moved = done(heard(done(done(begun(), "papers"), "place"), "heard"), "judge")
    with pytest.raises(NotArmed):
        heard(moved, "heard")


def test_a_token_is_moved_within_its_subprocess_with_the_events_on_it() -> None:
    moved = done(done(begun(), "papers"), "place")
    moved = fire(NESTED, moved.doc, "too_long", no_operations) or moved
    moved = done(moved, "chase")
    back = set_back(NESTED, moved.doc, moved.tasks[0].id, "chase", no_operations)
    assert (open_in(back), [each.element for each in back.armed]) == (["chase"], ["called_off"])
    assert open_in(heard(back, "called_off")) == ["mend"]


def test_no_token_is_moved_into_a_subprocess_or_out_of_it() -> None:
    inside = fire(NESTED, begun().doc, "too_long", no_operations)
    assert inside is not None
    outside = heard(begun(), "called_off")
    for moved, target in ((inside, "sign"), (outside, "chase")):
        with pytest.raises(OtherBranch):
            set_back(NESTED, moved.doc, moved.tasks[0].id, target, no_operations)
    assert "reviewed" in between(NESTED, "sign", "judge")
    assert between(NESTED, "judge", "chase") == ()


def test_a_state_moves_where_its_subprocesses_are_drawn_alike() -> None:
    assert obstacles(NESTED, told(), begun().doc) == ()


@pytest.mark.parametrize("element", ["papers", "place", "too_long"])
def test_a_state_does_not_move_where_what_breaks_it_off_is_drawn_otherwise(element: str) -> None:
    new = told(review(held=False))
    found = obstacles(NESTED, new, begun().doc)
    assert Obstacle(element, Why.SUBPROCESS) in found
    other = told(review(of="another"))
    assert Obstacle(element, Why.SUBPROCESS) in obstacles(NESTED, other, begun().doc)


def test_a_change_tells_that_an_element_went_into_a_subprocess() -> None:
    flat = Pool("p").start().user("one").end().flow("begin", "one", "done")
    inner = Pool("i").start("in_1").user("one").end("out_1").flow("in_1", "one", "out_1")
    nested = Pool("p").start().subprocess("s", inner).end().flow("begin", "s", "done")
    found = {each.element: each.parts for each in changes(define(flat), define(nested))}
    assert "inside" in found["one"]


def test_a_task_in_a_subprocess_has_the_role_of_the_lane_around_it() -> None:
    inner = Pool("i").start("in_1").user("one").end("out_1").flow("in_1", "one", "out_1")
    inner.roles.clear()
    pool = Pool("p").start().subprocess("s", inner).end().flow("begin", "s", "done")
    pool.roles["head"] = ["s"]
    assert define(pool).elements["one"].role == "head"


def test_an_uncaught_error_is_refused_before_anything_runs() -> None:
    inner = Pool("i").start("in_1").xor("q").end("out_1").fail("bad", "e").flow("in_1", "q")
    inner.flow("q", "out_1", default=True).flow("q", "bad", when="round > 1")
    pool = Pool("p").start().subprocess("s", inner).user("one").end()
    with pytest.raises(EngineRefusal, match="ERROR-CAUGHT"):
        define(pool.flow("begin", "s", "one", "done"))
