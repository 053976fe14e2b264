"""What events come to: each says its part, an older one says less, and what it left out is free."""

from collections.abc import Collection
from datetime import UTC, datetime

import pytest

from server.domain.history.replay import (
    Event,
    Facts,
    FactsTold,
    differing,
    replay,
)
from server.domain.manifest import closed_manifest
from tests.domain.five_units import rules

MANIFEST = closed_manifest("unit")
AT = datetime(2024, 11, 4, 2, 0, tzinfo=UTC)
ACTOR = {"person": "p1", "name": "Giám đốc", "title": {"vi": "Giám đốc", "en": ""}}
TASK = {"process": "unit", "key": "u1", "round": 1, "element": "note", "form": "free",
        "title_vi": "Ghi", "title_en": "Note"}  # fmt: skip


def event(kind: str, object_: str = "case/c1", *, form: str = "", **payload: object) -> Event:
    return Event(kind=kind, object=object_, form=form, payload=payload, at=AT)


def moved(**more: object) -> dict[str, object]:
    return {"process": "unit", "key": "u1", "round": 1, "opened": ["note"], "open": ["note"],
            "status": "running", "instance": "i1", "state": "s1", "tasks": [], **more}  # fmt: skip


def opened(**more: object) -> Event:
    task = {"id": "t1", "element": "note", "form": "free", "post": "b/u1/head", **more}
    return event("deadline.passed", "timer/1", moved=[moved(tasks=[task])])


def done(**more: object) -> Event:
    said = {"outcome": "done", "reason": "", "changes": [], "result": {"a": 1}, "actor": ACTOR}
    return event("task.completed", "task/t1", form="free", task=TASK, **said | more)


def told(*events: Event) -> FactsTold:
    return replay(events, rules(), lambda _: MANIFEST)


def differ(found: FactsTold, *, but: Facts, put_back: Collection[str] = ()) -> list[str]:
    """Name what differs where the tables hold what is told, but for some facts."""
    return list(differing(found, found.whole() | but, put_back=put_back))


def test_a_task_that_opened_is_told_with_its_post_its_unit_and_its_due_date() -> None:
    facts = told(opened(due="2024-11-09T16:59:59+00:00", subject="b/u1")).facts
    assert facts["task/t1/post_id"] == "b/u1/head"
    assert facts["task/t1/unit_id"] == facts["task/t1/subject_unit_id"] == "b/u1"
    assert facts["task/t1/due"] == facts["task/t1/due_sort"] == "2024-11-09T16:59:59+00:00"


@pytest.mark.parametrize(
    "fact", ["state", "done_by", "closed_at", "note", "result_json", "post_id"]
)
def test_what_differs_from_a_done_task_is_named(fact: str) -> None:
    found = told(opened(), done())
    assert differ(found, but={f"task/t1/{fact}": "x"}) == [f"task/t1/{fact}"]


def test_answers_are_compared_and_never_shown() -> None:
    facts = told(opened(), done(result={"reason": "riêng"})).facts
    assert len(facts["task/t1/result_json"]) == len("0" * 64)
    assert not any("riêng" in text for text in facts.values())


def test_a_row_too_many_is_named_and_so_is_one_too_few() -> None:
    found = told(opened())
    assert differ(found, but={"task/t2": "row"}) == ["task/t2"]
    assert differ(found, but={"task/t1": ""}) == ["task/t1"]


def test_what_an_older_event_did_not_say_is_not_asked() -> None:
    older = {name: moved()[name] for name in ("process", "key", "round", "opened", "status")}
    found = told(event("deadline.passed", "timer/1", moved=[older]))
    assert differ(found, but={"task/t1": "row", "task/t1/post_id": "b/u1/head"}) == []
    assert differ(found, but={"open/unit/u1/1": "other"}) == ["open/unit/u1/1"]


def test_what_an_older_event_did_say_is_asked() -> None:
    older = {name: moved()[name] for name in ("process", "key", "round", "opened", "status")}
    found = told(event("deadline.passed", "timer/1", moved=[older]), done())
    assert differ(found, but={"task/t1/done_by": "x"}) == ["task/t1/done_by"]


def test_a_task_taken_back_is_open_with_the_note_it_opened_with() -> None:
    back = event("task.taken_back", "task/t1", task=TASK, withdrawn=["t2"])
    facts = told(opened(note="Xem lại."), done(reason="Đã xem."), back).facts
    assert facts["task/t1/state"] == "open"
    assert facts["task/t1/note"] == "Xem lại."
    assert facts["task/t1/done_by"] == facts["task/t1/closed_at"] == ""
    assert facts["task/t2/note"] == "Giám đốc, Giám đốc"


def test_nobody_has_a_task_where_people_put_it_back_and_else_that_is_named() -> None:
    claim = event("task.claimed", "task/t1", assignee={"old": None, "new": "p1"})
    found, nobody = told(opened(), claim), {"holder/task/t1": ""}
    assert differ(found, but=nobody, put_back={"t1"}) == []
    assert differ(found, but=nobody) == ["holder/task/t1"]


def test_a_wait_that_has_ended_stays_as_it_ended() -> None:
    first = moved(expected=["open", "arrived"])
    facts = told(
        event("case.set_back", moved=[first]),
        event("case.set_back", moved=[moved(expected=["excused"])]),
    ).facts
    assert facts["expected/unit/u1/state"] == "arrived"


def test_a_state_kept_for_taking_back_may_go_with_the_next_step_only() -> None:
    first = event("deadline.passed", moved=[moved(state="s1")])
    last = event("deadline.passed", moved=[moved(state="s2", undoable=True)])
    after = event("deadline.passed", moved=[moved(state="s3")])
    assert differ(told(first, last), but={"undo/i1": ""}) == ["undo/i1"]
    assert differ(told(first, last), but={"undo/i1": "s0"}) == ["undo/i1"]
    assert differ(told(first, last, after), but={"undo/i1": ""}) == []


def test_a_payload_no_version_wrote_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(KeyError):
        told(event("case.suspended"))


def test_the_instant_of_an_event_is_that_of_the_row() -> None:
    ended = event("case.cancelled", reason="Trùng.", tasks=[])
    found = told(ended)
    assert differ(found, but={"case/closed_at": ""}) == ["case/closed_at"]
    assert found.facts["case/closed_at"] == AT.isoformat()
