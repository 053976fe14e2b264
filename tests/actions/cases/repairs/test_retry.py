"""What a machine failed at is tried again by an administrator; it happens once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import (
    case_faults,
    retry,
    suspend_case,
)
from server.domain.administration import repairs
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.store.cases import administration
from server.store.jobs import job_pages
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, SCHOOL, Year


@pytest.fixture
def overdue(year: Year) -> UUID:
    """Answer a timer whose time has come and that nobody fired."""
    year.open("evaluation")
    year.now = year.after("self_score") + timedelta(hours=2)
    with year.begin() as session:
        (timer,) = administration.timers(session, now=year.now)
    return timer.id


def test_an_overdue_timer_is_named_and_fired_once_by_a_retry(
    year: Year, overdue: UUID, admin: Actor, session: Session
) -> None:
    named = [fault.error for fault in case_faults.faults(session, now=year.now)]
    assert named == ["TimerOverdue"]
    retry.timer(session, overdue, actor=admin, now=year.now)
    assert [task.element for task in year.tasks("late")] == ["late"]
    assert case_faults.faults(session, now=year.now) == []
    with refused(session, repairs.NothingToRetry):
        retry.timer(session, overdue, actor=admin, now=year.now)
    query = "SELECT p.actor_post FROM event e JOIN event_payload p ON p.event_id = e.id"
    assert rows(session, f"{query} WHERE e.kind = 'deadline.passed'") == [(ADMINISTRATOR,)]


def test_a_timer_is_not_fired_before_its_time_nor_in_a_suspended_case(
    year: Year, overdue: UUID, admin: Actor, session: Session
) -> None:
    with refused(session, repairs.NothingToRetry):
        retry.timer(session, overdue, actor=admin, now=year.now - timedelta(days=3))
    with refused(session, NotThere):
        retry.timer(session, uuid4(), actor=admin, now=year.now)
    suspend_case.suspend(session, year.case_id, reason="Chờ.", actor=admin, now=year.now)
    with refused(session, repairs.CaseNotOpen):
        retry.timer(session, overdue, actor=admin, now=year.now)


@pytest.mark.usefixtures("unsound")
def test_a_timer_of_a_broken_case_answers_with_the_named_error(
    year: Year, overdue: UUID, admin: Actor, session: Session
) -> None:
    session.execute(text("UPDATE instance SET doc = '{' WHERE process = 'evaluation_bloc'"))
    with refused(session, repairs.CaseBroken):
        retry.timer(session, overdue, actor=admin, now=year.now)
    errors = {fault.error for fault in case_faults.faults(session, now=year.now)}
    assert errors == {"StateUnreadable", "TimerOverdue"}


def test_nobody_else_retries(year: Year, overdue: UUID, session: Session) -> None:
    head = year.holder(f"{SCHOOL}/head")
    with refused(session, repairs.NotYoursToRepair):
        retry.timer(session, overdue, actor=head, now=year.now)
    with refused(session, repairs.NotYoursToRepair):
        retry.job(session, 1, actor=head, now=year.now)


def test_a_failed_job_is_worked_again_and_counted_until_then(
    year: Year, admin: Actor, session: Session
) -> None:
    job = session.execute(
        text("INSERT INTO jobs.procrastinate_jobs(queue_name, task_name, status)"
             " VALUES ('default', 'sweep', 'failed') RETURNING id")
    ).scalar_one()  # fmt: skip
    assert [found.id for found in job_pages.failed(session)] == [job]
    retry.job(session, job, actor=admin, now=year.now)
    waiting = [(row.name, row.status, row.jobs) for row in job_pages.tallies(session)]
    assert ("sweep", "todo", 1) in waiting
    assert rows(session, "SELECT stream FROM event WHERE kind = 'job.retried'") == [("operations",)]
    with refused(session, repairs.NothingToRetry):
        retry.job(session, job, actor=admin, now=year.now)
