"""Who asks too often waits, loses nothing they typed, and keeps nobody else from anything."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from uuid import UUID

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from server.config import LimitSettings
from server.store.identity import uses
from server.web.limits import counting
from server.web.requests.installation import EXTENSION
from tests.sent import statements_sent
from tests.worlds.province import NOW
from tests.worlds.year_end import Open, Person, YearEnd

HEAD = "bac-giang/so-gddt/head"
SCRIPT = {"Accept": "application/json"}
WORDS = "Đề nghị bổ sung <minh chứng> của tiêu chí 3"
FEW = LimitSettings(
    uploads=1, remarks=1, drafts=1, exports=1, trials=1, searches=1, openings=1, letters=1, acts=2
)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


@pytest.fixture
def person(year: YearEnd, task: Open) -> Person:
    return year.as_post(task.post_id)


@pytest.fixture
def few(app: Flask) -> Iterator[None]:
    """Let each be done once in a window, and other forms be sent twice."""
    held = app.extensions[EXTENSION]
    shipped = held.settings
    held.settings = replace(shipped, limits=FEW)
    yield
    held.settings = shipped


def remark(person: Person, task: Open, words: str = WORDS) -> TestResponse:
    page = f"/tasks/{task.id}?tab=comments"
    asked = {"Accept": "text/html"}
    return person.post(f"/tasks/{task.id}/comments", {"text": words}, at=page, headers=asked)


@pytest.mark.usefixtures("few")
def test_a_remark_too_many_is_answered_by_the_time_to_wait(
    year: YearEnd, task: Open, person: Person
) -> None:
    assert remark(person, task, "Ý kiến thứ nhất").status_code == 303
    answer = remark(person, task)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert "mỗi người gửi tối đa 1 ý kiến trao đổi. Hãy thử lại sau 15 phút" in answer.text
    assert year.value("SELECT count(*) FROM comment") == 1


@pytest.mark.usefixtures("few")
def test_what_was_typed_is_sent_again_by_one_button(
    app: Flask, year: YearEnd, task: Open, person: Person
) -> None:
    remark(person, task, "Ý kiến thứ nhất")
    page = person.get(f"/tasks/{task.id}?tab=comments").text
    fields = {"text": WORDS} | dict(HIDDEN.findall(page))
    refused = person.client.post(f"/tasks/{task.id}/comments", data=fields)
    assert refused.status_code == 429
    assert ">Gửi lại</button>" in refused.text
    held = app.extensions[EXTENSION]
    held.settings = replace(held.settings, limits=LimitSettings())
    again = {name: unescape(value) for name, value in HIDDEN.findall(refused.text)}
    assert person.client.post(f"/tasks/{task.id}/comments", data=again).status_code == 303
    assert year.value("SELECT count(*) FROM comment WHERE text = :text", text=WORDS) == 1


@pytest.mark.usefixtures("few")
def test_a_script_that_saves_drafts_is_told_in_json(task: Open, person: Person) -> None:
    at, draft = f"/tasks/{task.id}", f"/tasks/{task.id}/draft"
    assert person.post(draft, {"_version": "0"}, at=at, headers=SCRIPT).status_code == 200
    answer = person.post(draft, {"_version": "1"}, at=at, headers=SCRIPT)
    assert (answer.status_code, answer.mimetype) == (429, "application/json")
    assert "lưu bản nháp tối đa 1 lần" in answer.get_json()["message"]
    assert "Retry-After" in answer.headers


@pytest.mark.usefixtures("few")
def test_searches_files_and_tables_are_counted_also_where_they_are_refused(
    task: Open, person: Person
) -> None:
    assert person.get("/search?q=khen").status_code == 200
    assert person.get("/search?q=khen").status_code == 429
    at = f"/tasks/{task.id}"
    for status in (422, 429):
        wrong = {"file.none.": (io.BytesIO(b"%PDF-1.4 x"), "x.pdf")}
        assert person.post(f"{at}/files", wrong, at=at, headers=SCRIPT).status_code == status
    for status in (404, 429):
        gone = "/cases/00000000-0000-4000-8000-000000000000/files.zip"
        assert person.post(gone, {}, at=at).status_code == status


@pytest.mark.usefixtures("few")
def test_two_browsers_of_a_person_are_counted_together_and_others_apart(
    year: YearEnd, task: Open, person: Person
) -> None:
    assert remark(person, task).status_code == 303
    assert remark(year.as_post(task.post_id), task).status_code == 429
    assert remark(year.as_post(HEAD), task).status_code == 303


def test_a_page_that_is_read_asks_nothing_of_the_counters(task: Open, person: Person) -> None:
    with statements_sent() as sent:
        person.get(f"/tasks/{task.id}")
        person.get("/tasks")
    assert sent
    assert [sql for sql, _ in sent if "throttle" in sql] == []


def test_a_window_ends_and_a_clock_that_went_back_keeps_nobody_waiting(
    year: YearEnd, task: Open
) -> None:
    someone = year.person_with(task.post_id)

    def waits(after: timedelta) -> timedelta | None:
        return uses.count_use(year.engine, someone, "acts", most=1, now=NOW + after)

    minute = timedelta(minutes=1)
    assert waits(0 * minute) is None
    assert waits(5 * minute) == 10 * minute
    assert waits(15 * minute) is None
    assert waits(-60 * minute) is None


def test_no_connection_is_held_while_another_counts(
    app: Flask, task: Open, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many threads as the pool has connections would wait for each other."""
    held: list[int] = []
    pool = app.extensions[EXTENSION].engine.pool

    def count(engine: Engine, who: UUID, use: str, *, most: int, now: datetime) -> timedelta | None:
        held.append(pool.checkedout())
        return uses.count_use(engine, who, use, most=most, now=now)

    monkeypatch.setattr(counting, "count_use", count)
    assert remark(person, task).status_code == 303
    assert person.get("/search?q=khen").status_code == 200
    assert held == [0, 0]


def test_what_is_only_read_is_answered_also_where_nothing_can_be_written(
    task: Open, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: object, **_more: object) -> None:
        raise OperationalError("INSERT", {}, psycopg.errors.DiskFull())

    monkeypatch.setattr(counting, "count_use", full)
    assert person.get("/search?q=khen").status_code == 200
    assert remark(person, task).status_code == 503
