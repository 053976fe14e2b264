"""A post that has another title since: what was signed before says the title of its day."""

from datetime import timedelta

import pytest
from flask import Flask

from server.actions.blocs import move_titles
from tests.domain import bloc_years
from tests.processes.case_pages import app, page, task_of
from tests.processes.printed import printed
from tests.processes.report.conftest import AD_HOC, HOME_AFFAIRS, sent
from tests.worlds.year import LEADER, SCHOOL, Year

__all__ = ["app"]
OLD, NEW = "Giám đốc Sở GD&amp;ĐT", "Giám đốc Sở Giáo dục"
AUDITOR, SECRETARY = "bac-giang/thanh-tra/auditor", f"{LEADER}/secretary"


@pytest.fixture
def renamed(committed: Year) -> Year:
    """Answer a year in which a head has signed a report, and has another title since."""
    committed.open("report", opening=AD_HOC)
    sent(committed, SCHOOL)
    committed.imported(bloc_years.PLAN.replace("Giám đốc Sở GD&ĐT", NEW))
    return committed


def test_what_was_signed_before_says_the_title_of_its_day(app: Flask, renamed: Year) -> None:
    case, unit = f"/cases/{renamed.case_id}", f"{SCHOOL}/officer"
    told = printed(app, SECRETARY, f"{case}/printouts/report.pdf?key={SCHOOL}")
    assert NEW.upper() not in told
    signed = task_of(renamed, "sign", SCHOOL)
    places = (
        (SECRETARY, case),
        (SECRETARY, f"{case}?tab=history"),
        (SECRETARY, f"{case}?tab=documents"),
        (SECRETARY, task_of(renamed, "leader_accept", SCHOOL)),
        (f"{HOME_AFFAIRS}/officer", signed),
        (unit, f"{signed}?tab=history"),
        (unit, f"{signed}?tab=case"),
        (AUDITOR, f"/audit/cases/{renamed.case_id}"),
        (AUDITOR, "/audit"),
    )
    for post, place in places:
        status, shown = page(app, post, place)
        assert status == 200, place
        assert OLD in shown or place == case, place
        assert NEW not in shown, place


def test_what_is_signed_after_says_the_new_title(app: Flask, renamed: Year) -> None:
    renamed.open("report", opening={**AD_HOC, "title": "Chuyển đổi số"})
    sent(renamed, SCHOOL, 13)
    signed = page(app, f"{HOME_AFFAIRS}/officer", task_of(renamed, "sign", SCHOOL))[1]
    assert f"{OLD}, {NEW}" in signed, "the account is named for the post it was made for"


def test_a_past_moment_says_the_title_of_its_day(app: Flask, committed: Year) -> None:
    committed.open("report", opening=AD_HOC)
    sent(committed, SCHOOL)
    officer, after = "Chuyên viên TĐKT – Sở Nội vụ", "Chuyên viên chính Sở Nội vụ"
    later = committed.now + timedelta(days=6)
    file = bloc_years.PLAN.replace(officer, after)
    committed.imported(file.replace("effective_from = 2024-05-01", "effective_from = 2024-11-10"))
    committed.now = later
    with committed.begin() as session:
        move_titles.move(session, now=later)
    status, shown = page(app, AUDITOR, f"/audit/cases/{committed.case_id}/moment")
    assert status == 200
    assert officer in shown
    assert after not in shown
