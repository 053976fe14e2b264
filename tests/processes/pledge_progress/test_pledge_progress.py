"""The pledge is followed: each unit reports on the very targets it signed, and on no others."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from server.actions.installation.demonstration import add_accounts
from server.domain.canonical import Json
from server.domain.cases.opening import AlreadyOpened
from server.domain.mistakes import Mistakes
from server.domain.tasks.work import FormRefused
from tests.actions.refused import codes, refused
from tests.actions.reorganised import NEXT, next_year
from tests.processes.pledge_progress.conftest import (
    SIGNED,
    THIRD,
    WHOLE,
    progress,
    published,
    result,
)
from tests.worlds.clocks import over
from tests.worlds.rows import pairs, payload, rows
from tests.worlds.web.attaching import attach
from tests.worlds.year import DEPUTY, LEADER, PRESS, SCHOOL, UNITS, Year

FIRST, SECOND = SIGNED
APPROVE = {"verdict": "approve"}
TITLES = "SELECT state, title_vi FROM case_ WHERE kind = 'pledge_progress'"


def test_units_report_heads_approve_and_the_leader_closes_the_round(
    followed: Year, session: Session
) -> None:
    assert {(task.element, task.post_id) for task in followed.tasks()} == {
        ("progress", f"{SCHOOL}/officer"),
        ("progress", f"{PRESS}/officer"),
    }
    for unit in (SCHOOL, PRESS):
        followed.do("progress", progress(FIRST, SECOND), key=unit)
        followed.do("approve_progress", APPROVE, key=unit)
    followed.do("write_summary", {"text": "Hai đơn vị đúng tiến độ.", "urge": ""})
    assert followed.task("close_round").post_id == f"{LEADER}/head"
    followed.do("close_round", APPROVE)
    assert rows(session, TITLES) == [("closed", "Thực hiện giao ước thi đua năm 2024: Quý III")]
    reached = "SELECT milestone, count(*) FROM milestone WHERE key = :unit GROUP BY milestone"
    assert pairs(session, reached, unit=SCHOOL) == {"signed": 1, "reported": 1}


@pytest.mark.parametrize(
    "handed_in",
    [
        (FIRST,),
        (SECOND, FIRST),
        (FIRST, {**SECOND, "level": "90 %"}),
        (FIRST, {**SECOND, "name": "Văn bản đi"}),
        (FIRST, SECOND, {"name": "Chỉ tiêu khác", "level": "1"}),
        (),
    ],
    ids=["one dropped", "turned round", "a lower level", "renamed", "one more", "none"],
)
def test_no_signed_target_is_dropped_renamed_lowered_or_added(
    followed: Year, session: Session, handed_in: tuple[dict[str, Json], ...]
) -> None:
    with refused(session, Mistakes) as found:
        followed.do("progress", progress(*handed_in), key=SCHOOL)
    assert codes(found) == {"targets": "rows_changed"}


def test_the_years_result_is_told_with_evidence(year: Year, session: Session) -> None:
    published(year, *UNITS).open("pledge_progress", opening=WHOLE)
    with refused(session, FormRefused):
        year.do("year_result", result(FIRST, SECOND), key=SCHOOL)
    attach(year, year.task("year_result", SCHOOL), "result_evidence")
    year.do("year_result", result(FIRST, SECOND), key=SCHOOL)
    assert year.task("approve_result", SCHOOL).post_id == f"{SCHOOL}/head"


def test_a_head_sends_a_report_back_with_the_reason(followed: Year, session: Session) -> None:
    followed.do("progress", progress(FIRST, SECOND), key=SCHOOL)
    with refused(session, Mistakes):
        followed.do("approve_progress", {"verdict": "return", "reason": ""}, key=SCHOOL)
    back = {"verdict": "return", "reason": "Ghi rõ số liệu."}
    followed.do("approve_progress", back, key=SCHOOL)
    assert followed.task("progress", SCHOOL).post_id == f"{SCHOOL}/officer"


def test_each_period_is_asked_for_once(followed: Year, session: Session) -> None:
    with refused(session, AlreadyOpened):
        followed.open("pledge_progress", opening=THIRD)


@pytest.mark.usefixtures("followed")
def test_work_is_due_on_the_last_day_of_the_round(session: Session) -> None:
    due = "SELECT DISTINCT due::date FROM task WHERE element = 'progress'"
    assert rows(session, due) == [(date(2024, 11, 29),)]


@pytest.mark.parametrize("more", [True, False], ids=["until a new day", "no longer"])
def test_who_has_not_reported_in_time_is_waited_for_or_not(followed: Year, *, more: bool) -> None:
    followed.do("progress", progress(FIRST, SECOND), key=SCHOOL)
    followed.do("approve_progress", APPROVE, key=SCHOOL)
    followed.fire_due(over("2024-11-29"))
    if more:
        followed.do("late", {"verdict": "wait", "until": "2024-12-06"})
        assert followed.task("progress", PRESS).post_id == f"{PRESS}/officer"
    else:
        followed.do("late", {"verdict": "close", "reason": "Sở TT&TT chưa báo cáo."})
        assert [task.element for task in followed.tasks()] == ["write_summary"]


def test_history_tells_from_which_signed_record_the_rows_were_taken(
    followed: Year, session: Session
) -> None:
    task = followed.task("progress", SCHOOL)
    followed.do("progress", progress(FIRST, SECOND), key=SCHOOL)
    signed = "SELECT id::text FROM task WHERE element = 'targets' AND key = :unit"
    ((record,),) = rows(session, signed, unit=SCHOOL)
    assert payload(session, task.id)["taken"] == {"targets": [record]}


def test_a_unit_that_did_not_sign_has_no_targets_to_report_on(year: Year) -> None:
    signed = [unit for unit in UNITS if unit != PRESS]
    published(year, *signed, registers=PRESS).open(
        "pledge_progress", opening={**THIRD, "last_day": "2024-12-20"}
    )
    year.do("progress", progress(), key=PRESS)
    year.do("progress", progress(FIRST, SECOND), key=SCHOOL)


def test_next_years_pledge_is_not_followed_in_this_one(year: Year) -> None:
    published(year, *UNITS)
    published(year, *UNITS, for_year=2025, name="Chỉ tiêu năm sau")
    year.open("pledge_progress", opening=THIRD)
    year.do("progress", progress(FIRST, SECOND), key=SCHOOL)


def test_a_pledge_that_is_not_published_is_not_followed(year: Year, session: Session) -> None:
    published(year, *UNITS, until="publish").open("pledge_progress", opening=THIRD)
    with refused(session, Mistakes):
        year.do("progress", progress(FIRST, SECOND), key=SCHOOL)
    year.take_up("pledge", year.cases["pledge"])
    year.do("publish", {"note": ""})
    year.take_up("pledge_progress", year.cases["pledge_progress"])
    year.do("progress", progress(FIRST, SECOND), key=SCHOOL)


def test_a_bloc_of_fewer_units_follows_what_five_signed_the_year_before(year: Year) -> None:
    published(year, *UNITS, for_year=2025)
    year.imported(next_year(effective_from=date(2025, 1, 1)))
    year.now = datetime(2025, 3, 3, 2, tzinfo=UTC)
    with year.begin() as begun:
        add_accounts(begun, now=year.now)
    year.bloc_year_id = NEXT
    units = (LEADER, DEPUTY, SCHOOL)
    year.open("pledge_progress", opening={**THIRD, "units": [*units], "last_day": "2025-10-10"})
    assert {task.key for task in year.tasks("progress")} == set(units)
    for unit in units:
        year.do("progress", progress(FIRST, SECOND), key=unit)
