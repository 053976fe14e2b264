"""A passkey of a browser's own authenticator: made, signed in by, cancelled, removed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.sign_in.device import CALLED, Device, named_website, set_up
from tests.e2e.sign_in.persons import holder
from tests.e2e.sign_in.window import Window
from tests.e2e.website import Website
from tests.worlds.accounts import OLD
from tests.worlds.databases import Databases

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("sign_in")]


@pytest.fixture(scope="module")
def site(databases: Databases) -> Iterator[Website]:
    with named_website(databases) as served:
        yield served


def second_page(window: Window, login: str) -> None:
    window.go("/sign-in")
    window.give(login, OLD)
    window.headed("Xác nhận lần hai")


def test_a_passkey_is_made_and_signs_in(site: Website, window: Window) -> None:
    me, page = holder(site), window.page
    Device(window)
    window.sign_in(me.login, OLD)
    window.go("/account")
    page.fill("#passkey_password", "sai rồi")
    window.button("Thêm khóa truy cập").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert len(set(set_up(window))) == 10
    window.go("/account")
    window.look("account with a passkey")
    expect(page.locator("main").get_by_role("link", name=CALLED)).to_be_visible()
    window.leave()
    second_page(window, me.login)
    window.button("Dùng khóa truy cập").click()
    window.inside()


def test_a_finger_of_somebody_else_signs_nobody_in(site: Website, window: Window) -> None:
    me, page = holder(site), window.page
    device = Device(window)
    window.sign_in(me.login, OLD)
    codes = set_up(window)
    window.leave()
    second_page(window, me.login)
    device.verifies(person=False)
    window.button("Dùng khóa truy cập").click()
    expect(page.locator("[data-passkey-failed=cancelled]")).to_be_visible()
    window.look("passkey that was not given")
    device.verifies(person=True)
    page.fill("#recovery", codes[0])
    window.button("Dùng mã dự phòng").click()
    window.inside()


def test_a_removed_passkey_is_asked_for_no_more(site: Website, window: Window) -> None:
    me, page = holder(site), window.page
    Device(window)
    window.sign_in(me.login, OLD)
    set_up(window)
    window.go("/account")
    page.locator("main").get_by_role("link", name=CALLED).click()
    window.look("a passkey")
    page.locator("input[type=password]").fill(OLD)
    window.button("Gỡ khóa này").click()
    window.headed("Tài khoản của tôi")
    window.leave()
    window.sign_in(me.login, OLD)
