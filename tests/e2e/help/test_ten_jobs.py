"""The ten jobs of everybody's day, each done by the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.help.keyboard import Hands
from tests.e2e.office import Office
from tests.e2e.website import Website

TO_THE_FIRST_TASK, TO_A_BUTTON, TO_A_LINK = 12, 20, 12
TASK, MAIN_BUTTON = ".row-task h3 a", ".bar .btn-primary"
REASON = "Rà lại chỉ tiêu 1.1, số liệu chưa khớp báo cáo quý IV."


@pytest.fixture
def hands(site: Website, office: Office) -> Hands:
    site.played("approve")
    return Hands(office.page)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_ten_jobs_are_done_by_the_keyboard_alone(
    site: Website, office: Office, hands: Hands
) -> None:
    _approve(site, hands)
    _return(site, hands)
    _hand_in_and_remark(site, hands)
    _look_around(site, hands)
    _audit(site, hands)
    assert len(hands.jobs) == 10, hands.jobs
    assert office.wrong == []


def _open_the_first_task(hands: Hands) -> None:
    stops = hands.past_the_head()
    stops += hands.to(TASK, most=TO_THE_FIRST_TASK - stops)
    hands.jobs["open the first task"] = stops
    hands.press("Enter")
    expect(hands.page.locator("#task")).to_be_visible()
    hands.past_the_head()


def _approve(site: Website, hands: Hands) -> None:
    hands.sign_in(site.address, "so-gddt.head")
    hands.jobs["sign in"] = 1
    _open_the_first_task(hands)
    hands.jobs["approve with the password"] = hands.to(MAIN_BUTTON, most=TO_A_BUTTON)
    hands.press("Enter")
    hands.confirm()


def _return(site: Website, hands: Hands) -> None:
    hands.sign_in(site.address, "so-tttt.head")
    _open_the_first_task(hands)
    stops = hands.to('[name="comment"]', most=TO_A_BUTTON)
    hands.type(REASON)
    stops += hands.to(".bar button", most=6, named="Trả lại")
    hands.jobs["return with a reason"] = stops
    hands.press("Enter")
    hands.confirm()


def _hand_in_and_remark(site: Website, hands: Hands) -> None:
    hands.sign_in(site.address, "so-tttt.officer")
    _open_the_first_task(hands)
    task = hands.page.url.partition("#")[0]
    hands.page.goto(f"{task}?tab=comments")
    hands.past_the_head()
    stops = hands.to("textarea", most=TO_A_BUTTON)
    hands.type("Đã rà lại chỉ tiêu 1.1.")
    stops += hands.to("button", most=4, named="Gửi trao đổi")
    hands.jobs["write a remark"] = stops
    hands.press("Enter")
    expect(hands.page.get_by_text("Đã rà lại chỉ tiêu 1.1.")).to_be_visible()
    hands.page.goto(task)
    hands.past_the_head()
    hands.jobs["hand in a sheet"] = hands.to(MAIN_BUTTON, most=TO_A_BUTTON)
    hands.press("Enter")
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("Đã xong")


def _look_around(site: Website, hands: Hands) -> None:
    hands.sign_in(site.address, "so-khcn.head")
    hands.to(".mainnav a", most=TO_A_LINK, named="Theo dõi năm")
    hands.press("Enter")
    expect(hands.page.locator("main table")).to_be_visible()
    hands.past_the_head()
    hands.jobs["go from the board to a case"] = hands.to("thead a", most=TO_A_BUTTON)
    hands.press("Enter")
    expect(hands.page.get_by_role("heading", name="Các bước")).to_be_visible()
    hands.page.goto(f"{site.address}/board")
    hands.past_the_head()
    hands.jobs["take a table to Excel"] = hands.to(
        "button", most=TO_A_BUTTON, named="Tải bảng tính"
    )
    with hands.page.expect_download():
        hands.press("Enter")
    hands.page.goto(f"{site.address}/search")
    hands.press("/")
    hands.type("danh gia")
    hands.press("Enter")
    expect(hands.page.locator("main a").first).to_be_visible()
    hands.jobs["find a case"] = 0


def _audit(site: Website, hands: Hands) -> None:
    hands.sign_in(site.address, "thanh-tra.auditor")
    hands.page.goto(f"{site.address}/audit")
    hands.past_the_head()
    hands.jobs["open an act of history"] = hands.to("tbody a", most=60, named="Xem")
    hands.press("Enter")
    expect(hands.page).to_have_url(re.compile("open="))
