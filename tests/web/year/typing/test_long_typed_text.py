"""What is too long is refused with its text kept: no field cuts off what is pasted into it."""

import re

import pytest

from server.config import ROOT
from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from tests.worlds.web.lending import HEAD, LAST, entrust, holder_of
from tests.worlds.year_end import Open, Person, YearEnd

NOTE = "scores.c1-1.note"
END = "đoạn cuối của bài"
"""What a field that cuts off would lose."""


def longer(than: int) -> str:
    return "a" * than + END


@pytest.fixture
def task(year: YearEnd) -> Open:
    year.play("approve")
    return year.open("approve", "so-gddt")


@pytest.fixture
def head(year: YearEnd, task: Open) -> Person:
    return year.as_post(task.post_id)


def test_no_field_of_several_lines_lets_a_browser_cut_off_what_is_pasted() -> None:
    areas = [
        (path.name, area)
        for path in (ROOT / "server").rglob("*.html")
        for area in re.findall("<textarea.*", path.read_text())
    ]
    assert areas
    assert [area for area in areas if "maxlength" in area[1]] == []


def test_a_form_says_how_long_a_text_may_be_and_keeps_all_of_it(head: Person, task: Open) -> None:
    page = f"/tasks/{task.id}"
    fields = {"verdict": "return", "comment": longer(4000), "_version": "0", "_key": "k"}
    refused = head.post(f"{page}/check", fields, at=page)
    assert refused.status_code == 422
    assert "Rút ngắn còn tối đa 4000 ký tự" in refused.text
    assert END in refused.text


def test_an_opinion_on_several_tasks_is_not_cut_off(
    year: YearEnd, head: Person, task: Open
) -> None:
    fields = {"task": str(task.id), "_key": "k", "password": PASSWORD, "comment": longer(4000)}
    refused = head.post("/tasks/approve/confirm", fields, at="/tasks")
    assert refused.status_code == 422
    assert "Rút ngắn ý kiến còn tối đa 4000 ký tự" in refused.text
    assert END in refused.text
    assert year.value("SELECT state FROM task WHERE id = :t", t=task.id) == "open"


def test_a_handover_note_is_not_cut_off(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    page = f"/tasks/{task.id}/entrust"
    fields = {"person": holder_of(year, HEAD), "last": LAST, "note": longer(2000)}
    refused = year.as_post(task.post_id).post(page, fields, at=page)
    assert refused.status_code == 422
    assert "Rút ngắn lời nhắn còn tối đa 2000 ký tự" in refused.text
    assert END in refused.text
    assert year.value("SELECT count(*) FROM delegation") == 0


def test_a_word_of_why_a_task_is_handed_back_is_not_cut_off(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    colleague, page = entrust(year, task, to=HEAD), f"/tasks/{task.id}"
    refused = colleague.post(f"{page}/hand-back", {"note": longer(2000)}, at=page)
    assert refused.status_code == 422
    assert "Rút ngắn lời nhắn còn tối đa 2000 ký tự" in refused.text
    assert year.value("SELECT count(*) FROM delegation WHERE revoked_at IS NULL") == 1
