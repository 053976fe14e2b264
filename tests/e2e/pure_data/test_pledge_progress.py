"""The year's result of a signed pledge in a browser: the targets stand, what came of them is typed.

Then the annual report, which has both without anybody typing them again.
"""

import pytest
from playwright.sync_api import expect

from server.actions.cases import case_work, open_case
from server.demo.load import OPENS
from server.demo.sample_cases import Playing, sample_cases
from server.domain.canonical import Json
from tests.e2e.office import Office
from tests.e2e.roster import SCHOOL, SECRETARY, UNITS
from tests.e2e.tasks import Desk, Duty, TaskForm
from tests.e2e.website import Website

SIGNED, LEVEL = "Hồ sơ thủ tục hành chính giải quyết đúng hạn", "99 % (mô phỏng)"
RESULT = Duty(
    "pledge-result",
    SCHOOL.officer,
    f"Báo cáo kết quả thực hiện giao ước năm 2024 của {SCHOOL.short}",
    "Trình thủ trưởng duyệt",
)
APPROVE = Duty(
    "pledge-result-approve",
    SCHOOL.head,
    f"Duyệt kết quả thực hiện giao ước năm 2024 của {SCHOOL.short}",
    "Duyệt, gửi báo cáo",
    approves=True,
)
UNIT_IDS: list[Json] = [unit.id for unit in UNITS]


@pytest.fixture
def asked(site: Website) -> Website:
    """Answer a website on which the units are asked for the year's result, and for their report."""
    (pledge,) = (case for case in sample_cases() if case.kind == "pledge")
    Playing(begin=site.begin, bloc_year_id=site.bloc_year_id).play(pledge)
    of_year: dict[str, Json] = {"period": "year", "units": UNIT_IDS, "last_day": "2024-12-18"}
    annual: dict[str, Json] = {
        "period": "annual",
        "title": "Năm 2024",
        "units": UNIT_IDS,
        "last_day": "2024-12-20",
    }
    with site.begin() as session:
        for kind, opening in (("pledge_progress", of_year), ("report", annual)):
            open_case.open_case(
                session,
                bloc_year_id=site.bloc_year_id,
                kind=kind,
                actor=case_work.holder_of(session, SECRETARY, now=OPENS),
                now=OPENS,
                opening=opening,
            )
    return site


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_signed_targets_are_reported_on_and_stand_in_the_annual_report(
    asked: Website, office: Office
) -> None:
    desk, page = Desk(office), office.page
    desk.do(RESULT, _fill)
    desk.open(APPROVE)
    expect(page.get_by_text("98,9 %").first).to_be_visible()
    desk.hand_in(APPROVE)
    office.sit(SCHOOL.officer)
    page.get_by_role("link", name="Việc của tôi", exact=True).first.click()
    page.locator(".row-task a", has_text="báo cáo").first.click()
    expect(page.get_by_text("98,9 %").first).to_be_visible()
    expect(page.locator('input[type=hidden][name="pledge.0.standing"]')).to_have_value("Không đạt")
    office.look("annual-report-taken-over")
    assert office.wrong == [], "\n".join(office.wrong)
    assert "Traceback" not in asked.log.read_text()


def _fill(form: TaskForm) -> None:
    page = form.office.page
    expect(page.get_by_text(SIGNED).first).to_be_visible()
    expect(form.field("targets.0.level")).to_have_value(LEVEL)
    expect(form.field("targets.0.level")).to_be_hidden()
    expect(page.get_by_role("button", name="Thêm dòng")).to_have_count(0)
    form.type("targets.0.actual", "98,9 %")
    form.choose("targets.0.standing", "missed")
    form.type("text", "Một chỉ tiêu chưa đạt.")
    form.attach("result_evidence", "", "so-lieu.pdf")
