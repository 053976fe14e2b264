"""A session that ends amid one's work, a second browser, and the end of all sessions."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.sign_in.conftest import Open
from tests.e2e.sign_in.persons import ADMINISTRATOR, changed, holder
from tests.e2e.sign_in.window import Window
from tests.e2e.website import Website
from tests.worlds.accounts import OLD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("sign_in")]
ENDED = "UPDATE web_session SET ended_at = now() WHERE person_id = :id AND ended_at IS NULL"


def test_a_form_that_was_half_written_when_its_session_ended_is_opened_again(
    site: Website, window: Window
) -> None:
    me, page = holder(site, ADMINISTRATOR), window.page
    window.sign_in(me.login, OLD)
    window.go("/people")
    page.locator("details:has(#name) summary").click()
    page.fill("#name", "Half Written")
    page.fill("#login", f"{me.login}.2")
    changed(site, ENDED, id=me.id)
    page.locator("form:has(#name) button[type=submit]").first.click()
    window.told("Phiên làm việc đã hết. Đăng nhập lại để làm tiếp.")
    assert "Half Written" not in page.content()
    window.give(me.login, "sai rồi")
    window.told("Tên đăng nhập hoặc mật khẩu không đúng.")
    window.give(me.login, OLD)
    window.headed("Nội dung bạn vừa gửi chưa được ghi")
    expect(page.get_by_text("Half Written").first).to_be_visible()


def test_another_person_who_signs_in_instead_is_given_none_of_it(
    site: Website, window: Window
) -> None:
    me, other, page = holder(site, ADMINISTRATOR), holder(site), window.page
    window.sign_in(me.login, OLD)
    window.go("/people")
    page.locator("details:has(#name) summary").click()
    page.fill("#name", "Half Written")
    page.fill("#login", f"{me.login}.3")
    changed(site, ENDED, id=me.id)
    page.locator("form:has(#name) button[type=submit]").first.click()
    window.give(other.login, OLD)
    expect(page.locator("details.acting")).to_be_visible()
    assert "Half Written" not in page.content()


def test_a_second_browser_is_told_of_in_the_first_and_ended_from_there(
    site: Website, opened: Open, window: Window
) -> None:
    me, second = holder(site), opened()
    window.sign_in(me.login, OLD)
    second.sign_in(me.login, OLD)
    window.go("/account")
    rows = window.page.locator("#sessions tbody tr")
    expect(rows).to_have_count(2)
    window.look("two sessions")
    rows.get_by_role("button").click()
    window.told("Đã kết thúc phiên đó.")
    expect(rows).to_have_count(1)
    second.outside()
    second.look("ended from elsewhere")
    window.page.reload()
    window.headed("Tài khoản của tôi")


def test_all_other_sessions_end_at_once_and_this_one_stays(
    site: Website, opened: Open, window: Window
) -> None:
    me, others = holder(site), [opened(), opened()]
    for each in (window, *others):
        each.sign_in(me.login, OLD)
    window.go("/account")
    window.button("Kết thúc mọi phiên khác").click()
    window.told("Đã kết thúc mọi phiên khác. Chỉ còn phiên này.")
    for each in others:
        each.outside()
    window.leave()
    window.outside()
    expect(window.page).to_have_url(re.compile("/sign-in"))


def test_another_password_of_ones_own_ends_the_other_sessions(
    site: Website, opened: Open, window: Window
) -> None:
    me, other, page = holder(site), opened(), window.page
    for each in (window, other):
        each.sign_in(me.login, OLD)
    window.go("/account")
    own = "quả bưởi vườn bà ngoại"
    for old in ("sai rồi", OLD):
        page.fill("#old", old)
        page.fill("#password", own)
        page.fill("#again", own)
        window.button("Đổi mật khẩu").click()
        window.look(f"password by {old}")
    window.told("Đã đổi mật khẩu. Các phiên đăng nhập khác của bạn đã kết thúc.")
    other.outside()
    other.give(me.login, own)
    expect(other.page).to_have_url(re.compile("/tasks$"))
