"""Timers that wait for a while: their day counts from the moment they began to wait."""

import json

import pytest

from server.engine import (
    BadData,
    Definition,
    Moved,
    Why,
    carry,
    complete,
    fire,
    obstacles,
    set_back,
    start,
    waiting,
)
from server.engine.expressions.durations import after, is_duration
from tests.engine.drawings import FORMS, Pool, drawn
from tests.engine.worlds import no_operations as ops

MORNING = "2026-01-30T09:30:00+07:00"
LATER = "2026-02-05T15:00:00+07:00"


@pytest.mark.parametrize(
    ("duration", "due"),
    [
        ("P3D", "2026-02-02"),
        ("P2W", "2026-02-13"),
        ("P1M", "2026-02-28"),
        ("P1Y1M", "2027-02-28"),
        ("P1M1D", "2026-03-01"),
        ("PT24H", "2026-01-31T09:30:00+07:00"),
        ("P1DT90M", "2026-01-31T11:00:00+07:00"),
        ("P0DT30M", "2026-01-30T10:00:00+07:00"),
    ],
)
def test_days_end_with_their_last_day_and_hours_with_their_moment(duration: str, due: str) -> None:
    assert after(MORNING, duration) == due


@pytest.mark.parametrize(
    "written", ["", "P", "PT", "P1DT", "P0D", "PT0H", "-P1D", "P1", "3D", "P1S", "PT5S", "P99999D"]
)
def test_what_is_no_while_is_no_duration(written: str) -> None:
    assert not is_duration(written)


def defined(due: str = "P3D") -> Definition:
    pool = Pool("p").start().user("one").boundary("late", "one", due=due).user("two")
    pool.user("three").end().flow("begin", "one", "two", "done").flow("late", "three", "done")
    return Definition.read("t", {"t.bpmn": drawn(pool), **FORMS})


def due(moved: Moved) -> dict[str, str | None]:
    return {each.element: each.due for each in moved.armed}


def test_a_boundary_counts_from_when_its_task_opened_and_keeps_that() -> None:
    definition = defined()
    moved = start(definition, "p", {}, ops, now=MORNING)
    assert due(moved) == {"late": "2026-02-02"}
    assert due(waiting(definition, moved.doc)) == due(carry(definition, moved.doc)) == due(moved)
    fired = fire(definition, moved.doc, "late", ops, now=LATER)
    assert fired is not None
    assert [task.element for task in fired.tasks] == ["three"]


def test_a_state_says_so_only_while_such_a_timer_waits() -> None:
    moved = start(defined(), "p", {}, ops, now=MORNING)
    assert json.loads(moved.doc)["entered"] == {"late": MORNING}
    after_it = complete(defined(), moved.doc, moved.tasks[0].id, {}, ops, now=LATER)
    assert (json.loads(after_it.doc)["v"], "entered" in json.loads(after_it.doc)) == (2, False)
    dated = start(defined("opened_on"), "p", {"opened_on": "2026-03-01"}, ops)
    assert json.loads(dated.doc)["v"] == 2


def test_a_step_elsewhere_leaves_it_and_a_way_back_begins_anew() -> None:
    pool = Pool("p").start().parallel("split").user("one").boundary("late", "one", due="P3D")
    pool.user("other").user("again").parallel("join").end().xor("meet")
    pool.flow("begin", "split", "one", "meet", "again", "join", "done").flow("late", "meet")
    pool.flow("split", "other", "join")
    definition = Definition.read("t", {"t.bpmn": drawn(pool), **FORMS})
    moved = start(definition, "p", {}, ops, now=MORNING)
    ids = {task.element: task.id for task in moved.tasks}
    moved = complete(definition, moved.doc, ids["other"], {}, ops, now=LATER)
    assert due(moved) == {"late": "2026-02-02"}
    gone_on = complete(definition, moved.doc, ids["one"], {}, ops, now=LATER)
    back = set_back(definition, gone_on.doc, gone_on.tasks[0].id, "one", ops, now=LATER)
    assert due(back) == {"late": "2026-02-08"}


def test_the_same_task_opened_again_in_one_step_counts_anew() -> None:
    pool = Pool("p").start().xor("before").user("one").boundary("late", "one", due="P3D").end()
    pool.flow("begin", "before", "one", "done").flow("late", "before")
    definition = Definition.read("t", {"t.bpmn": drawn(pool), **FORMS})
    moved = start(definition, "p", {}, ops, now=MORNING)
    fired = fire(definition, moved.doc, "late", ops, now=LATER)
    assert fired is not None
    assert due(fired) == {"late": "2026-02-08"}


def test_beside_a_message_it_counts_from_when_the_gateway_was_reached() -> None:
    pool = Pool("p").start().events("wait").timer("long", "P1M").timer("short", "PT8H")
    pool.end().end("gone").flow("begin", "wait", "long", "done").flow("wait", "short", "gone")
    definition = Definition.read("t", {"t.bpmn": drawn(pool), **FORMS})
    moved = start(definition, "p", {}, ops, now=MORNING)
    assert due(moved) == {"long": "2026-02-28", "short": "2026-01-30T17:30:00+07:00"}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("'P3D' if fast else 'P10D'", "2026-02-02"),
        ("workdays(entered_on, 3)", "2026-02-04"),
        ("None if fast else entered_on", None),
    ],
)
def test_a_duration_may_be_chosen_and_count_working_days(written: str, day: str | None) -> None:
    definition = defined(written)
    assert definition.facts["p"] <= {"fast"}
    assert due(start(definition, "p", {"fast": True}, ops, now=MORNING)) == {"late": day}


@pytest.mark.parametrize("written", ["'P3D' if fast else 'soon'", "'P3D' if fast else 3"])
def test_a_duration_that_turns_out_to_be_none_is_refused(written: str) -> None:
    with pytest.raises(BadData):
        start(defined(written), "p", {"fast": False}, ops, now=MORNING)


def test_a_timer_that_counts_wants_the_moment_of_the_step() -> None:
    with pytest.raises(BadData):
        start(defined(), "p", {}, ops)


def test_a_state_that_waits_stays_where_the_duration_is_another_one() -> None:
    old, new = defined("P3D"), defined("P4D")
    moved = start(old, "p", {}, ops, now=MORNING)
    (found,) = obstacles(old, new, moved.doc)
    assert (found.element, found.why) == ("late", Why.WAITS)
    assert obstacles(old, defined("P3D"), moved.doc) == ()
