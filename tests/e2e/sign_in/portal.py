"""The pages of the provider, as a person works them in a window."""

import re

from playwright.sync_api import expect

from server.domain.identity.directories import Directory
from tests.e2e.sign_in.conftest import Outside
from tests.e2e.sign_in.persons import Holder, holder, linked
from tests.e2e.sign_in.window import Window
from tests.worlds.directories.glewlwyd import PASSWORD

BY_PORTAL = "Đăng nhập bằng %(name)s"
NAME = "Cổng của tỉnh"


def known_there(outside: Outside, *, in_force: bool = True) -> Holder:
    """Add somebody whom the provider knows; linked with their account there, or not yet."""
    me = holder(outside.site, password=False)
    outside.provider.add(me.login, name=me.name)
    if in_force:
        linked(outside.site, me, Directory.OPENID, me.login)
    return me


def to_portal(window: Window, path: str = "/sign-in") -> None:
    """Want a page and choose to sign in at the provider."""
    window.go(path)
    chosen = window.page.locator("main").get_by_role(
        "link", name=window.word(BY_PORTAL) % {"name": NAME}
    )
    chosen.click()
    expect(window.page.locator("#passwordForm, .btn-success").first).to_be_visible()


def give(window: Window, login: str, password: str = PASSWORD) -> None:
    """Type name and password at the provider."""
    window.page.fill("#username", login)
    window.page.fill("#password", password)
    window.page.locator("#loginbut").click()


def go_on(window: Window) -> None:
    """Let the provider send the window back to us."""
    window.page.locator("button.btn-success").click()


def through_portal(window: Window, login: str, path: str = "/sign-in") -> None:
    """Sign in there from our page on, in a window that is not signed in there yet."""
    to_portal(window, path)
    give(window, login)
    go_on(window)


def back_with_us(window: Window, path: str) -> None:
    """Wait until the window is back at a page of ours."""
    expect(window.page).to_have_url(re.compile(re.escape(window.address + path)))
