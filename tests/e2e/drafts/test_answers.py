"""What answers a post: reload, going back and another tab ask for nothing to be sent again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.drafts.writing import NOTE, saved
from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT
from tests.e2e.website import Website

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("e2e")]
ANSWER = re.compile(r"[?&]_answer=")
LONG = "Kết quả thực hiện. " * 105
"""Nearly as much as a note may hold."""


def posts(page: Page) -> list[str]:
    """Note what the page posts from now on."""
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.url) if request.method == "POST" else None
    )
    return sent


@pytest.mark.usefixtures("task")
def test_a_refused_sheet_is_seen_again_and_what_came_after_with_it(
    site: Website, office: Office
) -> None:
    page = office.page
    page.locator(NOTE).fill("Trước khi gửi.")
    page.locator(".bar .btn-primary").click()
    expect(page).to_have_url(ANSWER)
    expect(page.get_by_role("alert")).to_contain_text("chỗ cần sửa")
    page.locator(NOTE).fill(LONG)
    saved(site, page, LONG.strip())
    sent = posts(page)
    page.reload()
    expect(page.locator(NOTE)).to_have_value(LONG)
    page.go_back()
    expect(page.locator(NOTE)).to_have_value(LONG)
    assert [each for each in sent if "/draft" not in each] == []


def test_a_refused_form_that_keeps_no_draft_is_seen_again_with_every_letter(
    office: Office, task: str
) -> None:
    page = office.page
    office.go(f"{task}?tab=comments")
    field = page.locator("textarea[name=text]")
    field.fill("x" * 5000)
    field.locator("xpath=ancestor::form").locator("button[type=submit]").first.click()
    expect(page).to_have_url(ANSWER)
    expect(field).to_have_value("x" * 5000)
    field.fill("Viết lại cho ngắn.")
    sent = posts(page)
    page.reload()
    expect(field).to_have_value("Viết lại cho ngắn.")
    assert sent == []


@pytest.mark.usefixtures("task")
def test_an_answer_is_shown_to_its_session_alone(office: Office) -> None:
    page = office.page
    page.locator(NOTE).fill("Chỉ người viết thấy.")
    page.locator(".bar .btn-primary").click()
    expect(page).to_have_url(ANSWER)
    address = page.url.removeprefix(office.address)
    office.sit(f"{UNIT}/head")
    office.go(address)
    assert "Chỉ người viết thấy." not in page.content()


def test_a_wrong_password_is_not_sent_again_by_a_reload(office: Office) -> None:
    page = office.page
    office.nobody()
    office.go("/sign-in")
    page.fill("#username", "nobody")
    page.fill("#password", "not-the-password")
    page.press("#password", "Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    sent = posts(page)
    page.reload()
    expect(page.locator("#username")).to_be_visible()
    assert sent == []
