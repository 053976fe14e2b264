"""The bloc's plan in a browser: drafted, commented on, returned, issued, acknowledged, closed."""

import pytest
from playwright.sync_api import expect

from tests.e2e import history
from tests.e2e.history import Line
from tests.e2e.office import Office
from tests.e2e.opening import open_case, seen_by
from tests.e2e.roster import (
    AUDITOR,
    CHAIRMAN,
    DEPUTY,
    HOME_AFFAIRS,
    LEADER,
    RADIO,
    SCHOOL,
    SECRETARY,
    UNITS,
)
from tests.e2e.tasks import Desk, Duty, TaskForm
from tests.e2e.website import TOMORROW, Website

PLAN = "Kế hoạch hoạt động năm 2024"
AFFAIRS = f"{HOME_AFFAIRS}/officer"
AMENDED, RETURNED = "Bổ sung đợt thi đua dạy tốt, học tốt.", "Ghi rõ thời gian từng đợt."
RECIPIENTS = (SCHOOL.id, HOME_AFFAIRS)
REVISE = Duty("revise", SECRETARY, f"Tiếp thu, hoàn thiện: {PLAN}", "Trình Trưởng khối")
ISSUE = Duty("issue_plan", LEADER.head, f"Ban hành: {PLAN}", "Ban hành", signed=True,
             approves=True)  # fmt: skip


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_plan_is_commented_on_returned_issued_and_acknowledged(
    site: Website, office: Office
) -> None:
    desk = Desk(office)
    address = open_case(office, SECRETARY, "Xây dựng kế hoạch", _opening)
    draft = Duty("draft_plan", SECRETARY, f"Dự thảo: {PLAN}", "Gửi lấy ý kiến")
    desk.do(draft, _draft)
    assert seen_by(office, address, RADIO.head, AFFAIRS) == {RADIO.head: True, AFFAIRS: False}
    comment(office, desk)
    desk.open(REVISE)
    expect(office.page.locator("main")).to_contain_text(AMENDED)
    desk.do(REVISE, _revise)
    send_back(office, desk)
    desk.do(REVISE, lambda form: form.type("text", "Đợt một đến 30/6; đợt hai đến 31/12."))
    desk.do(ISSUE)
    assert seen_by(office, address, AFFAIRS, CHAIRMAN) == {AFFAIRS: True, CHAIRMAN: True}
    acknowledge(office, desk)
    assert desk.next_steps() == []
    ended(office, address, desk)
    assert "Traceback" not in site.log.read_text()


def _opening(form: TaskForm) -> None:
    form.type("title", PLAN)
    form.choose("scope", "year")
    form.type("issue_by", "31/12/2024")


def _draft(form: TaskForm) -> None:
    form.type("text", "Hai đợt thi đua trong năm.")
    form.type("comments_until", TOMORROW)
    form.attach("draft", "", "du-thao.pdf")


def _revise(form: TaskForm) -> None:
    form.type("text", "Hai đợt thi đua trong năm 2024.")
    form.type("explained", "Tiếp thu ý kiến của Sở GD&ĐT.")
    for name, text in (("name", "Đợt một"), ("starts", "1/1/2024"), ("ends", "30/6/2024")):
        form.type(f"waves.0.{name}", text)
    for recipient in RECIPIENTS:
        form.choose("recipients", recipient)
    form.type("acknowledge_by", "31/12/2024")
    form.attach("plan", "", "ke-hoach.pdf")


def comment(office: Office, desk: Desk) -> None:
    """The deputy agrees; the school proposes a change, and says which; the others agree."""
    desk.do(Duty("deputy_comment", DEPUTY.head, f"Phó Trưởng khối cho ý kiến: {PLAN}", "Nhất trí",
                 approves=True))  # fmt: skip
    for unit in UNITS:
        title = f"{unit.short} góp ý: {PLAN}"
        if unit is SCHOOL:
            duty = Duty("unit_comment-amend", unit.officer, title, "Gửi góp ý")
            desk.open(duty)
            desk.refused(duty, "text")
            TaskForm(office).type("text", AMENDED)
            desk.hand_in(duty)
        else:
            desk.do(Duty("unit_comment", unit.officer, title, "Nhất trí", approves=True))


def send_back(office: Office, desk: Desk) -> None:
    """The leader returns it with a reason, which the secretary reads beside their own words."""
    duty = Duty("issue_plan-return", LEADER.head, ISSUE.title, "Trả lại", signed=True)
    desk.do(duty, lambda form: form.type("reason", RETURNED))
    desk.open(REVISE)
    expect(office.page.locator("main")).to_contain_text(RETURNED)
    expect(TaskForm(office).field("text")).to_have_value("Hai đợt thi đua trong năm 2024.")


def acknowledge(office: Office, desk: Desk) -> None:
    """Each recipient reads the plan with its number, and acknowledges it."""
    for post, short in ((SCHOOL.head, SCHOOL.short), (AFFAIRS, "Sở Nội vụ")):
        duty = Duty("acknowledge", post, f"{short} xác nhận đã nhận: {PLAN}", "Đã nhận")
        desk.open(duty)
        expect(office.page.locator("main")).to_contain_text("Đợt một đến 30/6; đợt hai đến 31/12.")
        expect(office.page.locator("main")).to_contain_text("01/KH-KTĐVHXH1, ngày 09/12/2024")
        desk.do(duty)


def ended(office: Office, address: str, desk: Desk) -> None:
    """The case is closed, its parts are read, and its auditor finds every approval."""
    office.sit(RADIO.head)
    office.go(address)
    expect(office.page.locator("#diagram svg .djs-shape").first).to_be_visible()
    office.look("plan-closed")
    assert "Bảng điểm" not in office.page.locator("main").inner_text()
    found = history.approvals(office, PLAN)
    assert found == [Line(a.title, office.titles[a.post]) for a in desk.acts if a.approves]
    assert "khớp" in history.check_chain(office, PLAN)
    assert office.acting == AUDITOR
    assert office.wrong == []
