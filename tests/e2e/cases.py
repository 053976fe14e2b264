"""The pages of blocs and cases: opening the next case, and reading how far one is."""

import re

from playwright.sync_api import expect

from tests.e2e.office import Office

TABS = {"Bảng điểm": "scores", "Khen thưởng": "awards", "Tài liệu": "documents"}


def open_evaluation(office: Office, post: str) -> None:
    """Open the year's first case from the page of the bloc."""
    office.sit(post)
    page = office.page
    page.get_by_role("link", name="Hồ sơ", exact=True).first.click()
    office.look("cases-empty")
    page.get_by_role("link", name="Khối thi đua, kế hoạch năm").click()
    office.look("blocs")
    page.get_by_role("link", name=re.compile("^Khối thi đua các cơ quan")).click()
    office.look("bloc")
    _open(office, "Mở đánh giá, chấm điểm cuối năm")


def open_next(office: Office, post: str, case: str, act: str) -> None:
    """Open the case that follows from the page of the one before it."""
    show(office, post, case)
    _open(office, act)


def show(office: Office, post: str, case: str) -> None:
    """Open a case from the list of cases."""
    office.sit(post)
    page = office.page
    page.get_by_role("link", name="Hồ sơ", exact=True).first.click()
    office.look("cases")
    page.get_by_role("link", name=case, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(case)


def read_through(office: Office, name: str) -> None:
    """Look at every part of the case that is open."""
    page = office.page
    expect(page.locator("#diagram svg .djs-shape").first).to_be_visible()
    office.look(f"case-{name}")
    page.wait_for_load_state()
    parts = page.get_by_role("navigation", name="Phần của hồ sơ").get_by_role("link")
    for n in range(1, parts.count()):
        parts.nth(n).click()
        office.look(f"case-{name}-part-{n}")


def _open(office: Office, act: str) -> None:
    page = office.page
    page.get_by_role("link", name=act, exact=True).click()
    office.look(f"open-{act}")
    page.get_by_role("button", name=act, exact=True).click()
    expect(page.get_by_role("heading", name="Các bước")).to_be_visible()
