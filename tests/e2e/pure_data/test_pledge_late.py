"""A pledge whose last day is over in a browser: it is published without a unit."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from server.demo.load import OPENS
from tests.e2e.office import Office
from tests.e2e.pure_data.test_pledge import PUBLISH
from tests.e2e.roster import LEADER, RADIO, UNITS
from tests.e2e.tasks import Desk, Duty, TaskForm
from tests.e2e.website import Website, website
from tests.processes.case_pages import task_of
from tests.processes.pledge.conftest import TEXT, signed
from tests.worlds.clocks import over
from tests.worlds.databases import Database
from tests.worlds.year import Year

TITLE = "Xử lý đơn vị chưa ký giao ước thi đua năm 2025"
BUTTONS = ("Chờ thêm", "Không chờ nữa")
WHY = "Đài PT&TH đang sáp nhập, chưa xác định người ký."
OVER = over("2024-12-20")


@pytest.fixture
def site(fresh_database: Database) -> Iterator[Website]:
    """Serve on the morning after the last day: a web worker reads its clock once."""
    with website(fresh_database, OVER + timedelta(hours=8)) as served:
        yield served


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_leader_publishes_without_a_unit_that_reads_why_and_stays_missing(
    site: Website, office: Office
) -> None:
    year, desk = _all_but_one(site), Desk(office)
    assert year.fire_due(OVER) == [True]
    wait, close = (Duty("pledge-late", LEADER.head, TITLE, button) for button in BUTTONS)
    desk.open(wait)
    desk.refused(wait, "until")
    desk.refused(close, "reason")
    TaskForm(office).type("reason", WHY)
    desk.hand_in(close)
    desk.do(PUBLISH)
    office.go("/board")
    row = office.page.get_by_role("row").filter(has_text=RADIO.short)
    expect(row).to_contain_text("Thiếu")
    office.look("pledge-board")
    office.sit(RADIO.head)
    office.go(task_of(year, "late"))
    expect(office.page.get_by_text(WHY)).to_be_visible()
    assert office.wrong == []
    assert "Traceback" not in site.log.read_text()


def _all_but_one(site: Website) -> Year:
    """Have everybody but the radio sign, without a browser."""
    year = Year(begin=site.begin, now=OPENS)
    year.open("pledge", opening={"for_year": 2025, "last_day": "2024-12-20"})
    year.do("draft_pledge", TEXT)
    year.do("approve_text", {"verdict": "approve"})
    return signed(year, *(unit.id for unit in UNITS if unit is not RADIO))
