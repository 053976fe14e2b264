"""An ad hoc report in a browser: two units asked, each delivered twice, one returned and mended."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import cases, catalogue, history
from tests.e2e.office import NARROW, WIDE, Office
from tests.e2e.roster import APPRAISER, HOME_AFFAIRS, PRESS, SCHOOL, SECRETARY, Unit
from tests.e2e.tasks import Desk, Duty, TaskForm
from tests.e2e.website import TODAY, Website
from tests.e2e.year_end.test_year_end import lines_of

SUBJECT = "Phòng, chống thiên tai"
CASE = f"Báo cáo đột xuất năm 2024: {SUBJECT}"
ACT = "Yêu cầu báo cáo"
SUMMARY = "Đã di dời 120 hộ ra khỏi vùng nguy hiểm."
WRONG = "Số hộ chưa khớp với báo cáo nhanh."


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_report_is_delivered_twice_returned_mended_and_accepted_and_its_auditor_traces_it(
    site: Website, office: Office
) -> None:
    desk = Desk(office)
    catalogue.open_case(office, SECRETARY, ACT, _of_two_units)
    for unit in (SCHOOL, PRESS):
        _written(desk, unit, "12" if unit is SCHOOL else "7")
    cases.show(office, SCHOOL.officer, CASE)
    cases.read_through(office, "report-sent")
    _received(desk)
    cases.show(office, PRESS.head, CASE)
    cases.read_through(office, "report-done")
    assert catalogue.of_scores(office, SECRETARY, CASE) == []
    found = history.approvals(office, CASE)
    assert "khớp" in history.check_chain(office, CASE)
    assert found == lines_of(desk.acts, office)
    with site.begin() as session:
        assert session.connection().exec_driver_sql("SELECT state FROM case_").scalar() == "closed"
    assert office.wrong == []
    assert "Traceback" not in site.log.read_text()


def _of_two_units(form: TaskForm) -> None:
    form.choose("period", "ad_hoc")
    form.type("title", SUBJECT)
    for unit in (SCHOOL, PRESS):
        form.choose("units", unit.id)
    form.type("last_day", "20/12/2024")


def _written(desk: Desk, unit: Unit, number: str) -> None:
    """An officer writes, on a phone where it is the school's; the head sees it all and signs."""
    desk.office.resize(NARROW if unit is SCHOOL else WIDE)
    duty = Duty(f"report-write-{unit.short}", unit.officer, _draft(unit), "Trình thủ trưởng ký")
    desk.open(duty)
    form = TaskForm(desk.office)
    form.type("summary", SUMMARY)
    expect(desk.office.page.locator("[data-saved]")).to_have_text(re.compile("lưu lúc"))
    desk.office.page.reload()
    expect(form.field("summary")).to_have_value(SUMMARY)
    desk.refused(duty, "file.report.")
    form.attach("report", "", "bao-cao.pdf")
    desk.hand_in(duty)
    _signed(desk, unit, number)
    desk.office.resize(WIDE)


def _signed(desk: Desk, unit: Unit, number: str) -> None:
    page = desk.office.page
    duty = _sign(unit, "Ký, gửi báo cáo")
    desk.open(duty)
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    expect(page.get_by_role("link", name="bao-cao.pdf").first).to_be_visible()
    form = TaskForm(desk.office)
    form.type("number", f"{number}/BC-{'SGDĐT' if unit is SCHOOL else 'STTTT'}")
    form.type("date", TODAY)
    desk.hand_in(duty)


def _received(desk: Desk) -> None:
    """The leader accepts the school's; Home Affairs returns it, and both receive it again."""
    page = desk.office.page
    desk.do(_accept(APPRAISER, SCHOOL))
    back = Duty("report-return", f"{HOME_AFFAIRS}/officer", _receive(SCHOOL), "Trả lại")
    desk.open(back)
    expect(page.get_by_text("12/BC-SGDĐT").first).to_be_visible()
    desk.refused(back, "reason")
    TaskForm(desk.office).type("reason", WRONG)
    desk.hand_in(back)
    again = Duty("report-draft-again", SCHOOL.officer, _draft(SCHOOL), "Trình thủ trưởng ký")
    desk.open(again)
    expect(page.locator("#returned")).to_contain_text(WRONG)
    expect(TaskForm(desk.office).field("summary")).to_have_value(SUMMARY)
    desk.hand_in(again)
    page.go_back()
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    _signed(desk, SCHOOL, "13")
    for unit in (SCHOOL, PRESS):
        desk.do(_accept(f"{HOME_AFFAIRS}/officer", unit))
        desk.do(_accept(APPRAISER, unit))


def _draft(unit: Unit) -> str:
    return f"Soạn báo cáo của {unit.short}: {SUBJECT}"


def _receive(unit: Unit) -> str:
    return f"Tiếp nhận báo cáo của {unit.short}: {SUBJECT}"


def _sign(unit: Unit, button: str) -> Duty:
    title = f"Ký báo cáo của {unit.short}: {SUBJECT}"
    return Duty("report-sign", unit.head, title, button, signed=True, approves=True)


def _accept(post: str, unit: Unit) -> Duty:
    return Duty("report-accept", post, _receive(unit), "Tiếp nhận", approves=True)
