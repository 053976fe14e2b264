"""The auditor's page: who approved what, when."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.e2e.office import Office
from tests.e2e.roster import AUDITOR


@dataclass(frozen=True, slots=True)
class Line:
    """One line of history: what was done, and what the page says of who did it."""

    title: str
    who: str


def approvals(office: Office, case: str) -> Sequence[Line]:
    """Answer what the auditor finds for a case under approvals, oldest first."""
    return _found(office, case, "Duyệt, ký, quyết định")


def returns(office: Office, case: str) -> Sequence[Line]:
    """Answer what the auditor finds for a case under returns and refusals, oldest first."""
    return _found(office, case, "Trả lại, không đồng ý")


def check_chain(office: Office, case: str) -> str:
    """Have the case's whole chain proved again; answer what the page says."""
    _filter(office, case, "")
    office.page.get_by_role("button", name="Kiểm tra cả chuỗi").click()
    office.look("history-chain")
    return office.page.locator("section[role=status]").inner_text()


def open_first(office: Office) -> None:
    """Open the details of the first line."""
    office.page.locator("table").get_by_role("button", name="Xem").first.click()
    office.look("history-detail")


def _found(office: Office, case: str, act: str) -> Sequence[Line]:
    _filter(office, case, act)
    lines = _lines(office)
    following = office.page.get_by_role("link", name="Trang sau")
    while following.count():
        with office.page.expect_navigation():
            following.click()
        lines += _lines(office)
    return lines[::-1]


def _filter(office: Office, case: str, act: str) -> None:
    office.sit(AUDITOR)
    page = office.page
    page.get_by_role("link", name="Nhật ký phê duyệt", exact=True).click()
    office.look("history")
    page.get_by_label("Tên hồ sơ", exact=True).select_option(label=case)
    if act:
        page.get_by_label(act, exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Lọc", exact=True).click()
    office.look("history-narrowed")


def _lines(office: Office) -> list[Line]:
    office.page.wait_for_load_state()
    rows = office.page.locator("tr[id^='e-']").evaluate_all(
        "(rows) => rows.map((row) => ["
        " row.querySelector('th').firstChild.textContent.trim(),"
        " row.querySelector('td:nth-child(5)').textContent.trim()])"
    )
    return [Line(title, who.splitlines()[0].strip()) for title, who in rows]
