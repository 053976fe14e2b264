"""Who acts in a lent post is named with the one they act for, wherever others read of it."""

import pytest

from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from tests.worlds.web.lending import HEAD, OFFICER, lend
from tests.worlds.year_end import Open, Person, YearEnd

DEPUTY = "Cán bộ TĐKT – Sở TT&amp;TT"
BOTH = "thay mặt Giám đốc Sở GD&amp;ĐT"
VERDICT = {"verdict": "return", "comment": "Thiếu minh chứng tiêu chí 1.1."}


@pytest.fixture
def task(year: YearEnd) -> Open:
    year.play("approve")
    return year.open("approve", "so-gddt")


@pytest.fixture
def deputy(year: YearEnd, task: Open) -> Person:
    del task
    return lend(year)


def complete(person: Person, task: Open, key: str) -> str:
    at = f"/tasks/{task.id}"
    fields = VERDICT | {"_version": "0", "_key": key, "password": PASSWORD}
    return person.post(f"{at}/complete", fields, at="/tasks").text


def test_who_comes_second_reads_who_returned_it_and_for_whom(
    year: YearEnd, task: Open, deputy: Person
) -> None:
    complete(deputy, task, "k1")
    assert f"{DEPUTY}, {BOTH} trả lại lúc" in complete(year.as_post(HEAD), task, "k2")


def test_the_returned_task_quotes_both_in_the_list_and_on_its_page(
    year: YearEnd, task: Open, deputy: Person
) -> None:
    complete(deputy, task, "k1")
    officer = year.as_post(OFFICER)
    assert f"{DEPUTY}, {BOTH} trả lại: “" in officer.get("/tasks").text


def test_a_draft_kept_in_the_lent_post_names_both(
    year: YearEnd, task: Open, deputy: Person
) -> None:
    at = f"/tasks/{task.id}"
    deputy.post(f"{at}/draft", VERDICT | {"comment": "Ý khác", "_version": "0"}, at="/tasks")
    head = year.as_post(HEAD)
    assert f"{DEPUTY}, {BOTH} đã lưu bản khác lúc" in complete(head, task, "k1")
    offered = head.post("/tasks/approve", {"task": str(task.id)}, at="/tasks").text
    assert f"{DEPUTY}, {BOTH} đã lưu bản nháp của việc này" in offered


def test_who_returned_it_signs_no_paper_of_it(year: YearEnd, task: Open, deputy: Person) -> None:
    case = year.value("SELECT case_id FROM task WHERE id = :id", id=str(task.id))
    paper = f"/cases/{case}/printouts/self_scores?key={HEAD.rpartition('/')[0]}"
    complete(deputy, task, "k1")
    page = year.as_post(OFFICER).get(paper)
    assert page.status_code == 200
    assert "(thay mặt" not in page.text
    assert "<b>Giám đốc</b>" in page.text
