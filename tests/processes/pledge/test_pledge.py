"""The pledge: drafted, registered and signed by every unit, late ones waited for, published."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from server.domain.cases.opening import AlreadyOpened
from server.domain.mistakes import Mistakes
from server.domain.tasks.work import FormRefused
from tests.actions.refused import codes, refused
from tests.actions.reorganised import NEXT, next_year
from tests.processes.pledge.conftest import FOR_2025, RETURN, TARGETS, TEXT, signed
from tests.worlds.clocks import over
from tests.worlds.extending import extend_last_day
from tests.worlds.rows import pairs, rows
from tests.worlds.year import LEADER, PRESS, RADIO, SCHOOL, UNITS, Year


def test_the_secretary_drafts_the_leader_sends_every_unit_signs_and_it_is_published(
    asked: Year, session: Session
) -> None:
    assert {task.key for task in asked.tasks("targets")} == set(UNITS)
    signed(asked, *UNITS)
    assert [task.element for task in asked.tasks()] == ["publish"]
    asked.do("publish", {"note": ""})
    assert rows(session, "SELECT state, title_vi FROM case_") == [
        ("closed", "Giao ước thi đua năm 2025")
    ]


def test_the_published_pledge_gets_the_next_number_of_the_blocs_register(
    asked: Year, session: Session
) -> None:
    signed(asked, *UNITS)
    asked.do("publish", {"note": ""})
    assert rows(session, "SELECT kind, sequence, number FROM document") == [
        ("GU", 1, "01/GU-KTĐVHXH1")
    ]


def test_it_is_complete_only_when_every_unit_has_signed(asked: Year, session: Session) -> None:
    signed(asked, *UNITS[:-1])
    reached = "SELECT milestone, count(*) FROM milestone GROUP BY milestone"
    assert "complete" not in pairs(session, reached)
    signed(asked, UNITS[-1])
    found = pairs(session, reached)
    assert (found["signed"], found["complete"]) == (5, 1)


def test_the_leader_returns_the_text_with_a_reason(pledge: Year, session: Session) -> None:
    pledge.do("draft_pledge", TEXT)
    with refused(session, Mistakes) as found:
        pledge.do("approve_text", {"verdict": "return", "reason": ""})
    assert codes(found) == {"reason": "reason_missing"}
    pledge.do("approve_text", RETURN)
    assert pledge.task("draft_pledge").post_id == f"{LEADER}/secretary"
    pledge.do("draft_pledge", TEXT)
    assert pledge.task("approve_text").post_id == f"{LEADER}/head"


def test_a_head_returns_the_targets_with_a_reason_and_signs_what_was_mended(asked: Year) -> None:
    asked.do("targets", TARGETS, key=SCHOOL)
    asked.do("sign", RETURN, key=SCHOOL)
    assert asked.task("targets", SCHOOL).post_id == f"{SCHOOL}/officer"
    signed(asked, SCHOOL)
    assert not [task for task in asked.tasks() if task.key == SCHOOL]


def test_targets_without_a_single_row_are_refused(asked: Year, session: Session) -> None:
    with refused(session, FormRefused):
        asked.do("targets", {"targets": [], "note": ""}, key=SCHOOL)


@pytest.mark.usefixtures("asked")
def test_every_units_work_is_due_on_the_last_day(session: Session) -> None:
    days = rows(session, "SELECT DISTINCT due::date FROM task WHERE element = 'targets'")
    assert days == [(date(2024, 11, 29),)]


def test_an_extended_last_day_moves_what_is_due_and_when_the_leader_is_asked(
    asked: Year, session: Session
) -> None:
    extend_last_day(asked, date(2024, 12, 6))
    assert asked.fire_due(over("2024-11-29")) == []
    days = rows(session, "SELECT DISTINCT due::date FROM task WHERE element = 'targets'")
    assert days == [(date(2024, 12, 6),)]
    asked.fire_due(over("2024-12-06"))
    assert asked.tasks("late")


@pytest.fixture
def late(asked: Year) -> Year:
    """Answer a year in which two units have signed when the last day is over."""
    signed(asked, SCHOOL, PRESS)
    asked.fire_due(over("2024-11-29"))
    return asked


def test_after_the_last_day_the_leader_waits_longer_and_units_go_on_signing(late: Year) -> None:
    assert late.task("late").post_id == f"{LEADER}/head"
    late.do("late", {"verdict": "wait", "until": "2024-12-06", "reason": ""})
    assert late.fire_due(over("2024-12-05")) == []
    signed(late, *(unit for unit in UNITS if unit not in {SCHOOL, PRESS}))
    assert [task.element for task in late.tasks()] == ["publish"]


def test_after_the_new_day_the_leader_is_asked_again(late: Year) -> None:
    late.do("late", {"verdict": "wait", "until": "2024-12-06", "reason": ""})
    late.fire_due(over("2024-12-06"))
    assert late.tasks("late")


def test_a_last_unit_that_signs_while_the_leader_thinks_is_heard(late: Year) -> None:
    signed(late, *(unit for unit in UNITS if unit not in {SCHOOL, PRESS}))
    late.do("late", {"verdict": "wait", "until": "2024-12-06", "reason": ""})
    assert [task.element for task in late.tasks()] == ["publish"]


def test_waiting_needs_a_day_and_not_waiting_a_reason(late: Year, session: Session) -> None:
    for value in (
        {"verdict": "wait", "reason": ""},
        {"verdict": "wait", "until": "2024-11-20", "reason": ""},
        {"verdict": "close", "reason": ""},
    ):
        with refused(session, FormRefused):
            late.do("late", value)


def test_the_leader_goes_on_without_those_who_are_missing(late: Year, session: Session) -> None:
    late.do("late", {"verdict": "close", "reason": "Đài PT&TH sáp nhập, không ký."})
    assert [task.element for task in late.tasks()] == ["publish"]
    states = "SELECT key, state FROM task WHERE element IN ('targets', 'sign') AND key = :unit"
    assert rows(session, states, unit=RADIO) == [(RADIO, "withdrawn")]
    late.do("publish", {"note": ""})
    reached = pairs(session, "SELECT milestone, count(*) FROM milestone GROUP BY milestone")
    assert reached["signed"] == 2
    assert "complete" not in reached


def test_one_pledge_a_year_and_next_years_may_be_opened_beside_it(
    pledge: Year, session: Session
) -> None:
    with refused(session, AlreadyOpened):
        pledge.open("pledge", opening=FOR_2025)
    pledge.open("pledge", post=f"{LEADER}/secretary", opening={**FOR_2025, "for_year": 2024})
    assert len(rows(session, "SELECT FROM case_ WHERE kind = 'pledge'")) == 2


def test_a_pledge_that_was_opened_the_year_before_is_not_asked_for_again(
    pledge: Year, session: Session
) -> None:
    pledge.imported(next_year(effective_from=date(2025, 1, 1)))
    pledge.now = pledge.now.replace(year=2025, month=1, day=10)
    pledge.bloc_year_id = NEXT
    opening = {**FOR_2025, "last_day": "2025-06-29"}
    with refused(session, AlreadyOpened):
        pledge.open("pledge", opening=opening)
    pledge.open("pledge", opening={**opening, "for_year": 2026})
