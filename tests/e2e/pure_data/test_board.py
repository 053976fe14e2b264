"""The board in a browser: read by who runs the year and by a unit, wide and narrow, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import roster
from tests.e2e.office import Office
from tests.e2e.website import Website
from tests.worlds import states
from tests.worlds.databases import State


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_board_is_read_by_who_runs_the_year_and_by_a_unit(
    site: Website, office: Office
) -> None:
    assert site.bloc_year_id
    office.sit(f"{roster.P}/so-khcn/head")
    office.page.get_by_role("link", name="Theo dõi năm").click()
    expect(office.page.get_by_role("heading", level=1)).to_have_text("Theo dõi năm công tác 2024")
    office.look("board")
    office.page.get_by_role("link", name="Hồ sơ mô phỏng").click()
    office.look("board-simulated")
    office.page.get_by_role("link", name=re.compile("^Báo cáo sơ kết 6 tháng")).click()
    office.page.get_by_role("link", name="Tài liệu").click()
    expect(office.page.get_by_role("heading", name="Giao nhận")).to_be_visible()
    office.look("deliveries")
    office.go("/board?simulated=1")
    office.page.get_by_role("link", name="Sở GD&ĐT").click()
    expect(office.page.get_by_role("heading", level=1)).to_have_text(re.compile("Sở GD&ĐT"))
    office.look("board-unit")
    _urged(office)
    office.sit(f"{roster.P}/so-gddt/officer")
    office.go("/board?simulated=1")
    office.look("board-member")
    assert office.wrong == []


def _urged(office: Office) -> None:
    """Urge one unit from its page: shown first, then sent, then said where the duty stands."""
    office.go("/board/bac-giang/so-gddt")
    office.page.get_by_role("link", name=re.compile("^Đôn đốc Sở GD&ĐT: Duyệt")).click()
    office.look("urge")
    office.page.get_by_role("button", name="Đôn đốc 1 việc").click()
    expect(office.page.get_by_role("heading", name="Đã gửi")).to_be_visible()
    office.look("urged")
    office.go("/board/bac-giang/so-gddt")
    expect(office.page.get_by_text(re.compile("^Đã đôn đốc lúc"))).to_be_visible()
    office.look("board-unit-urged")
    office.go("/board")
    office.look("board-urged")
