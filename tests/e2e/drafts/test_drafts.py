"""What is typed into a form survives every way out of it, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.drafts.writing import NOTE, QUIET, drafted, kept, saved
from tests.e2e.office import NARROW, Office
from tests.e2e.website import Website

TAB = "JSON.parse(sessionStorage.getItem('binhxet.tab')).name"
"""What a tab is called, which tells it from its copies."""
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("e2e")]


@pytest.mark.usefixtures("task")
def test_what_was_typed_right_before_a_reload_is_there_and_is_saved(
    site: Website, office: Office
) -> None:
    page = office.page
    page.locator(NOTE).fill("gõ trước khi tải lại")
    page.reload()
    expect(page.locator(NOTE)).to_have_value("gõ trước khi tải lại")
    page.locator(NOTE).fill("gõ tiếp sau khi tải lại")
    saved(site, page, "gõ tiếp sau khi tải lại")
    page.locator(NOTE).fill("và thêm nữa")
    saved(site, page, "và thêm nữa")
    expect(page.locator("[data-banner]:visible")).to_have_count(0)
    assert office.wrong == []


@pytest.mark.parametrize(
    "leave",
    [
        lambda page: page.locator(".crumb a").first.click(),
        lambda page: page.get_by_role("link", name="Trao đổi").click(),
        lambda page: page.go_back(),
    ],
    ids=["breadcrumb", "tab", "back"],
)
def test_a_way_out_and_back_loses_nothing(
    office: Office, task: str, leave: Callable[[Page], None]
) -> None:
    page = office.page
    page.locator(NOTE).fill("đang viết dở")
    leave(page)
    expect(page.locator(NOTE)).to_have_count(0)
    office.go(task)
    expect(page.locator(NOTE)).to_have_value("đang viết dở")
    assert office.wrong == []


def test_a_page_that_was_asked_for_before_the_save_shows_what_was_saved(
    site: Website, office: Office, task: str
) -> None:
    page = office.page
    asked_before = page.request.get(f"{site.address}{task}")
    page.locator(NOTE).fill("lưu xong khi trang đang tải lại")
    saved(site, page, "lưu xong khi trang đang tải lại")
    page.route(f"**{task}", lambda route: route.fulfill(response=asked_before), times=1)
    page.reload()
    expect(page.locator(NOTE)).to_have_value("lưu xong khi trang đang tải lại")
    page.locator(NOTE).fill("gõ tiếp")
    saved(site, page, "gõ tiếp")
    expect(page.locator("[data-banner]:visible")).to_have_count(0)
    assert office.wrong == []


@pytest.mark.usefixtures("task")
def test_a_switch_of_language_keeps_what_is_typed(site: Website, office: Office) -> None:
    page = office.page
    office.resize(NARROW)
    page.locator(NOTE).fill("đổi ngôn ngữ giữa chừng")
    page.locator("details.acting summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(NOTE)).to_have_value("đổi ngôn ngữ giữa chừng")
    kept(site, page, "đổi ngôn ngữ giữa chừng")
    assert office.wrong == []


def test_a_remark_half_written_is_there_after_the_breadcrumb_and_a_switch_of_language(
    office: Office, task: str
) -> None:
    page = office.page
    office.go(f"{task}?tab=comments")
    page.locator("#comment-text").fill("Câu hỏi viết dở")
    page.locator(".crumb a").first.click()
    office.go(f"{task}?tab=comments")
    expect(page.locator("#comment-text")).to_have_value("Câu hỏi viết dở")
    office.look("remark-restored")
    page.locator("details.acting summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("#comment-text")).to_have_value("Câu hỏi viết dở")
    expect(page.get_by_text("had not sent is back")).to_be_visible()
    page.get_by_role("button", name="Post comment").or_(
        page.locator("form:has(#comment-text) button.btn-primary")
    ).first.click()
    expect(page.locator(".talk")).to_contain_text("Câu hỏi viết dở")
    expect(page.locator("#comment-text")).to_have_value("")
    assert office.wrong == []


def test_a_reason_refused_by_the_server_is_there_after_leaving_the_page(
    office: Office, task: str
) -> None:
    page = office.page
    office.go(f"{task}/entrust")
    page.locator("#person").select_option(index=1)
    page.locator("#last").fill("2024-01-20")
    page.locator("#note").fill("Đi công tác, nhờ làm thay")
    page.get_by_role("button", name="Chuyển giao").click()
    expect(page.locator(".errors")).to_be_visible()
    page.locator(".crumb a").last.click()
    office.go(f"{task}/entrust")
    expect(page.locator("#note")).to_have_value("Đi công tác, nhờ làm thay")


def two_tabs(site: Website, office: Office, task: str) -> Page:
    """Write in two tabs of one person; answer the second, which is told of the first."""
    second = office.context.new_page()
    second.goto(office.address + task)
    office.page.locator(NOTE).fill("viết ở thẻ thứ nhất")
    saved(site, office.page, "viết ở thẻ thứ nhất")
    second.locator(NOTE).fill("viết ở thẻ thứ hai")
    expect(second.locator("[data-banner=other]")).to_be_visible()
    office.page = second
    return second


def test_two_tabs_of_one_person_make_a_choice_and_lose_nothing(
    site: Website, office: Office, task: str
) -> None:
    second = two_tabs(site, office, task)
    office.look("other-tab")
    second.get_by_role("button", name="So hai bản rồi chọn").click()
    rows = second.locator(".differences tbody tr")
    expect(rows).to_contain_text(["viết ở thẻ thứ haiviết ở thẻ thứ nhất"])
    office.look("two-drafts")
    second.get_by_role("button", name="Giữ bản của tôi").click()
    expect(second.locator(NOTE)).to_have_value("viết ở thẻ thứ hai")
    kept(site, second, "viết ở thẻ thứ hai")


def test_until_one_of_two_drafts_is_chosen_neither_is_lost(
    site: Website, office: Office, task: str
) -> None:
    second = two_tabs(site, office, task)
    second.get_by_role("button", name="So hai bản rồi chọn").click()
    expect(second.locator(".differences")).to_be_visible()
    second.locator(NOTE).fill("viết ở thẻ thứ hai, viết tiếp")
    second.wait_for_timeout(QUIET)
    assert "viết ở thẻ thứ nhất" in drafted(site)
    second.locator(".crumb a").first.click()
    second.goto(office.address + task)
    expect(second.locator(NOTE)).to_have_value("viết ở thẻ thứ hai, viết tiếp")
    expect(second.locator("[data-banner=other]")).to_be_visible()
    assert "viết ở thẻ thứ nhất" in drafted(site)


@pytest.mark.usefixtures("task")
def test_a_copied_tab_is_another_tab(site: Website, office: Office) -> None:
    first = office.page
    first.locator(NOTE).fill("bản gốc")
    saved(site, first, "bản gốc")
    with office.context.expect_page() as popup:
        first.evaluate("window.open(location.href)")
    copy = popup.value
    copy.wait_for_function(f"name => ({TAB}) !== name", arg=first.evaluate(TAB))
    first.locator(NOTE).fill("bản gốc viết tiếp")
    saved(site, first, "bản gốc viết tiếp")
    copy.locator(NOTE).fill("bản chép")
    expect(copy.locator("[data-banner=other]")).to_be_visible()
    assert "bản gốc viết tiếp" in drafted(site)


@pytest.mark.usefixtures("task")
def test_a_form_of_more_than_30000_letters_saves_itself(site: Website, office: Office) -> None:
    page = office.page
    notes = page.locator('textarea[name^="scores."][name$=".note"]')
    for number in range(notes.count()):
        notes.nth(number).fill(f"{number} " + "ằ" * 1900)
    assert notes.count() * 1900 > 30_000
    saved(site, page, *(f"{number} " + "ằ" * 1900 for number in range(notes.count())))
    notes.first.fill("sửa ngay trước khi tải lại")
    page.reload()
    expect(notes.first).to_have_value("sửa ngay trước khi tải lại")
    saved(site, page, "sửa ngay trước khi tải lại")
    assert office.wrong == []


@pytest.mark.usefixtures("task")
def test_a_broken_connection_is_said_and_made_good_by_itself(site: Website, office: Office) -> None:
    page = office.page
    office.context.set_offline(True)
    page.locator(NOTE).fill("gõ khi mất mạng")
    status = page.locator("[data-saved]")
    expect(status).to_contain_text("Chưa lưu được lên máy chủ")
    office.context.set_offline(False)
    saved(site, page, "gõ khi mất mạng")


@pytest.mark.usefixtures("task")
def test_a_server_that_answers_wrongly_for_a_while_does_not_stop_saving(
    site: Website, office: Office
) -> None:
    page, answers = office.page, iter(range(2))

    def broken(route: Route) -> None:
        if next(answers, None) is None:
            route.fallback()
        else:
            route.fulfill(status=503, body="busy")

    page.route("**/draft", broken)
    page.locator(NOTE).fill("máy chủ bận")
    saved(site, page, "máy chủ bận")
