"""The bloc of three of 2025, made in a browser from last year's of five."""

import re
from datetime import date

from playwright.sync_api import expect

from server.actions.installation.demonstration import add_accounts
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from tests.e2e.roster import DEPUTY, HOME_AFFAIRS, LEADER, PRESS, RADIO, SCHOOL
from tests.e2e.whole_year.calendar import Calendar

AFFAIRS, NEW_SECRETARY = f"{HOME_AFFAIRS}/officer", f"{SCHOOL.id}/secretary"
RENAMED = "Sở Dân tộc và Tôn giáo"


def made_for_2025(calendar: Calendar) -> None:
    """Home Affairs makes the bloc of three from last year's; its new secretary looks it over."""
    page, year = calendar.office.page, calendar.year
    calendar.on(date(2025, 1, 2), by=AFFAIRS)
    here = _begun(calendar)
    _members(calendar)
    page.goto(here)
    page.get_by_role("link", name=re.compile("^Tên khối")).click()
    page.fill("#bloc-effective_from", "01/01/2025")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.goto(here)
    with page.expect_navigation():
        page.get_by_role("button", name="Chuyển cho thư ký").click()
    with year.begin() as session:
        add_accounts(session, now=year.now)
    _days_looked_at(calendar, here)
    _in_force(calendar, here)


def _begun(calendar: Calendar) -> str:
    """Begin it from last year's; answer its address."""
    page = calendar.office.page
    calendar.office.go("/bloc-drafts")
    page.get_by_role("link", name="Lập năm mới").click()
    for field, typed in (("letter", "01/HĐTĐKT-TĐKT"), ("letter_on", "02/01/2025")):
        page.fill(f"#{field}", typed)
    page.fill("#year", "2025")
    page.locator("input[name=way][value=last]").check()
    page.get_by_role("button", name="Lập", exact=True).click()
    return page.url


def _in_force(calendar: Calendar, here: str) -> None:
    """Home Affairs looks it over and puts it in force."""
    office, page = calendar.office, calendar.office.page
    office.sit(AFFAIRS)
    page.goto(f"{here}/review")
    office.look("calendar-review")
    page.fill("#password", DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Đưa vào hiệu lực", exact=True).click()
    expect(page.get_by_text("đã có hiệu lực", exact=False).first).to_be_visible()


def _members(calendar: Calendar) -> None:
    """Two of the five are gone, one is called otherwise, and another one leads."""
    page = calendar.office.page
    page.get_by_role("link", name=re.compile("^Đơn vị thành viên")).click()
    rows = page.locator("tbody tr")
    for unit, role in ((SCHOOL, "leader"), (DEPUTY, "deputy"), (LEADER, "member")):
        row = rows.filter(has=page.locator(f'input[value="{unit.id}"]'))
        row.locator("select").select_option(role)
    for unit in (PRESS, RADIO):
        row = rows.filter(has=page.locator(f'input[value="{unit.id}"]'))
        row.locator("input[type=checkbox]").check()
    row = rows.filter(has=page.locator(f'input[value="{DEPUTY.id}"]'))
    for column in ("name", "short"):
        row.locator(f'input[name$="-{column}"]').fill(RENAMED)
    calendar.office.look("calendar-members")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("heading", name="3 đơn vị")).to_be_visible()


def _days_looked_at(calendar: Calendar, here: str) -> None:
    """The new leader's secretary looks at the days that were moved, and gives it back."""
    office, page = calendar.office, calendar.office.page
    office.sit(NEW_SECRETARY)
    for part in ("deadlines", "waves"):
        page.goto(f"{here}/parts/{part}")
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="Đã lưu.")).to_be_visible()
    page.goto(here)
    office.look("calendar-draft")
    with page.expect_navigation():
        page.get_by_role("button", name="Gửi lại Sở Nội vụ").click()
