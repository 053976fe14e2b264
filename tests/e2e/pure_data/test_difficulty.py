"""A unit's difficulty in a browser: raised, passed on, answered, objected to once, closed."""

import pytest
from playwright.sync_api import expect

from tests.e2e import history
from tests.e2e.history import Line
from tests.e2e.office import NARROW, WIDE, Office
from tests.e2e.opening import open_case, seen_by
from tests.e2e.roster import AUDITOR, CHAIRMAN, HOME_AFFAIRS, LEADER, RADIO, SCHOOL, SECRETARY
from tests.e2e.tasks import Desk, Duty, TaskForm
from tests.e2e.website import Website

SUBJECT = "Thang điểm tiêu chí chuyển đổi số"
CASE = f"Vướng mắc số 1/2024: {SUBJECT}"
AFFAIRS = f"{HOME_AFFAIRS}/officer"
RAISED, OBJECTED = "Chưa có thang điểm cho đơn vị sự nghiệp.", "Chưa nêu cách tính điểm."
RAISE = Duty("raise_difficulty", SCHOOL.officer, f"Nêu nội dung vướng mắc: {SUBJECT}",
             "Gửi Trưởng khối")  # fmt: skip
OUTSIDERS = (RADIO.head, CHAIRMAN)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_difficulty_is_passed_on_objected_to_once_and_closed(
    site: Website, office: Office
) -> None:
    desk = Desk(office)
    address = open_case(office, SCHOOL.officer, "Nêu khó khăn, vướng mắc", _opening)
    raise_on_a_phone(office, desk)
    insiders = dict.fromkeys((SCHOOL.head, LEADER.head, SECRETARY, AUDITOR), True)
    apart = dict.fromkeys((AFFAIRS, *OUTSIDERS), False)
    assert seen_by(office, address, *insiders, *apart) == insiders | apart
    pass_on(office, desk, address)
    object_once(office, desk)
    title = f"Trả lời lần cuối vướng mắc của {SCHOOL.short}: {SUBJECT}"
    final = Duty("final_answer", LEADER.head, title, "Gửi trả lời", approves=True)
    desk.open(final)
    expect(office.page.locator("main")).to_contain_text(OBJECTED)
    desk.do(final, _reply)
    desk.do(Duty("read_final", SCHOOL.officer, f"Nhận trả lời lần cuối: {SUBJECT}", "Đã nhận"))
    assert desk.next_steps() == []
    ended(office, address, desk)
    assert "Traceback" not in site.log.read_text()


def _opening(form: TaskForm) -> None:
    form.type("title", SUBJECT)
    form.choose("field", "scoring")


def _reply(form: TaskForm) -> None:
    form.type("text", "Áp dụng hướng dẫn chấm điểm chung năm 2024.")


def raise_on_a_phone(office: Office, desk: Desk) -> None:
    """What was typed on a phone outlives a reload and going back."""
    office.resize(NARROW)
    desk.open(RAISE)
    form, page = TaskForm(office), office.page
    form.type("text", RAISED)
    page.reload()
    expect(form.field("text")).to_have_value(RAISED)
    page.locator(".crumb a").first.click()
    page.go_back()
    expect(form.field("text")).to_have_value(RAISED)
    form.attach("difficulty", "", "cong-van.pdf")
    desk.hand_in(RAISE)
    office.resize(WIDE)


def pass_on(office: Office, desk: Desk, address: str) -> None:
    """Home Affairs knows of the case once it is passed on, and answers."""
    title = f"Trả lời vướng mắc của {SCHOOL.short}: {SUBJECT}"
    desk.do(
        Duty("leader_answer", LEADER.head, title, "Chuyển Sở Nội vụ"),
        lambda form: form.type("text", "Nội dung vượt thẩm quyền của Khối."),
    )
    assert seen_by(office, address, AFFAIRS, *OUTSIDERS)[AFFAIRS]
    office.sit(AFFAIRS)
    office.go(address)
    office.look("difficulty-home-affairs")
    title = f"Sở Nội vụ trả lời vướng mắc của {SCHOOL.short}: {SUBJECT}"
    desk.do(Duty("affairs_answer", AFFAIRS, title, "Gửi trả lời", approves=True), _reply)


def object_once(office: Office, desk: Desk) -> None:
    """Who objects says why: without it the page names the field."""
    duty = Duty("reporter_close", SCHOOL.officer, f"Xem trả lời vướng mắc: {SUBJECT}",
                "Đề nghị xem xét lại", approves=False)  # fmt: skip
    desk.open(duty)
    expect(office.page.locator("main")).to_contain_text("Nội dung vượt thẩm quyền của Khối.")
    desk.refused(duty, "reason")
    TaskForm(office).type("reason", OBJECTED)
    desk.hand_in(duty)


def ended(office: Office, address: str, desk: Desk) -> None:
    """The case is closed, says nothing of scores, and its auditor finds every approval."""
    office.sit(SCHOOL.head)
    office.go(address)
    expect(office.page.locator("#diagram svg .djs-shape").first).to_be_visible()
    office.look("difficulty-closed")
    assert "Bảng điểm" not in office.page.locator("main").inner_text()
    assert seen_by(office, address, *OUTSIDERS) == dict.fromkeys(OUTSIDERS, False)
    found = history.approvals(office, CASE)
    assert found == [Line(a.title, office.titles[a.post]) for a in desk.acts if a.approves]
    assert "khớp" in history.check_chain(office, CASE)
    assert office.wrong == []
