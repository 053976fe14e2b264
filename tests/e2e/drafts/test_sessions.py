"""What is typed survives the end of the session, for its person alone, in a browser."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from tests.e2e.drafts.writing import NOTE, kept, saved
from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT
from tests.e2e.website import Website

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("e2e")]


def test_an_ended_session_is_said_at_once_and_nothing_typed_is_lost(
    site: Website, office: Office, task: str
) -> None:
    page = office.page
    page.locator(NOTE).fill("đã gõ khi phiên còn")
    saved(site, page, "đã gõ khi phiên còn")
    with site.begin() as session:
        session.execute(text("DELETE FROM web_session"))
    page.locator(NOTE).fill("gõ sau khi phiên đã hết")
    expect(page.locator("[data-banner=ended]")).to_be_visible()
    office.look("session-ended")
    page.get_by_role("link", name="Đăng nhập ở thẻ này").click()
    page.locator(f'button[name=post][value="{UNIT}/officer"]').click()
    expect(page).to_have_url(office.address + task)
    expect(page.locator(NOTE)).to_have_value("gõ sau khi phiên đã hết")
    office.look("restored")
    saved(site, page, "gõ sau khi phiên đã hết")


@pytest.mark.usefixtures("task")
def test_after_signing_in_in_another_tab_the_form_saves_itself_again(
    site: Website, office: Office
) -> None:
    page = office.page
    with site.begin() as session:
        session.execute(text("DELETE FROM web_session"))
    page.locator(NOTE).fill("chờ đăng nhập lại")
    expect(page.locator("[data-banner=ended]")).to_be_visible()
    with office.context.expect_page() as popup:
        page.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    popup.value.locator(f'button[name=post][value="{UNIT}/officer"]').click()
    expect(popup.value.locator(NOTE)).to_be_visible()
    saved(site, page, "chờ đăng nhập lại")
    expect(page.locator("[data-banner=ended]")).to_be_hidden()


@pytest.mark.usefixtures("task")
def test_another_person_in_the_same_tab_sees_nothing_of_it(site: Website, office: Office) -> None:
    page = office.page
    with site.begin() as session:
        session.execute(text("DELETE FROM web_session"))
    page.locator(NOTE).fill("chỉ của tôi")
    expect(page.locator("[data-banner=ended]")).to_be_visible()
    office.go("/sign-in")
    page.locator(f'button[name=post][value="{UNIT}/head"]').click()
    expect(page).to_have_url(re.compile("/tasks"))
    page.wait_for_load_state("load")
    assert "chỉ của tôi" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_signing_out_saves_first_and_leaves_nothing_in_the_browser(
    site: Website, office: Office, task: str
) -> None:
    page = office.page
    page.clock.install()
    office.go(task)
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))  # the form's patience does not end
    page.locator(NOTE).fill("vừa gõ rồi đăng xuất")
    page.locator("details.acting summary").click()
    page.get_by_role("button", name="Thoát").click()
    expect(page).to_have_url(re.compile("/sign-in$"))
    kept(site, page, "vừa gõ rồi đăng xuất")
    page.wait_for_load_state()
    assert "vừa gõ" not in page.evaluate("JSON.stringify(sessionStorage)")
