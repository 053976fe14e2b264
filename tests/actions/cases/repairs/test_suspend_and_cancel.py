"""An administrator holds a case up or ends it; nobody's decision is taken by that."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, suspend_case
from server.domain.administration import repairs
from server.domain.cases.opening import AlreadyOpened
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere, NotYours
from server.store.jobs import queue
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.worker import checked
from tests.worlds.year import LEADER, SCHOOL, Year

HEAD = f"{LEADER}/head"
WHY = "Kế hoạch năm nhập nhầm chỉ tiêu."


def suspend(year: Year, admin: Actor, reason: str = WHY) -> None:
    with year.begin() as session:
        suspend_case.suspend(session, year.case_id, reason=reason, actor=admin, now=year.tick())


def resume(year: Year, admin: Actor) -> None:
    with year.begin() as session:
        suspend_case.resume(session, year.case_id, reason=WHY, actor=admin, now=year.tick())


def cancel(year: Year, admin: Actor) -> None:
    with year.begin() as session:
        cancel_case.cancel(session, year.case_id, reason=WHY, actor=admin, now=year.tick())


def kinds(session: Session) -> list[str]:
    found = rows(session, "SELECT kind FROM event WHERE stream LIKE 'case/%' ORDER BY seq")
    return [kind for (kind,) in found]


def test_the_task_of_a_suspended_case_is_refused_with_the_reason(
    scoring: Year, admin: Actor, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    value = scoring.value(task)
    suspend(scoring, admin)
    with refused(session, repairs.CaseSuspended) as found:
        scoring.complete(task, value)
    assert isinstance(found.value, repairs.CaseSuspended)
    assert found.value.reason == WHY


def test_a_resumed_case_goes_on_to_its_end(scoring: Year, admin: Actor, session: Session) -> None:
    suspend(scoring, admin)
    resume(scoring, admin)
    scoring.play()
    assert rows(session, "SELECT state, state_reason FROM case_") == [("closed", "")]
    assert kinds(session)[1:3] == ["case.suspended", "case.resumed"]
    assert checked(session, now=scoring.now) == []


def test_the_timers_of_a_suspended_case_wait_until_it_goes_on(
    scoring: Year, admin: Actor, session: Session
) -> None:
    suspend(scoring, admin)
    passed = scoring.after("self_score") + timedelta(hours=1)
    assert scoring.fire_due(passed) == []
    assert queue.defer_due_timers(session, now=passed) == 0
    assert checked(session, now=passed) == []
    resume(scoring, admin)
    assert scoring.fire_due(passed) == [True]


def test_a_case_is_suspended_only_while_it_runs_and_resumed_only_after(
    scoring: Year, admin: Actor, session: Session
) -> None:
    with refused(session, repairs.CaseNotSuspended):
        resume(scoring, admin)
    suspend(scoring, admin)
    with refused(session, repairs.CaseNotOpen):
        suspend(scoring, admin)


@pytest.mark.parametrize(
    ("reason", "why"),
    [("  ", repairs.RepairReasonMissing), ("x" * 1001, repairs.RepairReasonTooLong)],
)
def test_a_repair_says_why(
    scoring: Year, admin: Actor, session: Session, reason: str, why: type[Exception]
) -> None:
    with refused(session, why):  # type: ignore[arg-type]
        suspend(scoring, admin, reason)


@pytest.mark.parametrize("repair", [suspend, resume, cancel])
@pytest.mark.parametrize("post", [HEAD, f"{LEADER}/secretary", "bac-giang/thanh-tra/auditor"])
def test_nobody_else_repairs(scoring: Year, session: Session, repair: object, post: str) -> None:
    with refused(session, repairs.NotYoursToRepair):
        repair(scoring, scoring.holder(post))  # type: ignore[operator]


def test_a_case_that_is_not_there_is_not_repaired(year: Year, admin: Actor) -> None:
    with year.begin() as session, pytest.raises(NotThere):
        suspend_case.suspend(session, uuid4(), reason=WHY, actor=admin, now=year.now)


@pytest.mark.parametrize("repair", [suspend, resume, cancel])
def test_a_case_of_another_province_is_not_there(
    scoring: Year, admin: Actor, session: Session, repair: object
) -> None:
    elsewhere = replace(admin, post_id="ha-giang/quan-tri/administrator")
    with refused(session, NotThere):
        repair(scoring, elsewhere)  # type: ignore[operator]


def test_a_cancelled_case_leaves_nothing_open_and_its_tasks_say_why(
    scoring: Year, admin: Actor, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    value = scoring.value(task)
    cancel(scoring, admin)
    assert rows(session, "SELECT DISTINCT state, note FROM task") == [("withdrawn", WHY)]
    assert rows(session, "SELECT DISTINCT status FROM instance") == [("cancelled",)]
    assert rows(session, "SELECT DISTINCT state FROM timer") == [("disarmed",)]
    assert rows(session, "SELECT state, state_reason FROM case_") == [("cancelled", WHY)]
    with refused(session, repairs.CaseCancelled):
        scoring.complete(task, value)
    assert checked(session, now=scoring.now + timedelta(days=90)) == []


def test_after_a_cancelled_case_another_real_one_of_its_kind_is_opened_and_played(
    scoring: Year, admin: Actor, session: Session
) -> None:
    with refused(session, AlreadyOpened):
        scoring.open("evaluation")
    cancel(scoring, admin)
    scoring.open("evaluation")
    scoring.through("award_review")
    states = rows(session, "SELECT state FROM case_ ORDER BY opened_at")
    assert states == [("cancelled",), ("closed",), ("closed",)]
    assert checked(session, now=scoring.now) == []


@pytest.mark.usefixtures("unsound")
def test_what_has_ended_or_what_a_later_case_rests_on_is_not_cancelled(
    scoring: Year, admin: Actor, session: Session
) -> None:
    scoring.play()
    with refused(session, repairs.CaseOver):
        cancel(scoring, admin)
    cases = rows(session, "SELECT id FROM case_")
    scoring.open("award_review")
    session.execute(text("UPDATE case_ SET state = 'open' WHERE kind = 'evaluation'"))
    scoring.cases["evaluation"], scoring.kind = cases[0][0], "evaluation"
    with refused(session, repairs.FollowedByCase):
        cancel(scoring, admin)


def test_a_suspended_case_can_be_cancelled(scoring: Year, admin: Actor, session: Session) -> None:
    suspend(scoring, admin)
    cancel(scoring, admin)
    assert rows(session, "SELECT state FROM case_") == [("cancelled",)]


def test_an_administrator_completes_no_task_of_any_case(
    scoring: Year, admin: Actor, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    value = scoring.value(task)
    for task in scoring.tasks():
        with refused(session, NotThere if admin.unit_id != LEADER else NotYours):
            scoring.complete(task, value, by=admin)
