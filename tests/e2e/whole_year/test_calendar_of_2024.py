"""The calendar of 2024 in a browser: from the plan in May to the handover, and into 2025."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from server.demo.load import YEAR_BEGINS
from tests.actions.reorganised import NEXT
from tests.domain import bloc_years
from tests.e2e.office import Office
from tests.e2e.opening import open_case
from tests.e2e.pure_data.test_pledge import CASE, PUBLISH
from tests.e2e.roster import DEPUTY, HOME_AFFAIRS, LEADER, PRESS, RADIO, SCHOOL, SECRETARY, UNITS
from tests.e2e.tasks import Desk, Duty, TaskForm
from tests.e2e.website import Website, website
from tests.e2e.whole_year.calendar import Calendar
from tests.e2e.whole_year.next_bloc_year import NEW_SECRETARY, RENAMED, made_for_2025
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.year import Year

MAY = datetime(2024, 5, 6, 1, 0, tzinfo=UTC)
PLAN = "Kế hoạch hoạt động năm {year}"
CONFERENCE = "Hội nghị tổng kết công tác thi đua năm 2024"
TARGETS = {"targets": [{"name": "Thủ tục trực tuyến", "level": "95 %"}], "note": ""}


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.of_years("year_begun", bloc_years.PLAN, now=YEAR_BEGINS)


@pytest.fixture
def site(fresh_database: Database) -> Iterator[Website]:
    with website(fresh_database, MAY) as served:
        yield served


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_year_is_walked_from_its_plan_to_the_handover_and_the_bloc_of_three(
    site: Website, office: Office
) -> None:
    year = Year(begin=site.begin, now=MAY)
    calendar, desk = Calendar(office, year), Desk(office)
    issued_in_may(calendar, desk)
    signed_late(calendar, desk)
    conferred_in_july(calendar)
    conferred_at_the_end(calendar)
    handed_over(calendar, desk)
    made_for_2025(calendar)
    begun_in_2025(calendar, desk)
    ended_by_the_old_leader(calendar)
    on_the_board_in_may(calendar)
    assert office.wrong == [], "\n".join(office.wrong)
    assert "Traceback" not in site.log.read_text()


def issued_in_may(calendar: Calendar, desk: Desk) -> None:
    """The plan is drafted, commented on and issued; its day stands on the board."""
    title = planned(calendar, desk, 2024, SECRETARY)
    year = calendar.year
    calendar.take_up("plan")
    for element in ("deputy_comment", "unit_comment"):
        calendar.all_do(element, {"verdict": "agree"})
    waves = [{"name": "Đợt một", "starts": "2024-01-01", "ends": "2024-06-30"}]
    revised = {"text": "Hai đợt.", "explained": "Nhất trí.", "waves": waves,
               "recipients": [SCHOOL.id, HOME_AFFAIRS], "acknowledge_by": "2024-05-31"}  # fmt: skip
    calendar.all_do("revise", revised, "plan")
    desk.do(Duty("issue_plan", LEADER.head, f"Ban hành: {title}", "Ban hành", signed=True))
    calendar.all_do("acknowledge", {})
    assert year.tasks() == []


def planned(calendar: Calendar, desk: Desk, year: int, by: str) -> str:
    """Open a year's plan and draft it; answer its title."""
    title = PLAN.format(year=year)

    def opening(form: TaskForm) -> None:
        form.type("title", title)
        form.choose("scope", "year")
        form.type("issue_by", f"31/05/{year}")

    def draft(form: TaskForm) -> None:
        form.type("text", "Hai đợt thi đua trong năm.")
        form.type("comments_until", f"20/05/{year}")
        form.attach("draft", "", "du-thao.pdf")

    open_case(calendar.office, by, "Xây dựng kế hoạch", opening)
    desk.do(Duty("draft_plan", by, f"Dự thảo: {title}", "Gửi lấy ý kiến"), draft)
    return title


def signed_late(calendar: Calendar, desk: Desk) -> None:
    """The pledge is opened by its day; who has not signed is late, and signs in the time given."""
    year = calendar.year
    calendar.on(date(2024, 5, 16), by=SECRETARY)
    calendar.take_up("pledge")
    calendar.all_do("draft_pledge", {"text": "Các đơn vị cam kết.", "criteria": ""})
    calendar.all_do("approve_text", {"verdict": "approve"})
    for unit in UNITS:
        if unit is not RADIO:
            year.do("targets", TARGETS, key=unit.id)
            year.do("sign", {"verdict": "sign"}, key=unit.id)
    given_time(calendar, desk)
    year.now = year.now.replace(hour=10)
    calendar.all_do("targets", TARGETS)
    calendar.all_do("sign", {"verdict": "sign"})
    title = PUBLISH.title.replace("2025", "2024")
    desk.do(Duty("publish", LEADER.head, title, PUBLISH.button, signed=True))


def given_time(calendar: Calendar, desk: Desk) -> None:
    """The leader sees on the board who is late, and waits for them."""
    office = calendar.office
    calendar.on(date(2024, 6, 30), by=LEADER.head)
    office.go("/board")
    row = office.page.get_by_role("row").filter(has_text=RADIO.short)
    expect(row).to_contain_text("Quá hạn 1 ngày")
    office.look("calendar-board-late")
    late = Duty("late", LEADER.head, "Xử lý đơn vị chưa ký giao ước thi đua năm 2024", "Chờ thêm")
    desk.do(late, lambda form: form.office.page.fill("#f-until", "05/07/2024"))


def conferred_in_july(calendar: Calendar) -> None:
    """The deputy's conference is played; the calendar tells what is due at the year's end."""
    calendar.on(date(2024, 7, 3), by=DEPUTY.head)
    calendar.sample("conference", date(2024, 7, 3))
    calendar.on(date(2024, 11, 4), by=DEPUTY.head)
    calendar.office.go("/calendar?month=2024-12")
    calendar.office.look("calendar-december")


def conferred_at_the_end(calendar: Calendar) -> None:
    """The year-end conference is opened and held, while the units score themselves."""
    year, everybody = calendar.year, [unit.id for unit in UNITS]
    year.open("evaluation")
    year.play("appraise")
    calendar.on(date(2024, 12, 2), by=SECRETARY)
    open_case(calendar.office, SECRETARY, "Tổ chức hội nghị", _conference)
    calendar.take_up("conference")
    calendar.all_do("prepare", {
        "place": "8 giờ, hội trường Sở KH&CN", "composition": "Thủ trưởng đơn vị",
        "agenda": [{"item": "Báo cáo tổng kết"}], "invited": everybody, "reply_by": "2024-12-04",
    })  # fmt: skip
    calendar.all_do("leader_invite", {"verdict": "approve"})
    calendar.all_do("reply", {"answer": "attend", "who": "Giám đốc"})
    calendar.on(date(2024, 12, 5), by=LEADER.head)
    came = [{"unit": unit, "attendee": "Giám đốc", "level": "right"} for unit in everybody]
    minutes = {"held": "2024-12-05", "attendance": came, "minutes": "Thống nhất kết quả năm 2024."}
    calendar.all_do("write_minutes", minutes)
    calendar.all_do("leader_sign", {"verdict": "sign"})


def _conference(form: TaskForm) -> None:
    form.choose("kind", "year_end")
    form.type("title", CONFERENCE)
    form.type("day", "05/12/2024")


def handed_over(calendar: Calendar, desk: Desk) -> None:
    """The leading unit hands over to next year's; next year's pledge was opened by itself."""
    duties = (
        Duty("write_handover", SECRETARY, f"Lập bản bàn giao: {CONFERENCE}", "Trình Trưởng khối"),
        Duty("approve_handover", LEADER.head, f"Duyệt bàn giao: {CONFERENCE}", "Duyệt và bàn giao"),
        Duty("receive_handover", SCHOOL.head, f"{SCHOOL.short} nhận bàn giao: {CONFERENCE}",
             "Nhận bàn giao"),
    )  # fmt: skip
    for duty, fill in zip(duties, (_papers, None, None), strict=True):
        desk.do(duty, fill)
    office = calendar.office
    office.sit(SECRETARY)
    office.go("/cases")
    expect(office.page.get_by_role("link", name=CASE, exact=True)).to_be_visible()


def _papers(form: TaskForm) -> None:
    form.field("receiver").select_option(SCHOOL.id)
    form.type("papers.0.paper", "Hồ sơ thi đua năm 2024")
    form.type("unfinished.0.work", "Trình khen thưởng năm 2024")


def begun_in_2025(calendar: Calendar, desk: Desk) -> None:
    """The first act of the new year is its plan."""
    calendar.on(date(2025, 1, 6), by=NEW_SECRETARY)
    planned(calendar, desk, 2025, NEW_SECRETARY)


def ended_by_the_old_leader(calendar: Calendar) -> None:
    """Last year's leader goes on with last year's evaluation, under last year's names."""
    office, year = calendar.office, calendar.year
    office.sit(f"{LEADER.id}/appraiser")
    office.go("/tasks")
    expect(office.page.get_by_role("link", name=re.compile(PRESS.short)).first).to_be_visible()
    office.look("calendar-old-work")
    calendar.take_up("evaluation")
    year.play()


def on_the_board_in_may(calendar: Calendar) -> None:
    """What the new year opens by its days is three units' work, by their new names."""
    calendar.on(date(2025, 5, 16), by=NEW_SECRETARY)
    calendar.office.go(f"/board?bloc_year={NEXT}")
    rows = calendar.office.page.locator("main tbody th[scope=row] a")
    assert {row.inner_text() for row in rows.all()} == {LEADER.short, RENAMED, SCHOOL.short}
    calendar.office.look("calendar-board-2025")
