"""An administrator sees which cases the system is to open, and why one could not be opened."""

from datetime import timedelta

from server.actions.cases import open_on_time
from tests.actions.cases.days.test_open_on_time import VALUES
from tests.actions.cases.days.with_opening import Gathering
from tests.engine.drawings import Pool
from tests.worlds.year_end import NOW, YearEnd

ADMIN = "bac-giang/quan-tri/administrator"
PAGE = "/operations/jobs"


def deployed(year: YearEnd, opening: str) -> None:
    """Deploy a process that opens cases tomorrow, and let a worker see it."""
    main = Pool("main_").start().user("first", "leader").end().flow("begin", "first", "done")
    day = (NOW + timedelta(days=1)).date()
    at = f'at = "date(year, {day.month}, {day.day})"'
    drawn = Gathering(pools=(main,), opening=f"{opening}\n[[open.timed]]\n{at}\n{VALUES}")
    with year.begin() as session:
        drawn.deploy(session)
        assert open_on_time.due(session, now=NOW) == []


def test_what_is_to_come_is_listed(year: YearEnd) -> None:
    deployed(year, 'by = ["leader"]')
    found = year.as_post(ADMIN).get(PAGE).text
    assert "Chưa tới ngày" in found
    assert "Tập hợp" in found


def test_what_could_not_be_opened_says_why(year: YearEnd) -> None:
    deployed(year, 'by = ["leader"]\nafter = { submission = "closed" }')
    later = NOW + timedelta(days=1)
    with year.begin() as session:
        for name in open_on_time.due(session, now=later):
            assert open_on_time.open_on_time(session, name, now=later) is None
    found = year.as_post(ADMIN).get(PAGE).text
    assert "còn chờ mốc của hồ sơ đi trước" in found
    assert "submission.closed" in found
    first = year.as_post(ADMIN).get("/operations").text
    assert "1 hồ sơ hệ thống chưa mở được dù đã đến ngày" in first


def test_a_page_without_any_says_nothing_of_it(year: YearEnd) -> None:
    assert "Hồ sơ hệ thống sẽ mở" not in year.as_post(ADMIN).get(PAGE).text
