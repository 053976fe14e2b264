"""The guide in a browser: its pages, the words behind the sign ?, and the keys of a page."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import roster
from tests.e2e.office import NARROW, WIDE, Office
from tests.e2e.test_remarks import UNIT, opened
from tests.e2e.website import Website

ADMINISTRATOR = f"{roster.P}/quan-tri/administrator"
ALWAYS = ["?", "Esc"]
LIST = ["j k", "e", "x"]
GRID = ["↑ ↓", "← →", "Enter", "F8", "Ctrl V", "Ctrl Z"]
DIAGRAM = ["← → ↑ ↓"]


def keys(page: Page) -> list[str]:
    """Press ?, and answer the keys that are told; the dialog is left."""
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    told = page.locator("#keys dt:visible").all_inner_texts()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    return told


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_guide_is_read_by_everybody_in_both_languages(site: Website, office: Office) -> None:
    for language in ("vi", "en"):
        cookie = {"name": "lang", "value": language, "url": site.address}
        for post in (roster.LEADER.head, roster.AUDITOR, ADMINISTRATOR):
            office.sit(post)
            office.context.add_cookies([cookie])  # type: ignore[list-item]
            for address in ("/help", "/help/words"):
                office.go(address)
                office.look(f"{language}-{address}-{post}")
        loaded = "[...document.images].every((image) => (image.loading = 'eager', true))"
        office.page.evaluate(loaded)
        office.go("/help")
        for picture in office.page.locator("figure img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", value=True)
            assert picture.evaluate("(image) => image.naturalWidth") > 0
    assert office.wrong == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_word_is_explained_where_it_stands(
    site: Website, office: Office, *, script: bool
) -> None:
    office.sit(roster.LEADER.head)
    kept = office.context.cookies()
    assert office.context.browser
    context = office.context.browser.new_context(
        viewport=WIDE, locale="vi-VN", has_touch=True, java_script_enabled=script
    )
    context.add_cookies(kept)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site.address}/board")
    sign, words = (
        page.get_by_role("button", name="Nghĩa của từ: việc có hạn"),
        page.locator("#term-duty"),
    )
    expect(words).to_be_hidden()
    sign.focus()
    page.keyboard.press("Enter")
    expect(words).to_contain_text("phải xong trước một ngày")
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    page.set_viewport_size(NARROW)
    sign.tap()
    expect(words).to_be_visible()
    words.get_by_role("link", name="Các từ trên trang nghĩa là gì").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Các từ trên trang nghĩa là gì")
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_keys_told_are_those_that_work_on_the_page(site: Website, office: Office) -> None:
    case_id, task_id = opened(site)
    office.sit(f"{UNIT}/officer")
    office.go("/tasks")
    assert keys(office.page) == [*LIST, "/", *ALWAYS]
    _by_the_keys_of_a_list(office.page)
    office.go(f"/tasks/{task_id}")
    assert keys(office.page) == [*GRID, *ALWAYS]
    office.go(f"/cases/{case_id}")
    assert keys(office.page) == [*DIAGRAM, *ALWAYS]
    office.go("/help")
    assert keys(office.page) == ALWAYS
    office.page.keyboard.press("?")
    office.look("keys")
    assert office.wrong == []


def _by_the_keys_of_a_list(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-row] input[type=checkbox]").first).to_be_checked()
    page.keyboard.press("/")
    expect(page.locator("input[type=search]")).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator("table.points")).to_be_visible()
