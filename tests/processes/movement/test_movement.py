"""A wave of the bloc: called, launched by leader and heads, followed, reported, summed up."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from server.domain.canonical import Json
from server.domain.mistakes import Mistakes
from tests.actions.refused import refused
from tests.worlds.clocks import over
from tests.worlds.rows import pairs, rows
from tests.worlds.year import LEADER, PRESS, SCHOOL, Year

OPENING: dict[str, Json] = {
    "kind": "wave",
    "title": "Đợt 2: chào mừng Ngày Nhà giáo Việt Nam",
    "starts": "2024-07-01",
    "ends": "2024-12-31",
    "units": [SCHOOL, PRESS],
    "launch_by": "2024-11-15",
    "report_by": "2024-12-20",
}
CALL = {
    "content": "Hoàn thành vượt mức kế hoạch năm.",
    "anniversaries": [{"name": "Ngày Nhà giáo Việt Nam", "day": "2024-11-20"}],
}
LAUNCH, RETURN = {"verdict": "launch"}, {"verdict": "return", "reason": "Chưa nêu chỉ tiêu chung."}
PLAN = {"content": "Mỗi trường một việc khó.", "targets": [{"target": "40 trường tham gia"}]}
NOTE: dict[str, Json] = {"step": "note", "text": "28 trường đã đăng ký.", "percent": 60}
REPORT: dict[str, Json] = {"step": "report", "text": "41 trường hoàn thành.", "percent": 100}
SUMMARY = {"text": "Hai đơn vị hoàn thành.", "outstanding": "Sở GD&ĐT"}
MILESTONES = "SELECT milestone, count(*) FROM milestone WHERE key = :unit GROUP BY milestone"


@pytest.fixture
def launched(year: Year) -> Year:
    """Answer a year in which the leader has launched a wave that began months ago."""
    year.open("movement", opening=OPENING)
    year.do("write_call", CALL)
    year.do("launch", LAUNCH)
    return year


def reported(year: Year, unit: str) -> Year:
    """Have a unit register, launch, note its progress and report, its head approving each."""
    year.do("unit_plan", PLAN, key=unit)
    year.do("unit_launch", LAUNCH, key=unit)
    year.do("progress", NOTE, key=unit)
    year.do("progress", REPORT, key=unit)
    year.do("unit_close", {"verdict": "approve"}, key=unit)
    return year


def state(session: Session) -> object:
    return rows(session, "SELECT state FROM case_")[0][0]


def test_units_launch_note_and_report_and_the_bloc_sums_up(
    launched: Year, session: Session
) -> None:
    assert {(task.element, task.post_id) for task in launched.tasks()} == {
        ("unit_plan", f"{SCHOOL}/officer"),
        ("unit_plan", f"{PRESS}/officer"),
    }
    for unit in (SCHOOL, PRESS):
        reported(launched, unit)
    assert pairs(session, MILESTONES, unit=SCHOOL) == {"unit_launched": 1, "reported": 1}
    launched.do("write_summary", SUMMARY)
    assert launched.task("close_movement").post_id == f"{LEADER}/head"
    launched.do("close_movement", {"verdict": "approve"})
    assert state(session) == "closed"


def test_units_launch_and_report_until_the_days_of_the_call(
    launched: Year, session: Session
) -> None:
    due = "SELECT DISTINCT due::date FROM task WHERE element = :element"
    assert rows(session, due, element="unit_plan") == [(date(2024, 11, 15),)]
    launched.do("unit_plan", PLAN, key=SCHOOL)
    launched.do("unit_launch", LAUNCH, key=SCHOOL)
    assert rows(session, due, element="progress") == [(date(2024, 12, 20),)]


def test_progress_is_noted_as_often_as_there_is_some(launched: Year) -> None:
    launched.do("unit_plan", PLAN, key=SCHOOL)
    launched.do("unit_launch", LAUNCH, key=SCHOOL)
    for _ in range(3):
        launched.do("progress", NOTE, key=SCHOOL)
        assert launched.task("progress", SCHOOL).post_id == f"{SCHOOL}/officer"
    launched.do("progress", REPORT, key=SCHOOL)
    assert launched.task("unit_close", SCHOOL).post_id == f"{SCHOOL}/head"
    launched.do("unit_close", {"verdict": "return", "reason": "Thiếu minh chứng."}, key=SCHOOL)
    assert launched.task("progress", SCHOOL).post_id == f"{SCHOOL}/officer"


def test_leader_and_head_send_back_with_a_reason(year: Year, session: Session) -> None:
    year.open("movement", opening=OPENING)
    year.do("write_call", CALL)
    with refused(session, Mistakes):
        year.do("launch", {"verdict": "return", "reason": ""})
    year.do("launch", RETURN)
    year.do("write_call", CALL)
    year.do("launch", LAUNCH)
    year.do("unit_plan", PLAN, key=PRESS)
    year.do("unit_launch", RETURN, key=PRESS)
    assert year.task("unit_plan", PRESS).post_id == f"{PRESS}/officer"


@pytest.mark.parametrize("more", [True, False], ids=["until a new day", "no longer"])
def test_who_has_not_reported_in_time_is_waited_for_or_not(
    launched: Year, session: Session, *, more: bool
) -> None:
    reported(launched, SCHOOL)
    launched.fire_due(over("2024-12-20"))
    if more:
        launched.do("late", {"verdict": "wait", "until": "2024-12-27"})
        assert launched.task("unit_plan", PRESS).post_id == f"{PRESS}/officer"
        reported(launched, PRESS)
    else:
        launched.do("late", {"verdict": "close", "reason": "Sở TT&TT chưa báo cáo."})
        assert launched.tasks("unit_plan") == []
    launched.do("write_summary", SUMMARY)
    launched.do("close_movement", {"verdict": "approve"})
    assert state(session) == "closed"
