"""A unit's score sheet on a small office screen: what is in sight, and by which keys it goes."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT, opened
from tests.e2e.website import Website

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
IN_SIGHT = """() => {
  const end = document.querySelector(".bar").getBoundingClientRect().top;
  return [...document.querySelectorAll("tr[data-line]")].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return top >= 0 && bottom <= end;
  }).length;
}"""
SCROLLS = """() => [...document.querySelectorAll("main *")].filter(
  (box) => box.matches(":not(textarea)") && /auto|scroll/.test(getComputedStyle(box).overflowY)
    && box.scrollHeight > box.clientHeight + 1
).length"""
COVERED = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  const head = document.querySelector(".points thead").getBoundingClientRect().bottom;
  const bar = document.querySelector(".bar").getBoundingClientRect().top;
  return top < head - 1 || bottom > bar + 1;
}"""
AT_LEAST, AT_MOST = 12, 20


def points(criterion: str) -> str:
    return f'input[name="scores.{criterion}.points"]'


@pytest.fixture
def page(site: Website, office: Office) -> Page:
    task = opened(site)[1]
    office.sit(f"{UNIT}/officer")
    office.page.set_viewport_size(LAPTOP)
    office.go(f"/tasks/{task}")
    return office.page


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_score_sheet_is_seen_and_filled_in_without_a_mouse(page: Page) -> None:
    assert page.evaluate(IN_SIGHT) >= AT_LEAST
    assert page.evaluate(SCROLLS) == 0, "the page alone scrolls"
    _along_one_row_and_out(page)
    _from_row_to_row(page)
    _all_that_is_left_in_one_line(page)


def _along_one_row_and_out(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the menu
    for _stop in range(AT_MOST - 2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.bar .btn-primary')"):
            return
    pytest.fail(f"more than {AT_MOST} stops to the button")


def _from_row_to_row(page: Page) -> None:
    page.locator(points("c1-1")).focus()
    page.keyboard.type("14,5")
    page.keyboard.press("Enter")
    expect(page.locator(points("c1-2"))).to_be_focused()
    for key in ("ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator('textarea[name="scores.c1-2.note"]')).to_be_focused()
    for _row in range(9):
        page.keyboard.press("F8")
        assert not page.evaluate(COVERED), "what is being filled in lies under head or bar"
    expect(page.locator("[data-progress]")).to_contain_text("tổng 14,5")


def _all_that_is_left_in_one_line(page: Page) -> None:
    page.locator(".bar .btn-primary").click()
    summary = page.locator(".errors li")
    expect(summary).to_have_count(1)
    expect(summary).to_contain_text("18 chỗ")
    summary.locator("a").click()
    expect(page.locator(points("c1-2"))).to_be_focused()
