"""Where a case stood is told by its events, read no further than it takes."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.domain.history.moment import CaseThen, EventText, TaskThen, case_then

DAY = datetime(2024, 12, 2, tzinfo=UTC)
DUE = "2024-12-10T16:59:59+00:00"


def told(kind: str, object_: str, day: int = 0, definition: str = "", **payload: Any) -> EventText:  # noqa: ANN401 - any JSON
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    at = DAY + timedelta(days=day)
    return EventText(kind=kind, object=object_, at=at, definition=definition, payload=text)


def move(*opened: str, withdrawn: tuple[str, ...] = (), passed: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - JSON
    tasks = [{"id": each, "element": each[0], "post": "p", "due": DUE} for each in opened]
    gone = [{"id": each, "note": ""} for each in withdrawn]
    return {"key": "u", "tasks": tasks, "withdrawn": gone, "passed": [*passed], "opened": []}


def done(id_: str, day: int, *moved: Any, **payload: Any) -> EventText:  # noqa: ANN401 - JSON
    task = {"element": id_[0], "key": "u"}
    whole = {"moved": [*moved], "outcome": "done", "result": {}, "task": task, **payload}
    return told("task.completed", f"task/{id_}", day, **whole)


OPENED = told("case.opened", "case/1", definition="v1", moved=[move("a1")])


def states(then: CaseThen) -> dict[str, str]:
    return {task.id: task.state for task in then.tasks}


def task_of(then: CaseThen, id_: str) -> TaskThen:
    (found,) = (task for task in then.tasks if task.id == id_)
    return found


def test_a_step_done_opens_the_next_and_withdraws_what_is_not_needed() -> None:
    second = done("a1", 1, move("b1", "c1", passed=("a",)))
    then = case_then([OPENED, second, done("b1", 2, move(withdrawn=("c1",)))])
    assert states(then) == {"a1": "done", "b1": "done", "c1": "withdrawn"}
    assert then.ways == {("a", "")}
    assert (task_of(then, "b1").done, task_of(then, "c1").closed_at) == (2, DAY + timedelta(days=2))


def test_what_was_taken_back_is_open_again_and_what_followed_is_gone() -> None:
    back = told("task.taken_back", "task/a1", 2, withdrawn=["b1"], task={"element": "a"})
    then = case_then([OPENED, done("a1", 1, move("b1")), back])
    assert states(then) == {"a1": "open", "b1": "withdrawn"}
    assert (task_of(then, "a1").done, task_of(then, "a1").closed_at) == (None, None)


def test_a_day_that_was_put_off_holds_from_then_on() -> None:
    later = "2024-12-20T16:59:59+00:00"
    put_off = told("deadline.extended", "case/1", 1, dues=[["a1", later]])
    assert task_of(case_then([OPENED]), "a1").due == DUE
    assert task_of(case_then([OPENED, put_off]), "a1").due == later


def test_of_a_cancelled_case_nothing_is_open() -> None:
    cancelled = told("case.cancelled", "case/1", 1, tasks=["a1"], reason="x")
    assert states(case_then([OPENED, cancelled])) == {"a1": "withdrawn"}


def test_a_case_moves_to_another_version_and_back() -> None:
    moved = told("instance.migrated", "instance/1", 1, to="v2")
    undone = told("instance.migration_undone", "instance/1", 2)
    versions = [case_then([OPENED, moved, undone][:each]).version for each in (1, 2, 3)]
    assert versions == ["v1", "v2", "v1"]


def test_a_task_that_no_event_opened_says_itself_which_it_is() -> None:
    then = case_then([OPENED, done("z9", 1)])
    assert (task_of(then, "z9").element, task_of(then, "z9").key) == ("z", "u")


@pytest.mark.parametrize(
    "payload",
    [
        {"changes": [{"moved": [{"x": 1}], "path": "y"}]},
        {"zone": {"task": {"element": "wrong", "key": "wrong"}}},
    ],
)
def test_a_field_of_the_same_name_is_not_taken_for_it(payload: dict[str, Any]) -> None:
    then = case_then([OPENED, done("z9", 1, move("b1"), **payload)])
    assert states(then) == {"a1": "open", "z9": "done", "b1": "open"}
    assert task_of(then, "z9").element == "z"


def test_what_remains_of_an_erased_event_is_read_though_it_is_written_with_spaces() -> None:
    whole = done("z9", 1, move("b1"))
    spaced = whole._replace(payload=json.dumps(json.loads(whole.payload), indent=1))
    assert case_then([OPENED, spaced]) == case_then([OPENED, whole])


@pytest.mark.parametrize("payload", ["", "x", "[1]", "{}", '{"moved":[{}]}'])
def test_what_no_version_has_written_is_no_moment(payload: str) -> None:
    ruined = EventText("task.completed", "task/a2", DAY, "", payload)
    with pytest.raises((LookupError, TypeError, ValueError, AttributeError)):
        case_then([OPENED, ruined])
