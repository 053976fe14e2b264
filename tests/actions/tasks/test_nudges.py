"""Reminders and escalation: each once, missed ones as one, and nobody hears of a simulation."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import case_work, open_case
from server.actions.mail import remind
from server.actions.steps import fire_timer
from server.domain.tasks.reminders import due_day
from server.store import invariants
from tests.worlds.worker import list_anew
from tests.worlds.year import PLAN, SCHOOL, Year

HEAD, OFFICER = f"{SCHOOL}/head", f"{SCHOOL}/officer"


@pytest.fixture
def scoring(year: Year, session: Session) -> Year:
    """Answer a year whose five units score themselves, everybody with a mail address."""
    session.execute(text("UPDATE person SET email = login || '@example.invalid'"))
    list_anew(session)
    year.open("evaluation")
    return year


def mail(session: Session, kind: str, post: str = OFFICER) -> Sequence[str]:
    found = session.execute(
        text("SELECT subject_vi FROM mail WHERE kind = :kind AND post_id = :post ORDER BY seq"),
        {"kind": kind, "post": post},
    )
    return [row.subject_vi for row in found]


def planned(session: Session, post: str = OFFICER) -> list[tuple[str, datetime]]:
    found = session.execute(
        text("""
        SELECT r.kind, r.due FROM reminder r JOIN task t ON t.id = r.task_id
        WHERE t.post_id = :post AND r.state = 'planned' ORDER BY r.due
        """),
        {"post": post},
    )
    return [(row.kind, row.due) for row in found]


def test_a_task_that_opens_is_told_to_its_post_in_the_same_transaction(
    scoring: Year, session: Session
) -> None:
    (subject,) = mail(session, "opened")
    task = scoring.task("score", SCHOOL)
    assert task.post_id == OFFICER
    assert subject.startswith("Việc mới: ")
    with scoring.begin() as inner:
        assert inner.execute(text("SELECT count(*) FROM mail")).scalar_one() == 5


def test_who_opens_a_task_by_their_own_act_is_not_told(scoring: Year, session: Session) -> None:
    head = scoring.holder(HEAD)
    session.execute(
        text("UPDATE appointment SET person_id = :who WHERE post_id = :post"),
        {"who": head.person_id, "post": HEAD},
    )
    session.execute(text("UPDATE person SET email = '' WHERE id <> :who"), {"who": head.person_id})
    list_anew(session)
    scoring.complete(scoring.task("score", SCHOOL))
    assert len(mail(session, "opened", HEAD)) == 1


@pytest.mark.usefixtures("scoring")
def test_reminders_come_once_each_and_the_missed_ones_as_one(session: Session) -> None:
    (kind, first), (_, second), (last_kind, _) = planned(session)
    assert (kind, last_kind) == ("remind", "escalate")
    assert remind.remind(session, now=first - timedelta(seconds=1)) == 0
    assert remind.remind(session, now=first) == 5
    assert remind.remind(session, now=first) == 0
    assert len(mail(session, "remind")) == 1
    session.execute(text("UPDATE reminder SET state = 'planned' WHERE kind = 'remind'"))
    session.execute(text("DELETE FROM mail"))
    assert remind.remind(session, now=second) == 5
    assert len(mail(session, "remind")) == 1


def test_who_has_done_the_task_is_not_reminded(scoring: Year, session: Session) -> None:
    (_, first), *_ = planned(session)
    scoring.complete(scoring.task("score", SCHOOL))
    assert planned(session) == []
    assert remind.remind(session, now=first) == 4
    assert mail(session, "remind") == []


def test_a_late_task_is_told_to_the_superior_once_with_an_event(
    scoring: Year, session: Session
) -> None:
    *_, (_, at) = planned(session)
    task = scoring.task("score", SCHOOL)
    due = session.execute(text("SELECT due FROM task WHERE id = :id"), {"id": task.id}).scalar_one()
    late = dict(remind.late(session, now=at))
    assert late[task.id] > due_day(due)
    assert remind.escalate(session, task.id, late[task.id], now=at)
    assert not remind.escalate(session, task.id, late[task.id], now=at)
    assert task.id not in dict(remind.late(session, now=at))
    (subject,) = mail(session, "escalate", HEAD)
    assert subject.startswith("Quá hạn ")
    events = "SELECT count(*) FROM event WHERE kind = 'task.escalated'"
    assert session.execute(text(events)).scalar_one() == 1
    assert list(invariants.broken_chains(session)) == []


def test_a_person_without_an_address_and_a_vacant_post_get_nothing(
    year: Year, session: Session
) -> None:
    session.execute(text("UPDATE person SET email = ''"))
    list_anew(session)
    year.open("evaluation")
    assert session.execute(text("SELECT count(*) FROM mail")).scalar_one() == 0
    assert planned(session) != []


def test_a_simulated_case_writes_to_nobody(year: Year, session: Session) -> None:
    session.execute(text("UPDATE person SET email = login || '@example.invalid'"))
    list_anew(session)
    leader = open_case.leader_post(session, PLAN, now=year.now)
    open_case.open_case(
        session,
        bloc_year_id=PLAN,
        kind="evaluation",
        actor=case_work.holder_of(session, leader, now=year.now),
        now=year.now,
        simulated=True,
    )
    assert planned(session) == []
    assert session.execute(text("SELECT count(*) FROM mail")).scalar_one() == 0


def test_a_deadline_that_passes_twice_is_one_event(scoring: Year, session: Session) -> None:
    due = scoring.after("self_score")
    assert scoring.fire_due(due) == [True]
    timer = session.execute(text("SELECT id FROM timer")).scalar_one()
    assert not fire_timer.fire(session, timer, now=due)
    assert scoring.fire_due(due + timedelta(days=3)) == []


def test_one_sending_job_goes_with_an_act_however_many_letters(
    scoring: Year, session: Session
) -> None:
    """Jobs, mail and reminders travel in the statement that writes the step."""
    jobs = "SELECT count(*) FROM jobs.procrastinate_jobs WHERE task_name = 'send_mail'"
    before = session.execute(text(jobs)).scalar_one()
    scoring.complete(scoring.task("score", SCHOOL))
    assert session.execute(text(jobs)).scalar_one() == before + 1
