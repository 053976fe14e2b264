"""A score sheet of 70 kB through everything that loses text: every letter is found again."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import text

from tests.e2e.drafts.writing import QUIET, drafted, saved
from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT
from tests.e2e.website import Website

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("e2e")]
KILOBYTES_70 = 70_000


def notes(page: Page) -> Locator:
    return page.locator('textarea[name^="scores."][name$=".note"]')


def written(page: Page) -> list[str]:
    """Write as much as the sheet is asked to hold; answer what stands in each note."""
    count = notes(page).count()
    each = KILOBYTES_70 // len("ằ".encode()) // count + 1
    texts = [f"{number} " + "ằ" * each for number in range(count)]
    for number, told in enumerate(texts):
        notes(page).nth(number).fill(told)
    assert sum(len(told.encode()) for told in texts) >= KILOBYTES_70
    return texts


def found(page: Page) -> list[str]:
    page.wait_for_load_state("load")
    return [str(each) for each in notes(page).evaluate_all("(all) => all.map((one) => one.value)")]


def expect_all(page: Page, texts: list[str], after: str) -> None:
    expect(notes(page).last, after).to_have_value(texts[-1])
    assert found(page) == texts, after


def test_nothing_of_70_kilobytes_is_lost_on_the_way(
    site: Website, office: Office, task: str
) -> None:
    page = office.page
    texts = written(page)
    page.reload()
    expect_all(page, texts, "reloaded at once")
    saved(site, page, *texts)
    page.locator(".crumb a").first.click()
    page.go_back()
    expect_all(page, texts, "gone away and back")
    texts = _without_a_network(site, office, task, texts)
    texts = _in_another_language(office, texts)
    texts = _after_the_session(site, office, task, texts)
    _in_two_tabs(site, office, task, texts)
    of_ours = re.compile(r"script:|CSP|\] 5\d\d ")
    assert [each for each in office.wrong if of_ours.search(each)] == []


def _typed(page: Page, texts: list[str], more: str) -> list[str]:
    """Go on writing in the last note."""
    notes(page).last.fill(f"{texts[-1]} {more}")
    return [*texts[:-1], f"{texts[-1]} {more}"]


def _without_a_network(site: Website, office: Office, task: str, texts: list[str]) -> list[str]:
    page = office.page
    office.context.set_offline(True)
    texts = _typed(page, texts, "khi mất mạng")
    expect(page.locator("[data-saved]")).to_contain_text("Chưa lưu được lên máy chủ")
    page.locator(".bar .btn-primary").click()
    page.wait_for_timeout(QUIET)
    office.context.set_offline(False)
    office.go(task)
    expect_all(page, texts, "handed in without a network, and opened again with one")
    saved(site, page, texts[-1])
    return texts


def _in_another_language(office: Office, texts: list[str]) -> list[str]:
    page = office.page
    texts = _typed(page, texts, "đổi ngôn ngữ")
    page.locator("details.acting summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_all(page, texts, "language changed")
    return texts


def _after_the_session(site: Website, office: Office, task: str, texts: list[str]) -> list[str]:
    page = office.page
    with site.begin() as session:
        session.execute(text("DELETE FROM web_session"))
    texts = _typed(page, texts, "sau khi hết phiên")
    expect(page.locator("[data-banner=ended]")).to_be_visible()
    page.locator(".bar .btn-primary").click()
    page.locator(f'button[name=post][value="{UNIT}/officer"]').click()
    expect(page).to_have_url(office.address + task)
    expect_all(page, texts, "handed in after the session had ended, and signed in again")
    saved(site, page, texts[-1])
    return texts


def _in_two_tabs(site: Website, office: Office, task: str, texts: list[str]) -> None:
    second = office.context.new_page()
    second.goto(office.address + task)
    expect_all(second, texts, "in a second tab")
    first = _typed(office.page, texts, "ở thẻ thứ nhất")
    saved(site, office.page, first[-1])
    other = _typed(second, texts, "ở thẻ thứ hai")
    expect(second.locator("[data-banner=other]")).to_be_visible()
    second.reload()
    expect_all(second, other, "the second tab, reloaded")
    assert first[-1] in drafted(site)
    office.page.reload()
    expect_all(office.page, first, "the first tab, reloaded")
