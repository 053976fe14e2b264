"""Next year's pledge in a browser: opened from the catalogue, signed by every unit, published."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import cases, catalogue, history
from tests.e2e.office import NARROW, WIDE, Office
from tests.e2e.roster import LEADER, SCHOOL, SECRETARY, UNITS, Unit
from tests.e2e.tasks import Desk, Duty, TaskForm
from tests.e2e.website import Website
from tests.e2e.year_end.test_year_end import lines_of

CASE = "Giao ước thi đua năm 2025"
ACT = "Tổ chức ký giao ước thi đua"
TEXT = "Các đơn vị cam kết hoàn thành và hoàn thành vượt mức nhiệm vụ năm 2025."
DRAFT = Duty("pledge-draft", SECRETARY, "Soạn giao ước thi đua năm 2025", "Trình Trưởng khối")
APPROVE = "Duyệt giao ước thi đua năm 2025"
PUBLISH = Duty(
    "pledge-publish", LEADER.head, "Công bố giao ước thi đua năm 2025", "Công bố giao ước",
    signed=True, approves=True,
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_pledge_is_signed_by_every_unit_and_published_and_its_auditor_traces_it(
    site: Website, office: Office
) -> None:
    desk = Desk(office)
    catalogue.open_case(office, LEADER.head, ACT, _for_2025)
    _text(desk)
    cases.show(office, LEADER.head, CASE)
    cases.read_through(office, "pledge-begun")
    _units(desk)
    _published(desk)
    cases.show(office, SCHOOL.officer, CASE)
    cases.read_through(office, "pledge-done")
    assert catalogue.of_scores(office, LEADER.head, CASE) == []
    found = history.approvals(office, CASE)
    assert "khớp" in history.check_chain(office, CASE)
    assert found == lines_of(desk.acts, office)
    with site.begin() as session:
        assert session.connection().exec_driver_sql("SELECT state FROM case_").scalar() == "closed"
    assert office.wrong == [], "\n".join(office.wrong)
    assert "Traceback" not in site.log.read_text()


def _for_2025(form: TaskForm) -> None:
    form.type("for_year", "2025")
    form.type("last_day", "20/12/2024")


def _text(desk: Desk) -> None:
    """The secretary drafts, with a reload half-way; the leader returns it once, then sends it."""
    page, form = desk.office.page, TaskForm(desk.office)
    desk.open(DRAFT)
    form.type("text", TEXT)
    expect(page.locator("[data-saved]")).to_have_text(re.compile("lưu lúc"))
    page.reload()
    expect(form.field("text")).to_have_value(TEXT)
    desk.hand_in(DRAFT)
    page.go_back()
    expect(page.get_by_text(TEXT)).to_be_visible()
    _returned_text(desk)
    form.type("criteria", "Mỗi đơn vị đăng ký ít nhất một chỉ tiêu chuyển đổi số.")
    desk.hand_in(DRAFT)
    desk.do(Duty("pledge-approve", LEADER.head, APPROVE, "Duyệt, gửi các đơn vị", approves=True))


def _returned_text(desk: Desk) -> None:
    """The leader needs a reason to return; the secretary sees it beside their own words."""
    back = Duty("pledge-return", LEADER.head, APPROVE, "Trả lại")
    form = TaskForm(desk.office)
    desk.open(back)
    expect(desk.office.page.get_by_text(TEXT)).to_be_visible()
    desk.refused(back, "reason")
    form.type("reason", "Nêu rõ chỉ tiêu chuyển đổi số.")
    desk.hand_in(back)
    desk.open(DRAFT)
    expect(desk.office.page.locator("#returned")).to_contain_text("Nêu rõ chỉ tiêu chuyển đổi số.")
    expect(form.field("text")).to_have_value(TEXT)


def _units(desk: Desk) -> None:
    """Every unit registers and signs: one on a phone, one after its head had sent it back."""
    for unit in UNITS:
        desk.office.resize(NARROW if unit is SCHOOL else WIDE)
        desk.do(_register(unit), _targets)
        if unit is SCHOOL:
            _returned(desk)
        desk.open(_sign(unit))
        expect(desk.office.page.get_by_text(TEXT)).to_be_visible()
        expect(desk.office.page.get_by_text("Hồ sơ giải quyết trực tuyến").last).to_be_visible()
        desk.hand_in(_sign(unit))
    desk.office.resize(WIDE)


def _returned(desk: Desk) -> None:
    back = Duty("pledge-sign-return", SCHOOL.head, _sign(SCHOOL).title, "Trả lại", signed=True)
    desk.do(back, lambda form: form.type("reason", "Nâng mức đăng ký."))
    desk.open(_register(SCHOOL))
    expect(desk.office.page.locator("#returned")).to_contain_text("Nâng mức đăng ký.")
    form = TaskForm(desk.office)
    expect(form.field("targets.0.level")).to_have_value("95 %")
    form.type("targets.0.level", "98 %")
    desk.hand_in(_register(SCHOOL))


def _published(desk: Desk) -> None:
    """The leader sees what every unit registered, and publishes."""
    desk.open(PUBLISH)
    page = desk.office.page
    for unit in UNITS:
        expect(page.locator("main").get_by_text(unit.short).first).to_be_visible()
    expect(page.get_by_text("98 %")).to_be_visible()
    desk.hand_in(PUBLISH)


def _register(unit: Unit) -> Duty:
    title = f"Đăng ký chỉ tiêu thi đua năm 2025 của {unit.short}"
    return Duty("pledge-targets", unit.officer, title, "Trình thủ trưởng ký")


def _sign(unit: Unit) -> Duty:
    title = f"Ký giao ước thi đua năm 2025 của {unit.short}"
    return Duty("pledge-sign", unit.head, title, "Ký giao ước", signed=True, approves=True)


def _targets(form: TaskForm) -> None:
    form.type("targets.0.name", "Hồ sơ giải quyết trực tuyến")
    form.type("targets.0.level", "95 %")
