"""A task's life on its pages: taken back, put off."""

from uuid import UUID

import pytest
from sqlalchemy import text

from server.store import statements
from tests.web.year.test_task_page import scores
from tests.worlds.year_end import Open, Person, YearEnd

UNIT = "so-gddt"
TAKE_BACK = "Rút lại để sửa"


def handed_in(year: YearEnd) -> tuple[Open, Person]:
    """Hand in one unit's self-scores."""
    task = year.open("score", UNIT)
    person = year.as_post(task.post_id)
    done = person.post(f"/tasks/{task.id}/complete", scores(year), at=f"/tasks/{task.id}")
    assert done.status_code == 303, done.text
    return task, person


def press(person: Person, task_id: UUID, act: str, **fields: str) -> int:
    """Press a button of a task's page; answer the status."""
    page = f"/tasks/{task_id}"
    return person.post(f"{page}/{act}", fields, at=page).status_code


def test_a_submission_is_taken_back_from_its_page_and_can_be_handed_in_again(
    year: YearEnd,
) -> None:
    task, person = handed_in(year)
    assert TAKE_BACK in person.get(f"/tasks/{task.id}/done").text
    assert TAKE_BACK in person.get(f"/tasks/{task.id}").text
    assert press(person, task.id, "take-back") == 303
    page = person.get(f"/tasks/{task.id}").text
    assert TAKE_BACK not in page
    assert 'name="scores.c1-1.points"' in page
    assert handed_in(year)[0].id == task.id


def test_the_offer_ends_when_the_next_person_has_begun(year: YearEnd) -> None:
    task, person = handed_in(year)
    following = year.open("approve", UNIT)
    assert press(year.as_post(following.post_id), following.id, "claim") == 303
    page = person.get(f"/tasks/{task.id}")
    assert TAKE_BACK not in page.text
    refused = person.post(f"/tasks/{task.id}/take-back", {}, at=f"/tasks/{task.id}?tab=comments")
    assert refused.status_code == 409
    assert "đã bắt đầu nên không rút lại được nữa" in refused.text


def test_somebody_else_is_not_offered_it(year: YearEnd) -> None:
    task, _person = handed_in(year)
    head = year.as_post(f"bac-giang/{UNIT}/head")
    assert TAKE_BACK not in head.get(f"/tasks/{task.id}").text
    refused = head.post(f"/tasks/{task.id}/take-back", {}, at=f"/tasks/{task.id}?tab=comments")
    assert refused.status_code == 403


def test_the_withdrawn_task_says_who_took_it_back(year: YearEnd) -> None:
    task, person = handed_in(year)
    following = year.open("approve", UNIT)
    press(person, task.id, "take-back")
    page = year.as_post(following.post_id).get(f"/tasks/{following.id}").text
    assert "Việc đã được rút lại" in page
    assert "Cán bộ" in page


def test_a_task_put_off_leaves_its_readers_list_alone_and_comes_back(year: YearEnd) -> None:
    task = year.open("score", UNIT)
    person = year.as_post(task.post_id)
    link = f'href="/tasks/{task.id}"'
    assert press(person, task.id, "snooze", until="2024-12-20") == 303
    assert link not in person.get("/tasks").text
    snoozed = person.get("/tasks?scope=snoozed").text
    assert link in snoozed
    assert "Tạm hoãn đến 20/12/2024" in snoozed
    assert "Tạm hoãn (1)" in snoozed
    assert link in person.get("/tasks?scope=unit").text
    assert press(person, task.id, "wake", next="/tasks") == 303
    assert link in person.get("/tasks").text
    assert year.value("SELECT count(*) FROM event WHERE object = :o", o=f"task/{task.id}") == 0


def test_a_task_put_off_comes_back_by_itself_on_its_day(year: YearEnd) -> None:
    task = year.open("score", UNIT)
    person = year.as_post(task.post_id)
    press(person, task.id, "snooze", until="2024-12-20")
    with year.begin() as session:
        session.execute(text("UPDATE snooze SET until = '2024-12-09'"))
    assert f'href="/tasks/{task.id}"' in person.get("/tasks").text


@pytest.mark.parametrize("day", ["", "x", "2024-12-09", "2024-12-01", "2026-01-01", "9999-12-31"])
def test_a_day_that_is_none_or_not_later_or_too_late_is_refused(year: YearEnd, day: str) -> None:
    task = year.open("score", UNIT)
    assert press(year.as_post(task.post_id), task.id, "snooze", until=day) == 422


def test_a_strangers_task_cannot_be_put_off_nor_told_from_none(year: YearEnd) -> None:
    task = year.open("score", UNIT)
    other = year.as_post("bac-giang/so-tttt/officer")
    for task_id in (task.id, UUID(int=7)):
        answer = other.post(f"/tasks/{task_id}/snooze", {"until": "2024-12-20"}, at="/tasks")
        assert answer.status_code == 404


def test_the_list_with_put_off_tasks_costs_at_most_six_statements(year: YearEnd) -> None:
    task = year.open("score", UNIT)
    person = year.as_post(task.post_id)
    press(person, task.id, "snooze", until="2024-12-20")
    for address in ("/tasks", "/tasks?scope=snoozed"):
        person.get(address)
        statements.reset()
        assert person.get(address).status_code == 200
        assert statements.count <= 6


def test_another_posts_task_is_only_on_the_units_list(year: YearEnd) -> None:
    year.play("approve")
    task = year.open("approve", "so-gddt")
    officer = year.as_post("bac-giang/so-gddt/officer")
    assert f"/tasks/{task.id}" not in officer.get("/tasks").text
    page = officer.get("/tasks?scope=unit").text
    assert f"/tasks/{task.id}" in page
    assert f"/tasks/{task.id}/claim" not in page
