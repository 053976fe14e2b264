"""Who runs a case extends its deadlines on a page: checked, confirmed, told by history."""

import re
from typing import Final
from uuid import uuid4

import pytest

from tests.worlds.year_end import Person, YearEnd

LEADER, UNIT = "bac-giang/so-khcn", "bac-giang/so-gddt"
SELF_SCORE: Final = "deadlines.self_score"
TYPED: Final = {"which": SELF_SCORE, "to": "2025-01-20", "reason": "Bão <b>lũ</b> kéo dài"}


def page(year: YearEnd) -> str:
    found = year.value("SELECT id FROM case_")
    return f"/cases/{found}/deadlines"


def case(year: YearEnd) -> str:
    return page(year).removesuffix("/deadlines")


def send(year: YearEnd, person: Person, **more: str) -> tuple[int, str]:
    answer = person.post(page(year), {"_key": uuid4().hex, **TYPED, **more}, at="/tasks")
    return answer.status_code, answer.text


def last_day(year: YearEnd) -> object:
    day = "CAST(due AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)"
    return str(year.value(f"SELECT DISTINCT {day} FROM task WHERE element = 'score'"))  # noqa: S608


@pytest.mark.parametrize("position", ["head", "secretary"])
def test_what_follows_is_shown_before_it_is_confirmed(year: YearEnd, position: str) -> None:
    runs = year.as_post(f"{LEADER}/{position}")
    before = last_day(year)
    assert "Gia hạn…" in runs.get(case(year)).text
    assert SELF_SCORE in runs.get(page(year)).text
    status, shown = send(year, runs)
    assert status == 200
    assert "5 việc đang mở đổi hạn" in shown
    assert "20/01/2025" in shown
    assert last_day(year) == before
    assert year.value("SELECT count(*) FROM event WHERE kind = 'deadline.extended'") == 0
    assert send(year, runs, _confirm="1")[0] == 303
    assert last_day(year) == "2025-01-20"
    told = runs.get(f"{case(year)}?tab=history").text
    assert "Gia hạn" in told
    assert "đến 20/01/2025" in told
    assert "Bão &lt;b&gt;lũ&lt;/b&gt; kéo dài" in told


def test_a_tasks_page_tells_the_new_day(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    assert send(year, year.as_post(f"{LEADER}/head"), _confirm="1")[0] == 303
    found = year.as_post(task.post_id).get(f"/tasks/{task.id}?tab=case").text
    assert "20/01/2025 <small>gia hạn từ" in found


def test_nothing_typed_is_lost(year: YearEnd) -> None:
    runs = year.as_post(f"{LEADER}/head")
    status, shown = send(year, runs, to="2024-01-01")
    assert status == 409
    assert "hạn chỉ lùi về sau" in shown
    assert "Bão &lt;b&gt;lũ&lt;/b&gt; kéo dài" in shown
    assert 'value="deadlines.self_score" checked' in shown
    assert 'value="2024-01-01"' in shown
    assert "Bão &lt;b&gt;lũ&lt;/b&gt; kéo dài" in send(year, runs, _edit="1")[1]


def test_no_day_and_no_reason_are_asked_for(year: YearEnd) -> None:
    runs = year.as_post(f"{LEADER}/head")
    assert send(year, runs, to="")[0] == 422
    assert send(year, runs, to="x", _confirm="1")[0] == 422
    assert send(year, runs, reason=" ")[0] == 422
    assert send(year, runs, reason="a" * 501)[0] == 422
    assert send(year, runs, which="deadlines.nothing")[0] == 409


def test_sent_twice_it_is_done_once(year: YearEnd) -> None:
    runs = year.as_post(f"{LEADER}/head")
    assert send(year, runs, _confirm="1")[0] == 303
    assert send(year, runs, _confirm="1")[0] == 409
    assert year.value("SELECT count(*) FROM event WHERE kind = 'deadline.extended'") == 1


def test_sent_again_after_its_answer_was_lost_it_is_told_as_done(year: YearEnd) -> None:
    runs = year.as_post(f"{LEADER}/head")
    key = re.search(r'name="_key" value="([^"]+)"', send(year, runs)[1])
    assert key
    assert send(year, runs, _confirm="1", _key=key[1])[0] == 303
    assert send(year, runs, _confirm="1", _key=key[1])[0] == 303
    assert year.value("SELECT count(*) FROM event WHERE kind = 'deadline.extended'") == 1


def test_its_key_stands_for_nothing_else(year: YearEnd) -> None:
    runs = year.as_post(f"{LEADER}/head")
    assert send(year, runs, _confirm="1", _key="k")[0] == 303
    assert send(year, runs, _confirm="1", _key="k", to="2025-01-21")[0] == 409
    assert last_day(year) == "2025-01-20"


@pytest.mark.parametrize(
    "post",
    [f"{UNIT}/officer", f"{UNIT}/head", f"{LEADER}/officer", "bac-giang/so-noi-vu/head",
     "bac-giang/thanh-tra/auditor", "bac-giang/quan-tri/administrator"],
)  # fmt: skip
def test_nobody_else_extends_and_reads_why(year: YearEnd, post: str) -> None:
    person = year.as_post(post)
    assert "Gia hạn…" not in person.get(case(year)).text
    answer = person.get(page(year))
    assert answer.status_code == 403
    assert "Chỉ Trưởng khối và thư ký Khối gia hạn được" in answer.text
    before = last_day(year)
    assert send(year, person, _confirm="1")[0] == 403
    assert last_day(year) == before


def test_a_case_that_is_not_there_is_not_there(year: YearEnd) -> None:
    runs = year.as_post(f"{LEADER}/head")
    gone = "/cases/00000000-0000-0000-0000-000000000000/deadlines"
    assert runs.get(gone).status_code == 404
    assert runs.post(gone, TYPED, at="/tasks").status_code == 404


def test_the_page_speaks_english(year: YearEnd) -> None:
    runs = year.as_post(f"{LEADER}/head")
    assert runs.post("/language", {"language": "en"}, at="/tasks").status_code == 303
    assert "Which deadline" in runs.get(page(year)).text
    assert "5 open tasks get the new day" in send(year, runs)[1]
