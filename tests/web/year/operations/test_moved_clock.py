"""A demonstration's clock, moved forwards on its page."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from server.actions.cases import case_work
from server.actions.installation import move_clock
from server.actions.installation.check_invariants import check
from server.actions.installation.installed import clock_offset
from server.app import web_application
from server.domain.moved_clock import ClockGoesBack
from server.store import engine_for, statements
from server.store.invariants import timers
from server.web.requests.installation import Installation, install
from server.web.requests.transaction import begin_at, now
from tests.worlds.databases import Database
from tests.worlds.web.pages import settings_of
from tests.worlds.worker import catch_up
from tests.worlds.year_end import NOW, Person, YearEnd

OFFICER = "bac-giang/so-gddt/officer"
AUDITOR = "bac-giang/thanh-tra/auditor"
PAGE = "/clock"
STANDS = re.compile(r"Đồng hồ đang ở (\d\d:\d\d, \d\d/\d\d/\d{4})<")


def stands(person: Person, at: str = PAGE) -> str:
    """Read the clock at the top of a page."""
    found = STANDS.search(person.get(at).text)
    assert found is not None
    return found[1]


def move(person: Person, **fields: str) -> int:
    return person.post(PAGE, fields, at=PAGE).status_code


def test_who_moves_it_stays_signed_in_and_nobody_else_does(year: YearEnd) -> None:
    officer, other = year.as_post(OFFICER), year.as_post("bac-giang/so-khcn/head")
    assert move(officer, day="16/12/2024") == 303
    assert stands(officer, "/tasks") == "08:00, 16/12/2024"
    assert "/sign-in" in other.get("/tasks").headers["Location"]
    assert stands(other, "/sign-in") == "08:00, 16/12/2024"
    again = year.as_post("bac-giang/so-khcn/head")
    assert stands(again, "/tasks") == "08:00, 16/12/2024"


def test_what_was_due_before_is_late_after(year: YearEnd) -> None:
    task = year.open("score", "so-gddt")
    officer = year.as_post(task.post_id)
    assert "Còn 4 ngày làm việc" in officer.get("/tasks").text
    days = officer.get(PAGE).text
    assert re.search(r'name="to" value="2024-12-14">Đến 14/12/2024', days), days
    assert move(officer, to="2024-12-14") == 303
    assert "Quá hạn" in officer.get("/tasks").text


def test_a_clock_that_stands_elsewhere_than_it_was_moved_to_is_named(year: YearEnd) -> None:
    move(year.as_post(OFFICER), day="10/12/2024")
    asked = text(timers.BREACHES["P6 clock moved otherwise than told"])
    ahead = text("UPDATE deployment SET clock_offset_seconds = clock_offset_seconds + 60")
    with year.begin() as session:
        assert session.execute(asked).all() == []
        session.execute(ahead)
        assert len(session.execute(asked).all()) == 1
        session.rollback()


def test_history_tells_who_moved_it_from_when_to_when(year: YearEnd) -> None:
    move(year.as_post(OFFICER), day="10/12/2024")
    told = year.as_post(AUDITOR).get("/audit?case=operations").text
    assert "Chuyển đồng hồ trình diễn" in told
    assert "Cán bộ TĐKT – Sở GD&amp;ĐT" in told
    with year.begin() as session:
        event = session.execute(
            text("""
            SELECT e.payload::json ->> 'before' AS before, e.payload::json ->> 'after' AS after,
              event.act_time, event.clock_offset_seconds = d.clock_offset_seconds AS fits
            FROM event JOIN event_payload e ON e.event_id = event.id, deployment d
            WHERE event.kind = 'clock.moved' AND event.stream = 'operations'
            """)
        ).one()
        assert event.before.startswith("2024-12-09T")
        assert event.after == "2024-12-10T01:00:00+00:00" == event.act_time.isoformat()
        assert event.fits
        catch_up(session, event.act_time)
        assert check(session, now=event.act_time) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("09/12/2024", "Đồng hồ chỉ đi tới. Hãy chọn một ngày sau ngày 09/12/2024."),
        ("", "Đồng hồ chỉ đi tới. Hãy chọn một ngày sau ngày 09/12/2024."),
        ("14/01/2026", "Mỗi lần chuyển đồng hồ xa nhất đến ngày 13/01/2026."),
        ("31/02/2025", "“31/02/2025” không phải là một ngày"),
    ],
)
def test_a_day_it_cannot_go_to_is_named_and_kept(year: YearEnd, typed: str, said: str) -> None:
    officer = year.as_post(OFFICER)
    answer = officer.post(PAGE, {"day": typed}, at=PAGE)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'name="day" value="{typed}"' in answer.text
    assert stands(officer).endswith("09/12/2024")


def test_every_process_follows_without_a_statement_more(year: YearEnd, database: Database) -> None:
    beside = Person(_other_process(database).test_client())
    answer = beside.post("/sign-in/demonstration", {"post": AUDITOR}, at="/sign-in")
    assert answer.status_code == 303
    mover = year.as_post(OFFICER)
    move(mover, to="2024-12-10")
    mine = mover.client.get_cookie("binhxet")
    assert mine is not None
    beside.client.set_cookie("binhxet", mine.value)
    assert stands(beside, "/tasks") == "08:00, 10/12/2024"
    assert stands(mover, "/tasks") == "08:00, 10/12/2024"
    asked = []
    for each in (beside, mover):
        began = statements.count
        each.get("/tasks")
        asked.append(statements.count - began)
    assert asked == [6, 6]


def test_of_two_who_move_it_at_once_the_second_moves_it_no_further(year: YearEnd) -> None:
    to = NOW + timedelta(days=1)
    with year.begin() as session:
        before = clock_offset(session)
        who = case_work.holder_of(session, OFFICER, now=NOW)
        move_clock.move(session, to, actor=who, now=NOW, offset=before)
    with year.begin() as session:
        assert clock_offset(session) - before == timedelta(days=1)
        with pytest.raises(ClockGoesBack):
            move_clock.move(session, to, actor=who, now=NOW, offset=before)


def test_a_request_has_one_point_in_time_whoever_asks_first(year: YearEnd, app: Flask) -> None:
    assert year.app is app
    with app.test_request_context():
        first = now()
        begin_at(first + timedelta(seconds=1))
        assert now() == first


def test_any_other_installation_has_no_such_page(
    year: YearEnd, database: Database, app: Flask
) -> None:
    officer = year.as_post(OFFICER)
    settings = replace(settings_of(database), demonstration=False)
    install(app, Installation(settings, engine_for(database.url)))
    assert officer.get(PAGE).status_code == 404
    assert officer.post(PAGE, {"day": "16/12/2024"}, at="/account").status_code == 404
    assert 'href="/clock"' not in officer.get("/tasks").text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE deployment SET clock_offset_seconds = clock_offset_seconds",
        "UPDATE deployment SET clock_offset_seconds = clock_offset_seconds - 1",
    ],
)
def test_the_database_lets_it_go_forwards_alone(year: YearEnd, statement: str) -> None:
    with year.begin() as session, pytest.raises(DBAPIError, match="forwards alone"):
        session.execute(text(statement))


def test_the_database_lets_no_clock_of_another_installation_be_moved(
    year: YearEnd, database: Database
) -> None:
    with engine_for(database.owner_url).begin() as owner:
        owner.execute(text("UPDATE deployment SET demonstration = false"))
    with year.begin() as session, pytest.raises(DBAPIError, match="of a demonstration alone"):
        session.execute(text("UPDATE deployment SET clock_offset_seconds = clock_offset_seconds+1"))
    engine_for(database.owner_url).dispose()


def _other_process(database: Database) -> Flask:
    app = web_application(settings_of(database))
    install(app, Installation(settings_of(database), engine_for(database.url)))
    return app
