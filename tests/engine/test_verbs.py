"""The four verbs: what they move, what they hand back, what they refuse."""

import json

import pytest

from server.engine import (
    JSON,
    BadData,
    Moved,
    NotArmed,
    NotReady,
    UnknownElement,
    UnknownProcess,
    complete,
    deliver,
    fire,
    start,
)
from tests.engine.drawings import Pool, define
from tests.engine.worlds import FACTS, answer_ok, consultation, evaluation, line, no_operations


def opened(moved: Moved) -> list[tuple[str, str]]:
    return [(task.element, task.role) for task in moved.tasks]


def facts_of(moved: Moved) -> dict[str, JSON]:
    found: dict[str, JSON] = json.loads(moved.doc)["vars"]
    return found


def test_a_start_throws_to_all_and_waits_for_a_message_or_the_deadline() -> None:
    moved = start(evaluation(), "bloc", FACTS, no_operations)
    assert [(each.element, each.due) for each in moved.armed] == [
        ("sheets_in", None),
        ("deadline", "2024-11-20"),
    ]
    assert [(each.element, each.payload, each.to) for each in moved.thrown] == [
        ("request", {"at": "score"}, None)
    ]
    assert (moved.done, moved.tasks, moved.passed) == (False, (), ("begin", "request"))


def test_a_message_start_puts_its_payload_under_the_start_event() -> None:
    moved = start(
        evaluation(), "unit", FACTS, no_operations, on="requested", payload={"at": "appraise"}
    )
    assert opened(moved) == [("appraise", "appraiser")]
    assert facts_of(moved)["requested"] == {"at": "appraise"}
    assert moved.passed == ("requested", "entry")


@pytest.mark.parametrize(("process", "on"), [("unit", None), ("unit", "score"), ("bloc", "begin")])
def test_a_process_starts_only_the_way_it_is_drawn(process: str, on: str | None) -> None:
    with pytest.raises(NotArmed):
        start(evaluation(), process, FACTS, no_operations, on=on)


def test_an_unknown_process_is_refused() -> None:
    with pytest.raises(UnknownProcess):
        start(evaluation(), "nobody", FACTS, no_operations)


def test_a_result_lands_under_its_task_and_never_beside_the_facts() -> None:
    definition = evaluation()
    moved = start(definition, "unit", FACTS, no_operations, on="requested", payload={"at": "x"})
    moved = complete(definition, moved.doc, moved.tasks[0].id, {"round": 99}, no_operations)
    assert facts_of(moved)["round"] == 1
    assert facts_of(moved)["score"] == {"round": 99}


def test_a_task_is_completed_once() -> None:
    definition = line("one", "two")
    moved = start(definition, "line", FACTS, no_operations)
    after = complete(definition, moved.doc, moved.tasks[0].id, {}, no_operations)
    with pytest.raises(NotReady):
        complete(definition, after.doc, moved.tasks[0].id, {}, no_operations)


def test_a_task_that_lies_ahead_is_not_ready() -> None:
    definition = line("one", "two")
    moved = start(definition, "line", FACTS, no_operations)
    for task_id in ("", "two", "00000000-0000-4000-8000-000000000000"):
        with pytest.raises(NotReady):
            complete(definition, moved.doc, task_id, {}, no_operations)


def test_a_task_keeps_its_id_while_others_move() -> None:
    definition = consultation()
    moved = start(definition, "giver", FACTS, no_operations, on="asked")
    moved = fire(definition, moved.doc, "overdue", no_operations) or moved
    assert opened(moved) == [("remind", "officer")]
    again = complete(definition, moved.doc, moved.tasks[0].id, {}, no_operations)
    assert opened(again) == [("opinion", "head")]


def test_delivering_to_one_branch_of_an_event_gateway_disarms_the_other() -> None:
    definition = evaluation()
    moved = start(definition, "bloc", FACTS, no_operations)
    moved = deliver(definition, moved.doc, "sheets_in", {"n": 2}, answer_ok)
    assert opened(moved) == [("adopt", "leader")]
    assert moved.armed == ()
    assert moved.passed == ("wait", "sheets_in", "collate")
    assert facts_of(moved)["sheets_in"] == {"n": 2}
    assert fire(definition, moved.doc, "deadline", answer_ok) is None


def test_two_branches_that_wait_for_messages_of_one_name_are_told_apart() -> None:
    asker = (
        Pool("asker")
        .start()
        .events("wait")
        .catch("left", "answer")
        .catch("right", "answer")
        .user("after_left")
        .user("after_right")
        .end()
        .flow("begin", "wait", "left", "after_left", "done")
        .flow("wait", "right", "after_right", "done")
    )
    other = Pool("other").start("told", "news").end("say", "answer").flow("told", "say")
    third = Pool("third").start("heard", "answer").end("tell", "news").flow("heard", "tell")
    flows = {"say": ("left", "right", "heard"), "tell": ("told",)}
    definition = define(asker, other, third, flows=flows)
    moved = start(definition, "asker", FACTS, no_operations)
    assert [
        opened(deliver(definition, moved.doc, name, {}, no_operations))[0][0]
        for name in ("left", "right")
    ] == ["after_left", "after_right"]


@pytest.mark.parametrize("element", ["deadline", "adopt", "requested", "pool_unit", "nothing"])
def test_a_message_goes_only_to_an_element_that_takes_messages(element: str) -> None:
    definition = evaluation()
    moved = start(definition, "bloc", FACTS, no_operations)
    with pytest.raises(UnknownElement):
        deliver(definition, moved.doc, element, {}, no_operations)


def test_a_timer_fires_once_and_a_late_one_is_no_error() -> None:
    definition = evaluation()
    moved = start(definition, "bloc", FACTS, no_operations)
    fired = fire(definition, moved.doc, "deadline", no_operations)
    assert fired is not None
    assert opened(fired) == [("late", "leader")]
    assert fire(definition, fired.doc, "deadline", no_operations) is None


def test_a_timer_of_a_finished_instance_is_late() -> None:
    definition = consultation()
    moved = start(definition, "giver", FACTS, no_operations, on="asked")
    moved = deliver(definition, moved.doc, "called_off", {}, no_operations)
    assert moved.done
    assert fire(definition, moved.doc, "overdue", no_operations) is None


def test_only_a_timer_can_fire() -> None:
    definition = evaluation()
    moved = start(definition, "bloc", FACTS, no_operations)
    with pytest.raises(UnknownElement):
        fire(definition, moved.doc, "sheets_in", no_operations)


def test_a_timer_is_due_when_its_expression_says_each_time_it_is_armed() -> None:
    definition = evaluation()
    moved = start(definition, "bloc", FACTS, no_operations)
    moved = fire(definition, moved.doc, "deadline", no_operations) or moved
    result: JSON = {"out": ["b"], "until": "2024-12-01"}
    moved = complete(definition, moved.doc, moved.tasks[0].id, result, no_operations)
    assert [(each.element, each.due) for each in moved.armed][1] == ("deadline", "2024-12-01")
    assert [(each.element, each.to) for each in moved.thrown] == [("tell_out", ("b",))]


def test_an_interrupted_task_is_closed_and_not_counted_as_passed() -> None:
    definition = consultation()
    moved = start(definition, "giver", FACTS, no_operations, on="asked")
    assert opened(moved) == [("opinion", "head")]
    off = deliver(definition, moved.doc, "called_off", {}, no_operations)
    assert (off.done, off.passed) == (True, ("called_off", "silent"))
    with pytest.raises(NotReady):
        complete(definition, off.doc, moved.tasks[0].id, {}, no_operations)


def test_a_completed_task_disarms_its_boundary_events() -> None:
    definition = consultation()
    moved = start(definition, "giver", FACTS, no_operations, on="asked")
    moved = complete(definition, moved.doc, moved.tasks[0].id, {}, no_operations)
    assert (opened(moved), moved.armed) == ([("check", "officer")], ())


def test_an_operation_gets_its_parameters_and_facts_and_its_answer_lands_under_its_element() -> (
    None
):
    definition = evaluation()
    moved = start(definition, "bloc", FACTS, no_operations)
    seen: list[JSON] = []

    def operate(name: str, parameters: dict[str, JSON], known: dict[str, JSON]) -> JSON:
        seen.extend([name, parameters, known["units"]])
        known.clear()
        return {"rows": 2}

    moved = deliver(definition, moved.doc, "sheets_in", {}, operate)
    assert seen == ["collate", {"units": 2}, ["a", "b"]]
    assert facts_of(moved)["collate"] == {"rows": 2}
    assert facts_of(moved)["units"] == ["a", "b"]


def test_a_failing_operation_shows_its_own_failure() -> None:
    definition = evaluation()
    moved = start(definition, "bloc", FACTS, no_operations)

    def operate(*_: object) -> JSON:
        raise KeyError("quorum")

    with pytest.raises(KeyError, match="quorum"):
        deliver(definition, moved.doc, "sheets_in", {}, operate)
    assert deliver(definition, moved.doc, "sheets_in", {}, answer_ok).tasks


@pytest.mark.parametrize(
    "result",
    [
        {"typename": "UUID", "value": "x"},
        {"deep": [{"typename": 1}]},
        {"points": 14.5},
        {1: "x"},
        {"x": {1, 2}},
        {"x": b"x"},
        {"x": "\x00"},
        {"x": "\ud800"},
        {"x": 2**53},
        {"x": float("nan")},
    ],
)
def test_what_is_no_plain_data_is_refused_at_the_edge(result: JSON) -> None:
    definition = line("one")
    moved = start(definition, "line", FACTS, no_operations)
    with pytest.raises(BadData):
        complete(definition, moved.doc, moved.tasks[0].id, result, no_operations)


def test_a_result_shares_nothing_with_what_was_handed_in() -> None:
    definition = line("one", "two")
    moved = start(definition, "line", FACTS, no_operations)
    units: list[JSON] = ["a"]
    moved = complete(definition, moved.doc, moved.tasks[0].id, {"units": units}, no_operations)
    units.append("b")
    assert facts_of(moved)["one"] == {"units": ["a"]}
