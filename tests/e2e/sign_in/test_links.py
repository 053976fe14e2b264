"""The one-time link: a first password, another one, a link that is spent or old."""

import pytest
from playwright.sync_api import expect

from tests.e2e.sign_in.conftest import Open
from tests.e2e.sign_in.persons import Holder, changed, holder
from tests.e2e.sign_in.proposals import confirmed
from tests.e2e.sign_in.window import Window
from tests.e2e.website import Website
from tests.worlds.accounts import OLD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("sign_in")]
OWN = "quả bưởi vườn bà ngoại"
TOO_OLD = "UPDATE invite SET expires_at = expires_at - interval '365 days' WHERE person_id = :id"


def handed(site: Website, opened: Open, person: Holder, *, first: bool) -> str:
    """Have one administrator ask for a link and another confirm and read it out."""
    word = "Tạo đường dẫn đăng nhập lần đầu" if first else "Tạo đường dẫn đặt lại mật khẩu"
    second = confirmed(site, opened, person, word)
    link = second.page.locator("#link-1")
    expect(link).to_be_visible()
    second.look("link")
    address = link.input_value()
    return address[address.index("/invite/") :]


def set_by(window: Window, path: str) -> None:
    """Set the password by a link, with the mistakes people make."""
    page = window.page
    window.go(path)
    window.headed("Đặt mật khẩu")
    for typed, again, said in (
        ("ngắn", "ngắn", None),
        (OWN, "quả bưởi", "Hai lần nhập mật khẩu không giống nhau."),
        ("leavemealone2024", "leavemealone2024", "Mật khẩu này nằm trong danh sách"),
    ):
        page.fill("#password", typed)
        page.fill("#again", again)
        window.button("Đặt mật khẩu").click()
        if said is None:
            expect(page.locator("#password:invalid")).to_be_focused()
            continue
        expect(page.get_by_role("alert")).to_be_focused()
        window.look(said)
    page.fill("#password", OWN)
    page.fill("#again", OWN)


def test_a_first_link_sets_a_password_once_however_often_it_is_opened(
    site: Website, opened: Open, window: Window
) -> None:
    me = holder(site, password=False)
    path = handed(site, opened, me, first=True)
    other = opened()
    other.go(path)
    set_by(window, path)
    window.button("Đặt mật khẩu").click()
    window.headed("Đăng nhập Bình Xét")
    window.give(me.login, OWN)
    window.inside()
    other.page.fill("#password", OWN)
    other.page.fill("#again", OWN)
    other.button("Đặt mật khẩu").click()
    other.headed("Đường dẫn không còn dùng được")
    other.go(path)
    other.headed("Đường dẫn không còn dùng được")


def test_an_old_link_sets_no_password_and_signs_nobody_out(
    site: Website, opened: Open, window: Window
) -> None:
    me, before = holder(site), opened()
    before.sign_in(me.login, OLD)
    set_by(window, handed(site, opened, me, first=False))
    changed(site, TOO_OLD, id=me.id)
    window.button("Đặt mật khẩu").click()
    window.headed("Đường dẫn không còn dùng được")
    before.go("/account")
    before.headed("Tài khoản của tôi")


def test_another_password_by_a_link_ends_what_was_open_and_says_who_held_the_link(
    site: Website, opened: Open, window: Window
) -> None:
    me, before = holder(site), opened()
    before.sign_in(me.login, OLD)
    set_by(window, handed(site, opened, me, first=False))
    window.button("Đặt mật khẩu").click()
    window.headed("Đăng nhập Bình Xét")
    window.give(me.login, OLD)
    window.told("Tên đăng nhập hoặc mật khẩu không đúng.")
    window.give(me.login, OWN)
    window.inside()
    window.go("/account")
    window.told("Việc bạn làm ghi kèm điều này. Hãy tự đổi mật khẩu ở dưới để chỉ mình bạn biết.")
    before.outside()
