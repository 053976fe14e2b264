"""The deadline passes: late units are taken out with a reason, or waited for."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.demo.answers import Value
from server.domain.mistakes import Mistakes
from server.domain.refusals import OwnUnit
from server.domain.tasks.work import Withdrawn
from tests.actions.refused import codes, refused
from tests.worlds.rows import pairs
from tests.worlds.worker import checked
from tests.worlds.year import DEPUTY, LEADER, PRESS, RADIO, SCHOOL, UNITS, Year

REASON = "Không gửi bảng điểm dù đã được nhắc hai lần."


def take_out(*units: str) -> Value:
    return {"units": {unit: {"decision": "take_out", "reason": REASON} for unit in units}}


@pytest.fixture
def late(year: Year) -> Year:
    """Answer a year in which two units have not scored when the deadline passes."""
    year.open("evaluation")
    while tasks := [task for task in year.tasks() if task.key not in {PRESS, RADIO}]:
        for task in tasks:
            year.complete(task)
    assert year.fire_due(year.after("self_score")) == [True]
    return year


def test_the_deadline_does_not_pass_before_its_day_has_ended(year: Year) -> None:
    year.open("evaluation")
    assert year.fire_due(year.after("self_score") - timedelta(seconds=1)) == []
    assert year.tasks("late") == []


def test_a_late_unit_is_taken_out_with_the_reason_and_not_ranked(
    late: Year, session: Session
) -> None:
    late.do("late", take_out(PRESS, RADIO))
    closed = session.execute(
        text("SELECT t.state, t.note, i.status FROM task t JOIN instance i ON i.id = t.instance_id"
             " WHERE t.key = :unit"),
        {"unit": PRESS},
    ).all()  # fmt: skip
    assert [tuple(row) for row in closed] == [("withdrawn", REASON, "withdrawn")]
    late.play()
    ranks = pairs(session, "SELECT unit_id, rank FROM sheet")
    assert {unit for unit, rank in ranks.items() if rank is None} == {PRESS, RADIO}
    assert {ranks[unit] for unit in (LEADER, DEPUTY, SCHOOL)} == {1, 2, 3}


def test_the_other_units_finished_sheets_stay_as_they_are(late: Year, session: Session) -> None:
    query = text("SELECT * FROM sheet WHERE unit_id = ANY(:units) ORDER BY unit_id")
    before = session.execute(query, {"units": [DEPUTY, SCHOOL]}).all()
    late.do("late", take_out(PRESS, RADIO))
    after = session.execute(query, {"units": [DEPUTY, SCHOOL]}).all()
    assert [row[:8] for row in after] == [row[:8] for row in before]


def test_the_work_of_a_unit_that_was_taken_out_is_refused(late: Year, session: Session) -> None:
    task = late.task("score", PRESS)
    value = late.value(task)
    late.do("late", take_out(PRESS, RADIO))
    with refused(session, Withdrawn):
        late.complete(task, value)


def test_a_unit_that_arrived_meanwhile_is_not_taken_out(late: Year, session: Session) -> None:
    while tasks := [task for task in late.tasks() if task.key == PRESS]:
        for task in tasks:
            late.complete(task)
    with refused(session, Mistakes) as found:
        late.do("late", take_out(PRESS, RADIO))
    assert codes(found) == {f"units.{PRESS}.decision": "handed_in"}
    late.do("late", take_out(RADIO))
    states = pairs(session, "SELECT key, state FROM expected WHERE process = 'evaluation_unit'")
    assert states == dict.fromkeys(UNITS, "arrived") | {RADIO: "excused"}


def test_a_unit_is_not_taken_out_without_a_reason(late: Year, session: Session) -> None:
    value = take_out(PRESS, RADIO)
    value["units"][PRESS]["reason"] = ""
    with refused(session, Mistakes) as found:
        late.do("late", value)
    assert codes(found) == {f"units.{PRESS}.reason": "reason_missing"}


def test_the_leader_may_not_take_out_their_own_unit(year: Year, session: Session) -> None:
    year.open("evaluation")
    year.fire_due(year.after("self_score"))
    with refused(session, OwnUnit):
        year.do("late", take_out(LEADER))


def test_waiting_longer_arms_the_deadline_again_for_the_day_that_was_named(
    late: Year, session: Session
) -> None:
    day = (late.now + timedelta(days=4)).date()
    wait = {"units": {PRESS: {"decision": "wait", "reason": ""}}, "until": day.isoformat()}
    late.do("late", wait)
    assert session.execute(text("SELECT state FROM timer")).scalars().all() == ["armed"]
    assert late.fire_due(late.now + timedelta(days=2)) == []
    assert late.fire_due(late.now + timedelta(days=4)) == [True]
    late.do("late", take_out(PRESS, RADIO))
    assert session.execute(text("SELECT state FROM timer")).scalars().all() == ["fired"]


def test_when_all_have_arrived_the_deadlines_task_lets_the_bloc_go_on(late: Year) -> None:
    late.play("late")
    assert [task.element for task in late.tasks()] == ["late"]
    late.do("late", {"units": {}})
    assert [task.element for task in late.tasks()] == ["rank"]


def test_a_timer_fires_once_and_a_disarmed_one_never(year: Year, session: Session) -> None:
    year.open("evaluation")
    assert year.fire_due(year.after("self_score")) == [True]
    assert year.fire_due(year.now + timedelta(days=1)) == []
    year.play()
    assert year.fire_due(year.now + timedelta(days=30)) == []
    assert checked(session, now=year.now + timedelta(days=60)) == []
