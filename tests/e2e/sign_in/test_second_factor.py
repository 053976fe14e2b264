"""A phone's code beside the password: set up, asked for, lost."""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from tests.e2e.sign_in.conftest import Open
from tests.e2e.sign_in.persons import changed, holder
from tests.e2e.sign_in.proposals import confirmed
from tests.e2e.sign_in.window import Window, code_of
from tests.e2e.website import Website
from tests.worlds.accounts import OLD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("sign_in")]
TOO_LONG = "UPDATE offered_factor SET made_at = made_at - interval '1 hour'"
WAITED = "UPDATE web_session SET created_at = created_at - interval '1 hour' WHERE waits"
WRONG = "Mã không đúng, đã dùng, hoặc đã hết 30 giây. Hãy nhập mã đang hiện."


def asked_for(window: Window, password: str = OLD) -> None:
    """Ask for a key on the page of the account."""
    window.go("/account")
    window.page.fill("#factor_password", password)
    window.button("Bật mã xác thực").click()


class SetUp(NamedTuple):
    """An app that was set up: its key, the code that did it, and the recovery codes."""

    key: str
    code: str
    recovery: list[str]


def set_up(window: Window) -> SetUp:
    """Set an app up by the code it shows."""
    asked_for(window)
    window.headed("Bật mã xác thực")
    key = window.page.locator(".hash").inner_text()
    code = code_of(key)
    window.page.fill("#code", code)
    window.button("Xác nhận và bật").click()
    window.headed("Mã dự phòng")
    return SetUp(key, code, window.page.locator("ol .hash").all_inner_texts())


def code_page(window: Window, login: str) -> None:
    window.go("/sign-in")
    window.give(login, OLD)
    window.headed("Xác nhận lần hai")


def test_an_app_is_set_up_with_mistakes_and_a_key_that_waited_too_long(
    site: Website, window: Window
) -> None:
    page = window.page
    window.sign_in(holder(site).login, OLD)
    asked_for(window, "sai rồi")
    expect(page.get_by_role("alert")).to_be_focused()
    window.look("wrong password of a factor")
    asked_for(window)
    window.headed("Bật mã xác thực")
    page.fill("#code", "000000")
    window.button("Xác nhận và bật").click()
    window.told(WRONG)
    changed(site, TOO_LONG)
    page.reload()
    window.headed("Tài khoản của tôi")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#factor_password")).to_be_focused()


def test_recovery_codes_are_shown_once(site: Website, window: Window) -> None:
    page = window.page
    window.sign_in(holder(site).login, OLD)
    codes = set_up(window).recovery
    assert len(set(codes)) == 10
    page.go_back()
    page.go_forward()
    assert not set(codes) & set(re.findall(r"[a-z0-9]{5}-[a-z0-9]{5}", page.content()))
    window.go("/account")
    window.look("account with a factor")


def test_a_code_is_taken_once_and_not_after_too_long_a_wait(site: Website, window: Window) -> None:
    me, page = holder(site), window.page
    window.sign_in(me.login, OLD)
    key, used, _recovery = set_up(window)
    window.leave()
    code_page(window, me.login)
    page.fill("#code", used)
    window.button("Vào Bình Xét").click()
    window.told(WRONG)
    expect(page.locator("#code")).to_be_empty()
    changed(site, WAITED)
    page.fill("#code", code_of(key, ahead=1))
    window.button("Vào Bình Xét").click()
    window.told("Lần đăng nhập này đã chờ mã quá lâu. Hãy đăng nhập lại từ đầu.")
    window.give(me.login, OLD)
    page.fill("#code", code_of(key, ahead=1))
    window.button("Vào Bình Xét").click()
    window.inside()


def test_the_code_leads_on_to_the_page_that_was_wanted(site: Website, window: Window) -> None:
    me = holder(site)
    window.sign_in(me.login, OLD)
    key = set_up(window).key
    window.leave()
    window.go("/delegations")
    window.give(me.login, OLD)
    window.headed("Xác nhận lần hai")
    window.page.reload()
    window.page.fill("#code", code_of(key, ahead=1))
    window.button("Vào Bình Xét").click()
    expect(window.page).to_have_url(re.compile("/delegations$"))


def test_a_recovery_code_stands_once_for_a_lost_phone(site: Website, window: Window) -> None:
    me, page = holder(site), window.page
    window.sign_in(me.login, OLD)
    codes = set_up(window).recovery
    window.leave()
    code_page(window, me.login)
    for typed in ("khong-phai", codes[0].upper()):
        page.fill("#recovery", typed)
        window.button("Dùng mã dự phòng").click()
    window.inside()
    window.leave()
    code_page(window, me.login)
    page.fill("#recovery", codes[0])
    window.button("Dùng mã dự phòng").click()
    window.told(WRONG)


def test_two_administrators_remove_the_factor_of_a_lost_phone(
    site: Website, opened: Open, window: Window
) -> None:
    me = holder(site)
    window.sign_in(me.login, OLD)
    set_up(window)
    confirmed(site, opened, me, "Đề nghị gỡ xác nhận lần hai").look("reset")
    window.sign_in(me.login, OLD)
    window.go("/account")
    expect(window.button("Bật mã xác thực")).to_be_visible()
