"""The overview: to each what waits, who is late, points, days and news, as far as they may know."""

import re

import pytest
from sqlalchemy import text

from server.forms.readings import number_text
from server.store import statements
from server.web.home import late
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.rows import rows
from tests.worlds.web.evaluated import app, as_post, in_time_and_late
from tests.worlds.web.pages import SignIn
from tests.worlds.year import SCHOOL, Year

__all__ = ["app", "as_post"]
LEADER, DEPUTY = "so-khcn.head", "ban-dan-toc.head"
HEAD, OFFICER, RADIO_OFFICER = "so-gddt.head", "so-gddt.officer", "dai-ptth.officer"
HOME_AFFAIRS, COUNCIL, CHAIRMAN = "so-noi-vu.head", "hd-tdkt.secretary", "ubnd-tinh.chairman"
AUDITOR, ADMINISTRATOR = "thanh-tra.auditor", "quan-tri.administrator"
MOST_STATEMENTS = 11
MOST_OF_AN_OFFICE = 30
"""Of the few who look after the installation or check it: their own desks read what others lack."""
LATE, POINTS, DAYS, NEWS = 'id="late"', 'id="points"', 'id="days"', 'id="changes"'

OWN_TOTAL = "SELECT self_total FROM sheet WHERE unit_id = :unit"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    """Answer an evaluation of which one unit's head has approved in time, a second one late."""
    return in_time_and_late(committed, database)


def box(page: str, mark: str) -> str:
    """Answer one box of a page."""
    return page.partition(mark)[2].partition("</section>")[0]


def test_the_tasks_due_first_lead_the_overview_and_are_counted(as_post: SignIn) -> None:
    page = as_post(RADIO_OFFICER).get("/").text
    waiting = box(page, 'id="waiting"')
    assert "Tự chấm điểm" in waiting
    assert "Xem cả" in waiting
    assert waiting.count("<li>") <= 3


def test_who_is_latest_stands_first_and_may_be_urged_from_the_overview(as_post: SignIn) -> None:
    late = box(as_post(LEADER).get("/").text, LATE)
    assert "2 trên 5 việc đã xong; 3 việc quá hạn" in late
    assert late.index("Đài PT&amp;TH") < late.index("Sở GD&amp;ĐT")
    assert "/board/urge" in late


def test_units_that_are_left_out_are_a_press_away(
    as_post: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(late, "MOST_ROWS", 3)
    shown = box(as_post(LEADER).get("/").text, LATE)
    assert re.search(r'<a href="/board\?bloc_year=[^"]+">và 2 đơn vị nữa</a>', shown)


@pytest.mark.parametrize("login", [DEPUTY, HOME_AFFAIRS])
def test_who_watches_the_bloc_sees_who_is_late(as_post: SignIn, login: str) -> None:
    assert "3 việc quá hạn" in box(as_post(login).get("/").text, LATE)


def test_a_unit_sees_how_it_stands_itself_and_nothing_of_the_others(as_post: SignIn) -> None:
    page = as_post(OFFICER).get("/").text
    late = box(page, LATE)
    assert "1 trên 1 việc đã xong; không có việc quá hạn" in late
    assert "Sở TT&amp;TT" not in late
    points = box(page, POINTS)
    assert "Sở GD&amp;ĐT" in points.partition("Chưa hiện điểm")[0]
    assert "Sở TT&amp;TT" in points.partition("Chưa hiện điểm")[2]


def test_the_leader_sees_the_points_of_what_was_handed_in_and_of_no_draft(as_post: SignIn) -> None:
    told, _, untold = box(as_post(LEADER).get("/").text, POINTS).partition("Chưa hiện điểm")
    assert "Sở GD&amp;ĐT" in told
    assert "Sở TT&amp;TT" in told
    assert "Đài PT&amp;TH" in untold


def test_sections_come_to_what_the_sheet_comes_to(as_post: SignIn, year: Year) -> None:
    with year.begin() as session:
        total = rows(session, OWN_TOTAL, unit=SCHOOL)[0][0]
    points = box(as_post(HEAD).get("/").text, POINTS)
    assert "Điểm tự chấm theo mục" in points
    assert f">{number_text(total, 'vi')}</td>" in points


def test_before_anything_was_handed_in_there_are_no_points(as_post: SignIn) -> None:
    assert POINTS not in as_post(RADIO_OFFICER).get("/").text


def test_days_of_a_step_are_told_beside_those_it_was_given(as_post: SignIn) -> None:
    days = box(as_post(LEADER).get("/").text, DAYS)
    assert "Duyệt bảng tự chấm" in days


def test_what_is_new_since_the_last_working_day_is_told_to_who_may_know(as_post: SignIn) -> None:
    news = box(as_post(LEADER).get("/").text, NEWS)
    assert "Có gì mới từ 18/12/2024" in as_post(LEADER).get("/").text
    assert "Sở TT&amp;TT" in news
    assert "Sở GD&amp;ĐT" not in news
    assert "Sở TT&amp;TT" not in box(as_post(OFFICER).get("/").text, NEWS)


def test_an_auditor_begins_with_signs_an_administrator_with_what_waits(as_post: SignIn) -> None:
    page = as_post(AUDITOR).get("/").text
    assert page.index("Dấu hiệu trong 30 ngày qua") < page.index(LATE)
    page = as_post(ADMINISTRATOR).get("/").text
    assert "1 hồ sơ đứng yên" in box(page, 'id="office"')
    assert POINTS not in page


def test_an_auditor_reads_how_the_journal_of_each_case_stands(as_post: SignIn, year: Year) -> None:
    with year.begin() as session:
        session.execute(
            text(
                "INSERT INTO oddity (event_id, kind, act_time, seq, told) SELECT id,"
                " 'own_unit', act_time, seq, :told FROM event WHERE stream LIKE 'case/%'"
                " ORDER BY act_time, seq LIMIT 1"
            ),
            {"told": f'{{"unit": "{SCHOOL}"}}'},
        )
    page = as_post(AUDITOR).get("/").text
    assert "mục đã vào điểm chốt" in page
    journals = box(page, 'id="journals"')
    assert '<td class="num" data-label="Dấu hiệu">1</td>' in journals
    signs = box(page, 'id="office"')
    assert "/audit/cases/" in signs
    assert "Đơn vị của chính mình 1" in signs


@pytest.mark.parametrize("login", [COUNCIL, CHAIRMAN])
def test_who_is_told_of_no_duty_yet_is_told_what_will_come(as_post: SignIn, login: str) -> None:
    page = as_post(login).get("/").text
    assert "Chưa có việc có hạn nào của năm 2024" in box(page, LATE)
    assert POINTS not in page


@pytest.mark.parametrize("login", [LEADER, OFFICER, HOME_AFFAIRS, AUDITOR, ADMINISTRATOR])
def test_the_overview_takes_few_statements(as_post: SignIn, login: str) -> None:
    client = as_post(login)
    client.get("/")
    statements.reset()
    assert client.get("/").status_code == 200
    of_office = login in {AUDITOR, ADMINISTRATOR}
    assert statements.count <= (MOST_OF_AN_OFFICE if of_office else MOST_STATEMENTS)
