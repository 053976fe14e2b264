"""The bloc's plan: drafted, commented on until a day, issued, acknowledged by its recipients."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from server.domain.cases.opening import AlreadyOpened, AnswerTaken, NotYoursToOpen
from server.domain.deadlines import end_of_day
from server.domain.mistakes import Mistakes
from server.domain.tasks.work import FormRefused
from tests.actions.refused import refused
from tests.processes.plan.handing_in import OPENING, Value, hand_in, revised
from tests.worlds.rows import rows
from tests.worlds.year import DEPUTY, LEADER, PRESS, SCHOOL, UNITS, Year

HEAD, SECRETARY = f"{LEADER}/head", f"{LEADER}/secretary"
HOME_AFFAIRS, COUNCIL = "bac-giang/so-noi-vu", "bac-giang/hd-tdkt"
UNTIL = date(2024, 11, 15)
DRAFTED: Value = {"text": "Hai đợt thi đua trong năm.", "comments_until": UNTIL.isoformat()}
AGREED: Value = {"verdict": "agree"}
AMENDED: Value = {"verdict": "amend", "text": "Bổ sung đợt thi đua chuyển đổi số."}
ISSUED: Value = {"verdict": "issue"}
RETURNED: Value = {"verdict": "return", "reason": "Ghi rõ thời gian từng đợt."}


@pytest.fixture
def asked(year: Year) -> Year:
    """Answer a year in which everybody has been asked for comments."""
    year.open("plan", post=SECRETARY, opening=OPENING)
    hand_in(year, "draft_plan", DRAFTED, "draft")
    return year


def all_agree(year: Year) -> None:
    for task in year.tasks():
        year.complete(task, AGREED)


def open_tasks(year: Year) -> list[tuple[str, str]]:
    return sorted((task.element, task.post_id) for task in year.tasks())


def ends(session: Session) -> set[tuple[str, str, str]]:
    return {*rows(session, "SELECT element, key, state FROM task")}


def state(session: Session) -> str:
    ((found,),) = rows(session, "SELECT state FROM case_")
    return str(found)


def test_deputy_and_units_are_asked_side_by_side(asked: Year) -> None:
    officers = [("unit_comment", f"{unit}/officer") for unit in UNITS]
    assert open_tasks(asked) == sorted([("deputy_comment", f"{DEPUTY}/head"), *officers])


def test_a_plan_is_issued_and_acknowledged_by_every_recipient(
    asked: Year, session: Session
) -> None:
    all_agree(asked)
    assert open_tasks(asked) == [("revise", SECRETARY)]
    hand_in(asked, "revise", revised(SCHOOL, HOME_AFFAIRS, COUNCIL), "plan")
    assert open_tasks(asked) == [("issue_plan", HEAD)]
    asked.do("issue_plan", ISSUED)
    assert open_tasks(asked) == [
        ("acknowledge", f"{COUNCIL}/secretary"),
        ("acknowledge", f"{SCHOOL}/head"),
        ("acknowledge", f"{HOME_AFFAIRS}/officer"),
    ]
    for key in (SCHOOL, HOME_AFFAIRS):
        asked.do("acknowledge", {}, key=key)
    assert state(session) == "open"
    asked.do("acknowledge", {"note": "Đã phổ biến."}, key=COUNCIL)
    assert state(session) == "closed"


def test_silence_till_the_end_of_the_day_is_an_answer(asked: Year, session: Session) -> None:
    asked.do("unit_comment", AMENDED, key=SCHOOL)
    asked.fire_due(end_of_day(UNTIL))
    assert open_tasks(asked) == [("revise", SECRETARY)]
    assert ("unit_comment", SCHOOL, "done") in ends(session)
    assert ("unit_comment", PRESS, "withdrawn") in ends(session)
    assert ("deputy_comment", "", "withdrawn") in ends(session)


def test_nobody_is_cut_off_before_the_day_has_ended(asked: Year) -> None:
    before = open_tasks(asked)
    assert asked.fire_due(end_of_day(UNTIL) - timedelta(seconds=1)) == []
    assert open_tasks(asked) == before


@pytest.mark.parametrize("silent", ["deputy_comment", "unit_comment"])
def test_the_day_is_waited_for_whoever_is_silent(asked: Year, silent: str) -> None:
    for task in asked.tasks():
        if task.element != silent:
            asked.complete(task, AMENDED)
    assert {element for element, _ in open_tasks(asked)} == {silent}
    asked.fire_due(end_of_day(UNTIL))
    assert open_tasks(asked) == [("revise", SECRETARY)]


def test_the_leader_returns_it_with_the_reason_and_issues_it_then(
    asked: Year, session: Session
) -> None:
    all_agree(asked)
    hand_in(asked, "revise", revised(SCHOOL), "plan")
    task = asked.task("issue_plan")
    with refused(session, Mistakes):
        asked.complete(task, {"verdict": "return"})
    asked.complete(task, RETURNED)
    assert open_tasks(asked) == [("revise", SECRETARY)]
    asked.do("revise", revised(PRESS))
    asked.do("issue_plan", ISSUED)
    assert open_tasks(asked) == [("acknowledge", f"{PRESS}/head")]


def test_who_proposes_a_change_says_which(asked: Year, session: Session) -> None:
    task = asked.task("deputy_comment")
    with refused(session, FormRefused):
        asked.complete(task, {"verdict": "amend"})


def test_the_plan_of_the_year_stands_once_and_campaigns_as_often_as_they_come(
    year: Year, session: Session
) -> None:
    year.open("plan", opening=OPENING)
    for title in ("Đợt cao điểm 1", "Đợt cao điểm 2"):
        year.open("plan", opening={**OPENING, "scope": "campaign", "title": title})
    with refused(session, AlreadyOpened):
        year.open("plan", opening=OPENING)


def test_what_stands_once_is_named_by_the_answer_it_stands_once_by(year: Year) -> None:
    year.open("plan", opening=OPENING)
    with pytest.raises(AnswerTaken) as taken:
        year.open("plan", opening=OPENING)
    assert taken.value.answers.vi == "Loại kế hoạch: Kế hoạch hoạt động cả năm"
    assert taken.value.answers.en.startswith("Kind of plan: ")


def test_a_member_unit_opens_no_plan(year: Year, session: Session) -> None:
    with refused(session, NotYoursToOpen):
        year.open("plan", post=f"{SCHOOL}/head", opening=OPENING)


@pytest.mark.usefixtures("asked")
def test_the_plan_is_due_on_the_day_that_was_said(session: Session) -> None:
    assert rows(session, "SELECT milestone, key, due FROM duty") == [
        ("issued", "", date(2024, 11, 29))
    ]
