"""What is typed into a form survives every way out of it, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.drafts.writing import AUTOSAVE, NOTE, QUIET, SAVED, drafted, saved
from tests.e2e.office import NARROW, Office
from tests.e2e.website import Website

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("e2e")]


@pytest.mark.usefixtures("task")
def test_what_was_typed_a_second_before_a_reload_is_there_and_is_saved(
    site: Website, office: Office
) -> None:
    page = office.page
    page.locator(NOTE).fill("gõ trước khi tải lại")
    page.wait_for_timeout(1000)
    page.reload()
    expect(page.locator(NOTE)).to_have_value("gõ trước khi tải lại")
    page.locator(NOTE).fill("gõ tiếp sau khi tải lại")
    saved(page)
    assert "gõ tiếp sau khi tải lại" in drafted(site)
    page.locator(NOTE).fill("và thêm nữa")
    page.wait_for_timeout(AUTOSAVE)
    assert "và thêm nữa" in drafted(site)
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


@pytest.mark.usefixtures("task")
def test_a_switch_of_language_keeps_what_is_typed(site: Website, office: Office) -> None:
    page = office.page
    office.resize(NARROW)
    page.locator(NOTE).fill("đổi ngôn ngữ giữa chừng")
    page.locator("details.acting summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(NOTE)).to_have_value("đổi ngôn ngữ giữa chừng")
    assert "đổi ngôn ngữ giữa chừng" in drafted(site)
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
    page.locator("#login").fill("khong-co-ai")
    page.locator("#last").fill("2024-12-20")
    page.locator("#note").fill("Đi công tác, nhờ làm thay")
    page.get_by_role("button", name="Chuyển giao").click()
    expect(page.locator(".errors")).to_be_visible()
    page.locator(".crumb a").last.click()
    office.go(f"{task}/entrust")
    expect(page.locator("#note")).to_have_value("Đi công tác, nhờ làm thay")


def two_tabs(office: Office, task: str) -> Page:
    """Write in two tabs of one person; answer the second, which is told of the first."""
    second = office.context.new_page()
    second.goto(office.address + task)
    office.page.locator(NOTE).fill("viết ở thẻ thứ nhất")
    saved(office.page)
    second.locator(NOTE).fill("viết ở thẻ thứ hai")
    expect(second.locator("[data-banner=other]")).to_be_visible(timeout=AUTOSAVE)
    office.page = second
    return second


def test_two_tabs_of_one_person_make_a_choice_and_lose_nothing(
    site: Website, office: Office, task: str
) -> None:
    second = two_tabs(office, task)
    assert "viết ở thẻ thứ nhất" in drafted(site)
    office.look("other-tab")
    second.get_by_role("button", name="So hai bản rồi chọn").click()
    rows = second.locator(".differences tbody tr")
    expect(rows).to_contain_text(["viết ở thẻ thứ haiviết ở thẻ thứ nhất"])
    office.look("two-drafts")
    second.get_by_role("button", name="Giữ bản của tôi").click()
    expect(second.locator(NOTE)).to_have_value("viết ở thẻ thứ hai")
    assert "viết ở thẻ thứ hai" in drafted(site)


def test_until_one_of_two_drafts_is_chosen_neither_is_lost(
    site: Website, office: Office, task: str
) -> None:
    second = two_tabs(office, task)
    second.get_by_role("button", name="So hai bản rồi chọn").click()
    expect(second.locator(".differences")).to_be_visible()
    second.locator(NOTE).fill("viết ở thẻ thứ hai, viết tiếp")
    second.wait_for_timeout(QUIET)
    assert "viết ở thẻ thứ nhất" in drafted(site)
    second.locator(".crumb a").first.click()
    second.goto(office.address + task)
    expect(second.locator(NOTE)).to_have_value("viết ở thẻ thứ hai, viết tiếp")
    expect(second.locator("[data-banner=other]")).to_be_visible(timeout=AUTOSAVE)
    assert "viết ở thẻ thứ nhất" in drafted(site)


@pytest.mark.usefixtures("task")
def test_a_copied_tab_is_another_tab(site: Website, office: Office) -> None:
    first = office.page
    first.locator(NOTE).fill("bản gốc")
    saved(first)
    with office.context.expect_page() as popup:
        first.evaluate("window.open(location.href)")
    copy = popup.value
    copy.wait_for_timeout(2500)
    first.locator(NOTE).fill("bản gốc viết tiếp")
    first.wait_for_timeout(4000)
    copy.locator(NOTE).fill("bản chép")
    expect(copy.locator("[data-banner=other]")).to_be_visible(timeout=AUTOSAVE)
    assert "bản gốc viết tiếp" in drafted(site)


@pytest.mark.usefixtures("task")
def test_a_form_of_more_than_30000_letters_saves_itself(site: Website, office: Office) -> None:
    page = office.page
    notes = page.locator('textarea[name^="scores."][name$=".note"]')
    for number in range(notes.count()):
        notes.nth(number).fill(f"{number} " + "ằ" * 1900)
    assert notes.count() * 1900 > 30_000
    saved(page)
    assert drafted(site).count("ằ") == notes.count() * 1900
    notes.first.fill("sửa ngay trước khi tải lại")
    page.reload()
    expect(notes.first).to_have_value("sửa ngay trước khi tải lại")
    saved(page)
    assert "sửa ngay trước khi tải lại" in drafted(site)
    assert office.wrong == []


@pytest.mark.usefixtures("task")
def test_a_broken_connection_is_said_and_made_good_by_itself(site: Website, office: Office) -> None:
    page = office.page
    office.context.set_offline(True)
    page.locator(NOTE).fill("gõ khi mất mạng")
    status = page.locator("[data-saved]")
    expect(status).to_contain_text("Chưa lưu được lên máy chủ", timeout=AUTOSAVE)
    office.context.set_offline(False)
    saved(page)
    assert "gõ khi mất mạng" in drafted(site)


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
    expect(page.locator("[data-saved]")).to_have_text(SAVED, timeout=30_000)
    assert "máy chủ bận" in drafted(site)
