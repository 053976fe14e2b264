"""Urgent tasks: who says so, where they stand, and that no page of the list loses a row."""

from uuid import UUID

import pytest
from sqlalchemy import text

from tests.worlds.year_end import Person, YearEnd

UNIT, LEADER = "so-gddt", "bac-giang/so-khcn"


def case_of(year: YearEnd, task_id: UUID) -> object:
    return year.value("SELECT case_id FROM task WHERE id = :id", id=task_id)


def rank(year: YearEnd, person: Person, task_id: UUID, priority: str = "urgent") -> int:
    address = f"/cases/{case_of(year, task_id)}"
    fields = {"task": str(task_id), "priority": priority}
    return person.post(f"{address}/priorities", fields, at="/tasks").status_code


@pytest.mark.parametrize("position", ["head", "secretary"])
def test_who_runs_the_case_marks_a_units_task_and_history_says_so(
    year: YearEnd, position: str
) -> None:
    task = year.open("score", UNIT)
    runs = year.as_post(f"{LEADER}/{position}")
    case = f"/cases/{case_of(year, task.id)}"
    assert "Đánh dấu việc khẩn…" in runs.get(case).text
    assert str(task.id) in runs.get(f"{case}/priorities").text
    assert rank(year, runs, task.id) == 303
    holder = year.as_post(task.post_id)
    assert 'tag-late">Khẩn' in holder.get("/tasks").text
    assert 'tag-late">Khẩn' in holder.get(f"/tasks/{task.id}").text
    assert "Đánh dấu là việc khẩn: Tự chấm điểm" in runs.get(f"{case}?tab=history").text
    assert rank(year, runs, task.id, "ordinary") == 303
    assert 'tag-late">Khẩn' not in holder.get("/tasks").text
    kinds = "SELECT string_agg(kind, ' ' ORDER BY seq) FROM event WHERE object = :o"
    said = year.value(kinds, o=f"task/{task.id}")
    assert said == "task.made_urgent task.made_ordinary"


def test_who_has_the_task_is_written_to_once_a_day(year: YearEnd) -> None:
    with year.begin() as session:
        session.execute(text("UPDATE case_ SET simulated = false"))
    task, runs = year.open("score", UNIT), year.as_post(f"{LEADER}/head")
    for priority in ("urgent", "ordinary", "urgent"):
        rank(year, runs, task.id, priority)
    told = "SELECT string_agg(post_id || ': ' || subject_vi, ', ') FROM mail WHERE kind = 'urgent'"
    said = str(year.value(told))
    assert said.startswith(f"{task.post_id}: Việc khẩn: Tự chấm điểm")
    assert said.count("Việc khẩn") == 1


def test_a_simulated_cases_marks_write_to_nobody(year: YearEnd) -> None:
    rank(year, year.as_post(f"{LEADER}/head"), year.open("score", UNIT).id)
    assert year.value("SELECT count(*) FROM mail WHERE kind = 'urgent'") == 0


def test_the_same_mark_twice_is_one_event(year: YearEnd) -> None:
    task, runs = year.open("score", UNIT), year.as_post(f"{LEADER}/head")
    assert [rank(year, runs, task.id), rank(year, runs, task.id)] == [303, 303]
    assert year.value("SELECT count(*) FROM event WHERE object = :o", o=f"task/{task.id}") == 1


@pytest.mark.parametrize(
    "post",
    [f"bac-giang/{UNIT}/officer", f"bac-giang/{UNIT}/head", f"{LEADER}/officer",
     "bac-giang/so-noi-vu/head", "bac-giang/thanh-tra/auditor"],
)  # fmt: skip
def test_nobody_else_says_what_is_urgent_in_the_bloc(year: YearEnd, post: str) -> None:
    task = year.open("score", UNIT)
    person = year.as_post(post)
    case = f"/cases/{case_of(year, task.id)}"
    assert "Đánh dấu việc khẩn…" not in person.get(case).text
    assert person.get(f"{case}/priorities").status_code == 404
    assert rank(year, person, task.id) == 403
    assert year.value("SELECT priority FROM task WHERE id = :id", id=task.id) == 0


def test_a_task_that_is_not_of_the_case_is_not_there(year: YearEnd) -> None:
    task = year.open("score", UNIT)
    runs = year.as_post(f"{LEADER}/secretary")
    address = f"/cases/{case_of(year, task.id)}/priorities"
    for wrong in (str(UUID(int=7)), "x"):
        fields = [("task", str(task.id)), ("task", wrong), ("priority", "urgent")]
        assert runs.post(address, fields, at="/tasks").status_code == 404
    assert year.value("SELECT priority FROM task WHERE id = :id", id=task.id) == 0


def test_what_is_done_meanwhile_is_refused_by_name_and_nothing_changes(year: YearEnd) -> None:
    task, other = year.open("score", UNIT), year.open("score", "so-tttt")
    with year.begin() as session:
        done = text("""
            UPDATE task SET state = 'done', done_name = 'Cán bộ', closed_at = opened_at
            WHERE id = :id
        """)
        session.execute(done, {"id": other.id})
    runs = year.as_post(f"{LEADER}/head")
    address = f"/cases/{case_of(year, task.id)}/priorities"
    fields = [("task", str(task.id)), ("task", str(other.id)), ("priority", "urgent")]
    refused = runs.post(address, fields, at="/tasks")
    assert refused.status_code == 409
    assert "Việc này đã xong: Cán bộ" in refused.text
    assert year.value("SELECT priority FROM task WHERE id = :id", id=task.id) == 0
