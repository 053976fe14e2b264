"""Signing in by the password of an LDAP directory: wrong, locked, changed, and while it is down."""

import re

import pytest
from playwright.sync_api import expect

from server.domain.identity.directories import Directory
from tests.e2e.sign_in.conftest import Open, Outside
from tests.e2e.sign_in.persons import ADMINISTRATOR, OFFICER, Holder, changed, holder, linked
from tests.e2e.sign_in.window import Window
from tests.worlds.accounts import OLD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("sign_in")]
THERE = "mk-của-danh-bạ-9"
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
SILENT = "Nơi xác nhận tài khoản không trả lời. Hãy thử lại sau ít phút."
WHERE_TO_ASK = (
    "Quên mật khẩu hoặc tài khoản bị khóa: liên hệ nơi cấp tài khoản này; "
    "Bình Xét không đặt lại được."
)
ENDED = "UPDATE web_session SET ended_at = now() WHERE person_id = :id AND ended_at IS NULL"


def known_there(outside: Outside, post: str = OFFICER, *, password: bool = False) -> Holder:
    """Add somebody whom the directory knows, with the password they have there."""
    site = outside.site
    me = holder(site, post, password=password)
    outside.directory.add(me.login, f"NV-{me.login}", THERE)
    return linked(site, me, Directory.LDAP, f"NV-{me.login}")


def give(window: Window, login: str, password: str = THERE) -> None:
    window.give(login, password, at="directory")


def test_a_mistyped_password_keeps_the_name_and_the_way_to_the_page_that_was_wanted(
    outside: Outside, window: Window
) -> None:
    me, page = known_there(outside), window.page
    window.go("/account")
    window.headed("Đăng nhập Bình Xét")
    for name, password in ((me.login, "sai rồi"), (f"{me.login}0", THERE)):
        give(window, name, password)
        window.told(WRONG)
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.locator("#directory-username")).to_have_value(name)
        expect(page.locator("#directory-password")).to_be_empty()
        expect(page.locator("#username")).to_be_empty()
    give(window, me.login.upper())
    window.headed("Tài khoản của tôi")


def test_who_is_shut_out_by_the_directory_reads_whom_to_ask(
    outside: Outside, window: Window
) -> None:
    for shut in (outside.directory.lock, outside.directory.remove):
        me = known_there(outside)
        shut(me.login)
        window.go("/sign-in")
        give(window, me.login)
        window.told(WRONG)
        window.told(WHERE_TO_ASK)
    window.outside()


def test_a_password_that_is_changed_there_holds_at_the_next_sign_in(
    outside: Outside, opened: Open, window: Window
) -> None:
    me, other = known_there(outside), opened()
    window.go("/sign-in")
    give(window, me.login)
    window.inside()
    outside.directory.give(me.login, "mk-mới-của-danh-bạ")
    other.go("/sign-in")
    give(other, me.login)
    other.told(WRONG)
    give(other, me.login, "mk-mới-của-danh-bạ")
    other.inside()
    window.go("/account")
    window.headed("Tài khoản của tôi")


def test_what_was_half_written_when_its_session_ended_is_opened_again(
    outside: Outside, window: Window
) -> None:
    me, page = known_there(outside, ADMINISTRATOR), window.page
    window.go("/sign-in")
    give(window, me.login)
    window.inside()
    window.go("/people")
    page.locator("details:has(#name) summary").click()
    page.fill("#name", "Half Written")
    page.fill("#login", f"{me.login}.2")
    changed(outside.site, ENDED, id=me.id)
    page.locator("form:has(#name) button[type=submit]").first.click()
    window.told("Phiên làm việc đã hết. Đăng nhập lại để làm tiếp.")
    give(window, me.login, "sai rồi")
    window.told(WRONG)
    give(window, me.login)
    window.headed("Nội dung bạn vừa gửi chưa được ghi")
    expect(page.get_by_text("Half Written").first).to_be_visible()


def test_while_the_directory_is_down_passwords_of_ours_sign_in(
    outside: Outside, window: Window, language: str
) -> None:
    me, page = known_there(outside, password=True), window.page
    window.meant = frozenset({503})
    outside.directory.server.stop()
    try:
        give(window, me.login)
        window.told(SILENT)
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.locator("#directory-username")).to_have_value(me.login)
        window.give(me.login, OLD)
        window.inside()
        window.leave()
    finally:
        outside.directory.server.start()
    if language == "vi":  # once: it is asked again only after some seconds
        while not re.search("/tasks$", page.url):
            give(window, me.login)
            page.wait_for_timeout(500)
        window.inside()
