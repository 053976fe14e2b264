"""Signing in at an OpenID provider: from the first time, when nobody is linked, to leaving it."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.sign_in import portal
from tests.e2e.sign_in.conftest import Open, Outside
from tests.e2e.sign_in.persons import ADMINISTRATOR, Holder, holder
from tests.e2e.sign_in.proposals import confirmed_of
from tests.e2e.sign_in.window import Window
from tests.worlds.accounts import OLD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("sign_in")]
DECLINED = (
    "Nơi xác nhận chưa cho bạn vào: bạn đã hủy ở đó, hoặc tài khoản đó không dùng được cho "
    "Bình Xét. Hãy làm lại hoặc đăng nhập cách khác."
)
SILENT = "Nơi xác nhận tài khoản không trả lời. Hãy thử lại sau ít phút."
STATE = re.compile(r"[?&]state=([^&]+)")
ASKED = "**/api/oidc/auth?*"
ANSWER = "**/sign-in/provider/answer?*"


def linked_by_two(outside: Outside, opened: Open, person: Holder, subject: str) -> None:
    """Have one administrator propose the link on the person's page and another confirm it."""
    asking = opened()
    asking.sign_in(holder(outside.site, ADMINISTRATOR).login, OLD)
    asking.go(person.page)
    asking.page.locator("#directory").select_option("openid")
    asking.page.fill("#subject", subject)
    asking.button("Đề nghị liên kết").click()
    asking.told("Chờ người thứ hai")
    second = opened()
    second.sign_in(holder(outside.site, ADMINISTRATOR).login, OLD)
    confirmed_of(second, person)


def test_the_first_sign_in_tells_a_code_and_the_next_one_lets_in(
    outside: Outside, opened: Open, window: Window
) -> None:
    me, page = portal.known_there(outside, in_force=False), window.page
    portal.to_portal(window, "/account")
    portal.give(window, me.login, "sai rồi")
    expect(page.locator(".toast")).to_be_visible()
    portal.give(window, me.login)
    portal.go_on(window)
    window.headed("Tài khoản chưa được liên kết")
    code = page.locator("main .hash").first.inner_text()
    page.reload()
    window.told("Lần đăng nhập này không dùng được: quá lâu, đã dùng hoặc sai nơi. Hãy làm lại.")
    linked_by_two(outside, opened, me, code)
    portal.to_portal(window, "/account")
    portal.go_on(window)
    window.headed("Tài khoản của tôi")
    window.look("account of a provider's person")


def test_back_and_again_after_the_answer_leave_the_session_open(
    outside: Outside, window: Window
) -> None:
    me, page = portal.known_there(outside), window.page
    portal.to_portal(window)
    portal.give(window, me.login)
    with page.expect_request(ANSWER) as answered:
        portal.go_on(window)
    window.inside()
    page.go_back()
    page.goto(answered.value.url)
    window.inside()
    window.look("tasks after an old answer")


def test_who_turns_back_at_the_provider_signs_in_another_way(
    outside: Outside, window: Window
) -> None:
    me, page = holder(outside.site), window.page
    portal.to_portal(window)
    state = STATE.search(page.url) or STATE.search(page.evaluate("decodeURIComponent(location)"))
    assert state
    page.go_back()
    window.headed("Đăng nhập Bình Xét")
    window.go(f"/sign-in/provider/answer?error=access_denied&state={state[1]}")
    window.told(DECLINED)
    expect(page.get_by_role("alert")).to_be_focused()
    window.give(me.login, OLD)
    window.inside()


def test_two_tabs_each_come_to_the_page_they_wanted(outside: Outside, window: Window) -> None:
    me, first = portal.known_there(outside), window.page
    portal.to_portal(window, "/account")
    window.page = window.context.new_page()
    portal.through_portal(window, me.login, "/notices")
    expect(window.page).to_have_url(re.compile("/notices$"))
    window.page = first
    portal.give(window, me.login)
    portal.go_on(window)
    window.headed("Tài khoản của tôi")


def test_a_provider_that_stops_midway_is_told_of_and_lets_in_once_it_is_back(
    outside: Outside, window: Window
) -> None:
    me, page = portal.known_there(outside), window.page
    window.meant = frozenset({503})
    with page.expect_request(ASKED) as asked:
        portal.to_portal(window, "/account")
    portal.give(window, me.login)
    expect(page.locator("button.btn-success")).to_be_visible()
    answer = page.request.get(f"{asked.value.url}&g_continue", max_redirects=0)
    outside.provider.server.stop()
    try:
        page.goto(answer.headers["location"])
        window.told(SILENT)
        expect(page.get_by_role("alert")).to_be_focused()
    finally:
        outside.provider.server.start()
    portal.to_portal(window, "/account")
    portal.go_on(window)
    window.headed("Tài khoản của tôi")


def test_leaving_here_leads_on_to_leaving_there(outside: Outside, window: Window) -> None:
    me, page = portal.known_there(outside), window.page
    portal.through_portal(window, me.login)
    window.inside()
    window.leave()
    window.told("Bạn đã đăng xuất khỏi Bình Xét; phiên ở đây vẫn còn mở.")
    window.link("Đăng xuất cả ở đây").click()
    page.locator("button.btn-danger").first.click()
    expect(page.get_by_text("You are disconnected")).to_be_visible()
    portal.to_portal(window)
    expect(page.locator("#passwordForm")).to_be_visible()


def test_leaving_there_ends_the_sessions_here(
    outside: Outside, opened: Open, window: Window
) -> None:
    me, other, page = portal.known_there(outside), opened(), window.page
    for each in (window, other):
        portal.through_portal(each, me.login)
        each.inside()
    window.leave()
    window.link("Đăng xuất cả ở đây").click()
    page.locator("button.btn-danger").first.click()
    expect(page.get_by_text("You are disconnected")).to_be_visible()
    other.put_out()
