"""Reports: written, signed, delivered to two who accept or return them; late and missing ones."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from server.domain.cases.opening import AlreadyOpened
from server.domain.mistakes import Mistakes
from server.domain.tasks.work import FormRefused
from tests.actions.refused import codes, refused
from tests.processes.report.conftest import (
    ACCEPT,
    AD_HOC,
    DRAFT,
    HOME_AFFAIRS,
    RETURN,
    accepted,
    drafted,
    sent,
)
from tests.worlds.clocks import over
from tests.worlds.rows import pairs, rows
from tests.worlds.year import DEPUTY, LEADER, PRESS, SCHOOL, UNITS, Year

MILESTONES = "SELECT milestone, count(*) FROM milestone WHERE key = :unit GROUP BY milestone"


def test_two_units_report_both_receivers_accept_and_the_case_closes(
    report: Year, session: Session
) -> None:
    for unit in (SCHOOL, PRESS):
        accepted(sent(report, unit), unit)
    assert rows(session, "SELECT state, title_vi FROM case_") == [
        ("closed", "Báo cáo đột xuất năm 2024: Phòng, chống thiên tai")
    ]
    assert pairs(session, MILESTONES, unit=SCHOOL) == {"signed": 1, "sent": 1, "accepted": 1}


def test_only_the_chosen_units_are_asked_until_the_day_that_was_typed(
    report: Year, session: Session
) -> None:
    assert {task.key: task.post_id for task in report.tasks()} == {
        SCHOOL: f"{SCHOOL}/officer",
        PRESS: f"{PRESS}/officer",
    }
    assert rows(session, "SELECT DISTINCT due::date FROM task") == [(date(2024, 11, 29),)]


def test_a_report_without_its_file_is_refused(report: Year, session: Session) -> None:
    with refused(session, FormRefused):
        report.do("write_report", DRAFT, key=SCHOOL)


def test_the_head_signs_with_number_and_day_or_returns_with_a_reason(
    report: Year, session: Session
) -> None:
    drafted(report, SCHOOL)
    with refused(session, FormRefused):
        report.do("sign", {"verdict": "sign"}, key=SCHOOL)
    with refused(session, Mistakes) as found:
        report.do("sign", {"verdict": "return", "reason": ""}, key=SCHOOL)
    assert codes(found) == {"reason": "reason_missing"}
    report.do("sign", RETURN, key=SCHOOL)
    assert report.task("write_report", SCHOOL).post_id == f"{SCHOOL}/officer"


def test_a_signed_report_goes_to_the_leader_and_to_home_affairs(delivered: Year) -> None:
    assert {task.element: task.post_id for task in delivered.tasks() if task.key == SCHOOL} == {
        "leader_accept": f"{LEADER}/appraiser",
        "affairs_accept": f"{HOME_AFFAIRS}/officer",
    }


def test_the_leaders_own_report_is_received_by_the_deputys_appraiser(year: Year) -> None:
    year.open("report", opening={**AD_HOC, "units": [LEADER]})
    assert sent(year, LEADER).task("leader_accept").post_id == f"{DEPUTY}/appraiser"


@pytest.mark.usefixtures("delivered")
def test_its_number_makes_a_document_of_the_unit(session: Session) -> None:
    assert rows(session, "SELECT kind, subject, number, agency FROM document") == [
        ("BC", SCHOOL, "12/BC-SGDĐT", SCHOOL)
    ]


@pytest.mark.parametrize(
    ("who", "other"),
    [("leader_accept", "affairs_accept"), ("affairs_accept", "leader_accept")],
)
def test_a_return_withdraws_the_other_receipt_and_the_unit_mends_and_signs_anew(
    delivered: Year, session: Session, who: str, other: str
) -> None:
    delivered.do(who, RETURN, key=SCHOOL)
    assert [task.element for task in delivered.tasks() if task.key == SCHOOL] == ["write_report"]
    states = "SELECT state FROM task WHERE element = :other AND key = :unit"
    assert rows(session, states, other=other, unit=SCHOOL) == [("withdrawn",)]
    accepted(sent(delivered, SCHOOL, 13), SCHOOL)
    assert pairs(session, MILESTONES, unit=SCHOOL) == {"signed": 2, "sent": 1, "accepted": 1}


@pytest.mark.parametrize(
    ("who", "other"),
    [("leader_accept", "affairs_accept"), ("affairs_accept", "leader_accept")],
)
def test_what_the_other_accepted_before_a_return_is_asked_of_them_again(
    delivered: Year, session: Session, who: str, other: str
) -> None:
    delivered.do(other, ACCEPT, key=SCHOOL)
    delivered.do(who, RETURN, key=SCHOOL)
    sent(delivered, SCHOOL, 13)
    delivered.do(who, ACCEPT, key=SCHOOL)
    assert "accepted" not in pairs(session, MILESTONES, unit=SCHOOL)
    delivered.do(other, ACCEPT, key=SCHOOL)
    assert pairs(session, MILESTONES, unit=SCHOOL)["accepted"] == 1


@pytest.mark.parametrize("number", ["12", "12/QĐ-SGDĐT", "BC-SGDĐT/12"])
def test_a_number_that_is_no_reports_number_is_refused(
    report: Year, session: Session, number: str
) -> None:
    drafted(report, SCHOOL)
    with refused(session, Mistakes) as found:
        report.do("sign", {"verdict": "sign", "number": number, "date": "2024-11-04"}, key=SCHOOL)
    assert list(codes(found)) == ["number"]


def test_a_return_needs_a_reason(delivered: Year, session: Session) -> None:
    for who in ("leader_accept", "affairs_accept"):
        with refused(session, Mistakes) as found:
            delivered.do(who, {"verdict": "return", "reason": ""}, key=SCHOOL)
        assert codes(found) == {"reason": "reason_missing"}


@pytest.fixture
def late(delivered: Year) -> Year:
    """Answer a year in which one unit has not reported when the last day is over."""
    delivered.fire_due(over("2024-11-29"))
    return delivered


def test_after_the_last_day_the_secretary_waits_longer_and_the_unit_reports(
    late: Year, session: Session
) -> None:
    assert late.task("late").post_id == f"{LEADER}/secretary"
    late.do("late", {"verdict": "wait", "until": "2024-12-06", "reason": ""})
    sent(late, PRESS)
    for unit in (SCHOOL, PRESS):
        accepted(late, unit)
    assert rows(session, "SELECT state FROM case_") == [("closed",)]


def test_after_the_new_day_the_secretary_is_asked_again(late: Year) -> None:
    late.do("late", {"verdict": "wait", "until": "2024-12-06", "reason": ""})
    late.fire_due(over("2024-12-06"))
    assert late.tasks("late")


def test_who_is_missing_is_waited_for_no_longer_and_sent_reports_are_still_received(
    late: Year, session: Session
) -> None:
    late.do("late", {"verdict": "close", "reason": "Sở TT&TT không có phát sinh."})
    assert {task.element for task in late.tasks()} == {"leader_accept", "affairs_accept"}
    accepted(late, SCHOOL)
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert pairs(session, MILESTONES, unit=PRESS) == {}


def test_where_nobody_reports_and_nobody_is_waited_for_the_case_closes(
    report: Year, session: Session
) -> None:
    report.fire_due(over("2024-11-29"))
    report.do("late", {"verdict": "close", "reason": "Không có thiệt hại phải báo cáo."})
    assert report.tasks() == []
    assert rows(session, "SELECT state FROM case_") == [("closed",)]


def test_a_report_returned_after_that_is_still_mended_and_waited_for(
    late: Year, session: Session
) -> None:
    late.do("late", {"verdict": "close", "reason": "Sở TT&TT không có phát sinh."})
    late.do("affairs_accept", RETURN, key=SCHOOL)
    assert late.fire_due(over("2025-01-31")) == []
    accepted(sent(late, SCHOOL, 13), SCHOOL)
    assert rows(session, "SELECT state FROM case_") == [("closed",)]


def test_one_six_month_report_a_year_and_any_number_out_of_the_ordinary(
    year: Year, session: Session
) -> None:
    for period in ("six_month", "annual", "ad_hoc", "ad_hoc"):
        year.open("report", opening={**AD_HOC, "period": period, "units": [*UNITS]})
    for period in ("six_month", "annual"):
        with refused(session, AlreadyOpened):
            year.open("report", opening={**AD_HOC, "period": period})
    titles = rows(session, "SELECT title_vi FROM case_ ORDER BY opened_at")
    assert titles[0] == ("Báo cáo sơ kết 6 tháng năm 2024: Phòng, chống thiên tai",)
