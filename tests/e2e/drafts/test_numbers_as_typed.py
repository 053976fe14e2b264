"""Points as people type and paste them: read by the page's language, named where doubtful."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.office import NARROW, Office

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("e2e")]
FIRST, SECOND, THIRD = "c1-1", "c1-2", "c1-3"
PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  const asked = { clipboardData: data, bubbles: true, cancelable: true };
  cell.dispatchEvent(new ClipboardEvent("paste", asked));
}"""


@pytest.fixture
def task(task: str, office: Office) -> str:
    """Empty the cells: what a test before typed may have been saved when its window closed."""
    for criterion in (FIRST, SECOND, THIRD):
        cell(office.page, criterion).fill("")
    return task


def cell(page: Page, criterion: str) -> Locator:
    return page.locator(f'input[name="scores.{criterion}.points"]')


def said(page: Page, criterion: str) -> Locator:
    return page.locator(f"tr[data-line]:has(input[name='scores.{criterion}.points']) p.err")


def test_what_is_two_numbers_is_named_at_its_cell_live_and_by_the_server(
    office: Office, task: str
) -> None:
    page = office.page
    cell(page, FIRST).fill("0.500")
    expect(page.locator("[data-total]")).to_have_text("0,5")
    expect(said(page, FIRST)).to_have_count(0)
    cell(page, SECOND).fill("1,000")
    both = re.compile("“1,000” có thể là 1.000, cũng có thể là 1:")
    expect(said(page, SECOND)).to_have_text(both)
    expect(page.locator("[data-total]")).to_have_text("0,5")
    office.look("numbers-doubtful")
    page.get_by_role("button", name="Trình thủ trưởng duyệt").click()
    expect(said(page, SECOND).first).to_have_text(both)
    expect(cell(page, SECOND)).to_have_value("1,000")
    assert office.wrong == [], task


def test_what_is_refused_counts_nothing_live_and_on_the_page_that_comes_back(
    office: Office, task: str
) -> None:
    page = office.page
    cell(page, FIRST).fill("7")
    cell(page, SECOND).fill("99")
    expect(said(page, SECOND)).to_have_text("Nhập từ 0 đến 7.")
    cell(page, THIRD).fill("0,123")
    expect(said(page, THIRD)).to_have_text(re.compile("Nhập tối đa . chữ số sau dấu phẩy"))
    expect(page.locator("[data-total]")).to_have_text("7")
    page.get_by_role("button", name="Trình thủ trưởng duyệt").click()
    expect(said(page, SECOND).first).to_have_text("Nhập từ 0 đến 7.")
    expect(page.locator("[data-total]")).to_have_text("7")
    cell(page, SECOND).fill("3,5")
    expect(page.locator("[data-total]")).to_have_text("10,5")
    office.look("numbers-refused")
    assert office.wrong == [], task


def test_a_pasted_column_is_read_and_undone_as_a_whole(office: Office, task: str) -> None:
    page = office.page
    cell(page, FIRST).fill("7")
    cell(page, FIRST).evaluate(PASTE, "14,50\tx\n5.25\n\u00a01\u202f234\u00a0\n")
    expect(cell(page, FIRST)).to_have_value("14,50")
    expect(cell(page, SECOND)).to_have_value("5.25")
    expect(said(page, THIRD)).to_have_text(re.compile("Nhập từ 0 đến"))
    cell(page, FIRST).press("Control+z")
    expect(cell(page, FIRST)).to_have_value("7")
    expect(cell(page, SECOND)).to_have_value("")
    expect(said(page, THIRD)).to_have_count(0)
    expect(page.locator("[data-total]")).to_have_text("7")
    assert office.wrong == [], task


def test_an_english_page_reads_and_shows_a_point_on_a_phone_too(office: Office, task: str) -> None:
    page = office.page
    office.context.add_cookies([{"name": "lang", "value": "en", "url": office.address}])
    office.resize(NARROW)
    office.go(task)
    cell(page, FIRST).fill("1,000")
    expect(said(page, FIRST)).to_have_text(re.compile("Enter 0 to|from 0 to"))
    cell(page, FIRST).fill("1.000")
    expect(said(page, FIRST)).to_have_text(re.compile("“1.000” may be 1,000, and it may be 1:"))
    office.look("numbers-english-phone")
    cell(page, FIRST).fill("10.25")
    expect(page.locator("[data-total]")).to_have_text("10.25")
    assert office.wrong == []
