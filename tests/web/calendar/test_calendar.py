"""The calendar of deadlines: each day says what is due on it, told to whom it is for."""

import re
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from server.web.calendar.month import Month, weeks
from server.working_calendar import PLAIN_WEEKS
from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import SignIn, pages, sign_in
from tests.worlds.year import PRESS, SCHOOL, Year

NOW = datetime(2024, 12, 10, 2, tzinfo=UTC)
LEADER, OFFICER, RADIO_OFFICER = "so-khcn.head", "so-gddt.officer", "dai-ptth.officer"
TODAY = date(2024, 12, 10)
DAY = re.compile(r'<time datetime="([^"]+)">.*?</td>', re.DOTALL)
TITLES = re.compile(
    r'<li [^>]*data-kind="([^"]+)">.*?<a href="([^"]+)">([^<]+)</a>(.*?)</li>', re.DOTALL
)


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    """Answer an evaluation of which one unit's head has approved."""
    committed.now = NOW
    committed.open("evaluation")
    committed.do("score", key=SCHOOL)
    committed.do("approve", {"verdict": "approve"}, key=SCHOOL)
    committed.do("score", key=PRESS)
    set_clock(database, committed.now)
    return committed


@pytest.fixture
def as_post(database: Database, year: Year) -> SignIn:
    assert year.kind == "evaluation"
    app: Flask = pages(database)
    return lambda login: sign_in(app, login)


def on(page: str, day: str) -> list[tuple[str, str, str]]:
    """Answer the kind, title and the words behind it of what stands on a day."""
    found = {each[1]: each[0] for each in DAY.finditer(page)}
    plain = re.compile(r"<[^>]+>|\s+")
    return [
        (kind, title, plain.sub(" ", rest).strip())
        for kind, _address, title, rest in TITLES.findall(found[day])
    ]


def test_a_month_begins_on_its_monday_and_shows_no_day_twice() -> None:
    month = Month.of("2024-12", TODAY)
    laid = weeks(month, (), PLAIN_WEEKS)
    within = [day.day for week in laid for day in week if day.within]
    assert [len(week) for week in laid] == [7] * 6
    assert within == [date(2024, 12, n) for n in range(1, 32)]
    assert [str(month.before), str(month.next)] == ["2024-11", "2025-01"]


@pytest.mark.parametrize(
    "text", ["", "2024-13", "x", "0001-01", "9999-12", "2024-12-01", "２０２４"]
)
def test_a_month_that_is_none_is_todays(text: str) -> None:
    assert str(Month.of(text, TODAY)) == "2024-12"


def test_the_last_month_leads_nowhere_further(as_post: SignIn) -> None:
    page = as_post(OFFICER).get("/deadlines?month=2100-12").text
    assert "month=2101-01" not in page
    assert "month=2100-11" in page
    assert "Tháng này không có hạn nào" in page


def test_a_deadline_of_the_bloc_stands_on_its_last_day_in_time(as_post: SignIn) -> None:
    assert ("of-year", "Đơn vị tự chấm điểm", "Khối VHXH1, năm 2024") in on(
        as_post(OFFICER).get("/deadlines").text, "2024-12-13"
    )


def test_who_organises_sees_how_many_are_done(as_post: SignIn) -> None:
    found = on(as_post(LEADER).get("/deadlines").text, "2024-12-17")
    assert [each for each in found if each[0] == "duty"] == [
        (
            "duty",
            "Duyệt bảng tự chấm",
            "Đánh giá, chấm điểm cuối năm 2024 · Còn 5 ngày · 1 trên 5 xong",
        )
    ]


def test_a_unit_sees_its_own_and_nothing_of_the_others(as_post: SignIn) -> None:
    found = on(as_post(OFFICER).get("/deadlines").text, "2024-12-17")
    assert ("duty", "Duyệt bảng tự chấm", "Đánh giá, chấm điểm cuối năm 2024 · Xong") in found
    assert "trên 5 xong" not in as_post(OFFICER).get("/deadlines").text


def test_what_waits_for_the_post_is_opened_from_its_day(as_post: SignIn, year: Year) -> None:
    page = as_post(RADIO_OFFICER).get("/deadlines").text
    task = year.task("score", "bac-giang/dai-ptth")
    assert f'href="/tasks/{task.id}"' in page
    assert not [each for each in on(as_post(OFFICER).get("/deadlines").text, "2024-12-13")
                if each[0] == "task"]  # fmt: skip


def test_who_sees_no_record_is_told_of_no_duty(as_post: SignIn) -> None:
    page = as_post("quan-tri.administrator").get("/deadlines").text
    assert 'data-kind="duty"' not in page
    assert 'data-kind="task"' not in page


def test_a_bloc_year_that_one_may_not_know_of_is_not_there(as_post: SignIn) -> None:
    assert as_post(OFFICER).get("/deadlines?bloc_year=bac-ninh/khoi-1/2024").status_code == 404


def test_of_a_bloc_year_alone_the_same_is_shown(as_post: SignIn, year: Year) -> None:
    client = as_post(LEADER)
    alone = client.get(f"/deadlines?bloc_year={year.bloc_year_id}").text
    assert on(alone, "2024-12-17") == on(client.get("/deadlines").text, "2024-12-17")
