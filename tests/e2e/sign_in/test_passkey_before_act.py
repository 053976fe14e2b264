"""A fresh passkey in place of the password: a vote is cast, recovery codes are made."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e import roster
from tests.e2e.sign_in.device import Device, named_website, set_up
from tests.e2e.sign_in.persons import holder
from tests.e2e.sign_in.window import Window
from tests.e2e.website import Website
from tests.worlds.accounts import OLD
from tests.worlds.databases import Databases

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("sign_in")]
VOTE = re.compile("^[^:]*biểu quyết khen thưởng năm 2024, lần 1$")
CHECK, CONFIRM = "Kiểm tra lại trước khi gửi", "Xác nhận bằng khóa truy cập"


@pytest.fixture(scope="module")
def site(databases: Databases) -> Iterator[Website]:
    """Serve a bloc whose units vote on awards."""
    with named_website(databases) as served:
        served.played("vote")
        yield served


def seated(site: Website, window: Window, post: str) -> Device:
    """Sign somebody in who has a post, and make their passkey."""
    device = Device(window)
    window.sign_in(holder(site, post).login, OLD)
    set_up(window)
    return device


def by_passkey(window: Window) -> Locator:
    return window.page.locator("main button[data-passkey-instead]:visible").first


def said(window: Window, cause: str) -> Locator:
    return window.page.locator(f"[data-passkey-failed={cause}]:visible")


@pytest.mark.parametrize("language", ["vi"], indirect=True)
def test_a_vote_is_cast_by_a_passkey(site: Website, window: Window) -> None:
    device, page = seated(site, window, roster.SCHOOL.head), window.page
    window.go("/tasks")
    page.get_by_role("link", name=VOTE).click()
    for choice in page.locator("input[type=radio][value=yes]").all():
        choice.check()
    page.locator("#task .bar").get_by_role("button", name="Gửi phiếu biểu quyết").click()
    window.headed(CHECK)
    device.verifies(person=False)
    by_passkey(window).click()
    expect(said(window, "cancelled")).to_be_visible()
    window.look("a vote that nobody's finger confirms")
    device.verifies(person=True)
    by_passkey(window).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Đã xong: .* biểu quyết"))


def test_codes_are_made_and_what_fails_is_said(site: Website, window: Window) -> None:
    seated(site, window, roster.SCHOOL.officer)
    page, asked = window.page, "**/account/passkeys/challenge"
    window.go("/account")
    by_passkey(window).click()
    window.told("Bấm việc cần làm: trình duyệt sẽ hỏi khóa truy cập.")
    codes = window.button("Tạo bộ mã dự phòng mới")
    page.route(asked, lambda route: route.abort())
    codes.click()
    expect(said(window, "network")).to_be_visible()
    window.look("a passkey that the server could not ask for")
    window.wrong = [each for each in window.wrong if "ERR_FAILED" not in each]  # it is meant
    page.unroute(asked)
    kept = page.context.cookies()
    page.context.clear_cookies(name="binhxet")
    codes.click()
    expect(said(window, "refused")).to_be_visible()
    page.context.add_cookies(kept)  # type: ignore[arg-type]
    codes.click()
    window.headed("Mã dự phòng")


def test_a_browser_that_is_too_old_is_told_so(site: Website, window: Window) -> None:
    page = window.page
    Device(window)
    window.sign_in(holder(site, roster.SCHOOL.officer).login, OLD)
    window.page.add_init_script("delete PublicKeyCredential.parseCreationOptionsFromJSON")
    window.go("/account")
    page.fill("#passkey_password", OLD)
    window.button("Thêm khóa truy cập").click()
    expect(page.locator("[data-passkey-old]")).to_be_visible()
    window.headed("Thêm khóa truy cập")
    expect(window.button("Tạo khóa truy cập")).to_have_count(0)
