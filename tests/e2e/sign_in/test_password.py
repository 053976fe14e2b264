"""Signing in by a password: mistyped, from two tabs, and tried too often."""

import re

import pytest
from playwright.sync_api import expect

from server.domain.identity.sign_ins import TRIES_OF_LOGIN_FROM_ADDRESS
from tests.e2e.sign_in.persons import changed, holder
from tests.e2e.sign_in.window import Window
from tests.e2e.website import Website
from tests.worlds.accounts import OLD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("sign_in")]
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
LATER = "UPDATE throttle SET window_start = window_start - interval '15 minutes'"


def test_a_mistyped_password_keeps_the_name_and_the_way_to_the_page_that_was_wanted(
    site: Website, window: Window
) -> None:
    me, page = holder(site), window.page
    window.go("/account")
    window.headed("Đăng nhập Bình Xét")
    window.give(me.login, "sai rồi")
    window.told(WRONG)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#username")).to_have_value(me.login)
    expect(page.locator("#password")).to_be_empty()
    window.give(me.login.upper(), OLD)
    window.headed("Tài khoản của tôi")
    window.go("/sign-in")
    window.inside()
    window.leave()
    page.go_back()
    expect(page).to_have_url(re.compile("/sign-in"))
    window.outside()


def test_a_tab_that_waited_at_the_sign_in_is_of_use_after_another_signed_in(
    site: Website, window: Window
) -> None:
    me, first = holder(site), window.page
    second = window.context.new_page()
    second.goto(f"{window.address}/sign-in")
    window.sign_in(me.login, OLD)
    window.page = second
    window.give(me.login, OLD)
    expect(second.locator("main")).to_be_visible()
    window.look("second tab")
    window.go("/account")
    window.headed("Tài khoản của tôi")
    first.reload()
    expect(first).to_have_url(re.compile("/tasks$"))


def test_who_tried_too_often_reads_how_long_to_wait_and_others_do_not_wait(
    site: Website, window: Window
) -> None:
    me, other, page = holder(site), holder(site), window.page
    for _ in range(TRIES_OF_LOGIN_FROM_ADDRESS):
        window.give(me.login, "không phải")
        window.told(WRONG)
    window.give(me.login, OLD)
    wait = window.word("Sai quá nhiều lần. Hãy thử lại sau %(minutes)s phút.") % {"minutes": 15}
    expect(page.get_by_role("alert")).to_have_text(wait)
    window.look("locked")
    window.sign_in(other.login, OLD)
    window.leave()
    changed(site, LATER)
    window.sign_in(me.login, OLD)
    window.go("/account")
    window.headed("Tài khoản của tôi")
