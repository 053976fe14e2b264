"""The bloc's registers in a browser: a number reserved, taken, cancelled; what others see of it."""

import pytest
from playwright.sync_api import expect

from server.demo.load import OPENS
from tests.e2e import roster
from tests.e2e.office import Office
from tests.e2e.website import Website
from tests.worlds.processes.numbered import Numbered
from tests.worlds.year import Year


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_numbers_are_reserved_taken_and_cancelled(site: Website, office: Office) -> None:
    year = Year(begin=site.begin, bloc_year_id=site.bloc_year_id, now=OPENS)
    numbered = Numbered(year).deploy()
    _reserve(office)
    numbered.open().first()
    numbered.second()
    _sign(office, f"/tasks/{numbered.open().year.task(numbered.process.first).id}")
    _cancel(office)
    office.sit(roster.SCHOOL.head)
    office.go("/registers/bac-giang/khoi-vhxh1/2024/KH")
    expect(office.page.get_by_text("Công văn giấy")).to_be_visible()
    expect(office.page.get_by_text("Hủy số", exact=True)).to_have_count(0)
    assert office.wrong == []


def _reserve(office: Office) -> None:
    page = office.page
    office.sit(roster.SECRETARY)
    page.get_by_role("link", name="Sổ văn bản").first.click()
    office.look("registers-empty")
    page.get_by_role("link", name="Giữ số, lùi ngày").click()
    office.look("register-reserve")
    page.get_by_label("Ký hiệu loại").fill("KH")
    page.get_by_label("Ngày văn bản").fill("2024-12-02")
    page.get_by_label("Lý do").fill("Công văn giấy gửi tuần trước")
    page.get_by_role("button", name="Giữ số", exact=True).click()
    expect(page.get_by_text("01/KH-KTĐVHXH1")).to_be_visible()
    office.look("register-reserved")


def _sign(office: Office, task: str) -> None:
    page = office.page
    office.sit(roster.LEADER.head)
    office.go(task)
    expect(page.get_by_text("Số kế tiếp hiện là 03/KH-KTĐVHXH1")).to_be_visible()
    office.look("task-number")
    page.get_by_role("button", name="Gửi").last.click()
    expect(page.get_by_text("Kế hoạch: số 03/KH-KTĐVHXH1")).to_be_visible()


def _cancel(office: Office) -> None:
    page = office.page
    office.sit(roster.SECRETARY)
    office.go("/registers")
    office.look("registers")
    page.get_by_role("link", name="Sổ KH năm 2024").click()
    page.get_by_text("Hủy số 03/KH").first.click()
    office.look("register-cancel")
    page.get_by_label("Lý do hủy số").locator("visible=true").fill("Ghi nhầm")
    page.get_by_role("button", name="Hủy số 03/KH-KTĐVHXH1").click()
    expect(page.get_by_text("Ghi nhầm")).to_be_visible()
    office.look("register")
