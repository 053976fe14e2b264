"""The ten jobs of everybody's day, each done in a browser without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.e2e.office import WIDE
from tests.e2e.website import Website
from tests.waiting import PATIENCE_MS

TASK, MAIN_BUTTON = ".row-task h3 a", ".bar .btn-primary"
REMARK = "Đã rà lại chỉ tiêu 1.1."


@pytest.fixture
def page(site: Website, browser: Browser) -> Iterator[Page]:
    site.played("approve")
    context = browser.new_context(
        java_script_enabled=False, viewport=WIDE, locale="vi-VN", base_url=site.address
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_ten_jobs_are_done_without_a_script(page: Page) -> None:
    _approve(page)
    _return(page)
    _remark_and_hand_in(page)
    _look_around(page)
    _audit(page)


def _sign_in(page: Page, login: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.fill("#username", login)
    page.fill("#password", DEMONSTRATION_PASSWORD)
    page.press("#password", "Enter")
    expect(page.locator(".acting")).to_be_visible()


def _confirm(page: Page) -> None:
    page.fill("#password", DEMONSTRATION_PASSWORD)
    page.press("#password", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã xong")


def _open_the_first_task(page: Page) -> None:
    page.locator(TASK).first.click()
    expect(page.locator("#task")).to_be_visible()


def _approve(page: Page) -> None:
    _sign_in(page, "so-gddt.head")
    _open_the_first_task(page)
    page.locator(MAIN_BUTTON).click()
    _confirm(page)


def _return(page: Page) -> None:
    _sign_in(page, "so-tttt.head")
    _open_the_first_task(page)
    page.fill('[name="comment"]', "Rà lại chỉ tiêu 1.1.")
    page.locator(".bar").get_by_role("button", name=re.compile("^Trả lại")).click()
    _confirm(page)


def _remark_and_hand_in(page: Page) -> None:
    _sign_in(page, "so-tttt.officer")
    _open_the_first_task(page)
    task = page.url.partition("#")[0]
    page.goto(f"{task}?tab=comments")
    page.get_by_label("Viết trao đổi").fill(REMARK)
    page.get_by_role("button", name="Gửi trao đổi").click()
    expect(page.get_by_text(REMARK)).to_be_visible()
    page.goto(task)
    page.locator(MAIN_BUTTON).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã xong")


def _look_around(page: Page) -> None:
    _sign_in(page, "so-khcn.head")
    page.locator(".mainnav").get_by_role("link", name="Theo dõi năm").click()
    page.locator("thead a").first.click()
    expect(page.get_by_role("heading", name="Các bước")).to_be_visible()
    page.goto("/board")
    with page.expect_download():
        page.get_by_role("button", name="Tải bảng tính").first.click()
    page.goto("/search")
    page.locator("main input[type=search]").fill("danh gia")
    page.keyboard.press("Enter")
    expect(page.locator("main a").first).to_be_visible()


def _audit(page: Page) -> None:
    _sign_in(page, "thanh-tra.auditor")
    page.goto("/audit")
    page.locator("tbody a", has_text="Xem").first.click()
    expect(page).to_have_url(re.compile("open="))
