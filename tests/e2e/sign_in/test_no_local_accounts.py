"""Where passwords of ours are switched off: the ways of others are all that the page offers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from server.domain.identity.directories import Directory
from tests.e2e.sign_in.conftest import Outside
from tests.e2e.sign_in.persons import holder, linked
from tests.e2e.sign_in.window import Window
from tests.e2e.website import Website, website
from tests.worlds import states
from tests.worlds.accounts import OLD
from tests.worlds.databases import Databases

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("sign_in")]
THERE = "mk-của-danh-bạ-9"


@pytest.fixture(scope="module")
def site(databases: Databases, outside: Outside) -> Iterator[Website]:
    told = outside.directory.told | {"BINHXET_LOCAL_ACCOUNTS": "0"}
    with (
        databases.cloned(states.READY_TO_OPEN) as database,
        website(database, told=told) as served,
    ):
        yield served


def test_a_password_of_ours_signs_nobody_in(
    site: Website, outside: Outside, window: Window
) -> None:
    me, page = holder(site), window.page
    outside.directory.add(me.login, f"NV-{me.login}", THERE)
    linked(site, me, Directory.LDAP, f"NV-{me.login}")
    window.go("/account")
    window.headed("Đăng nhập Bình Xét")
    expect(page.locator("form[aria-labelledby=by-account]")).to_have_count(0)
    window.give(me.login, OLD, at="directory")
    window.told("Tên đăng nhập hoặc mật khẩu không đúng.")
    window.give(me.login, THERE, at="directory")
    window.headed("Tài khoản của tôi")
