"""A post taken away, or an account closed, while an act waits for its case: threads are real."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import open_case, suspend_case
from server.actions.cases.case_work import OpenTask
from server.actions.inbox import rank_tasks
from server.actions.people import deactivate, end_appointment
from server.actions.tasks import assign_task, claim_task, complete_task, entrust_task, recall_task
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor, NotYourPost
from server.domain.tasks.entrusting import Terms
from server.domain.tasks.priorities import Priority
from tests.actions.at_once.threads import waited
from tests.worlds.year import ADMINISTRATOR, LEADER, RADIO, SCHOOL, Year, new_act

Act = Callable[[Session, OpenTask, Actor, Year], object]


def ended_at_once(year: Year, who: Actor) -> None:
    with year.begin() as session:
        appointment = session.execute(
            text("SELECT id FROM appointment WHERE person_id = :who AND post_id = :post"),
            {"who": who.person_id, "post": who.post_id},
        ).scalar_one()
        end_appointment.end(session, appointment, last=None, actor=None, now=year.now)


def closed(year: Year, who: Actor) -> None:
    administrator = year.holder(ADMINISTRATOR)
    with year.begin() as session:
        deactivate.deactivate(session, who.person_id, actor=administrator, now=year.now)


LOSSES: dict[str, Callable[[Year, Actor], None]] = {"ended": ended_at_once, "closed": closed}


@pytest.mark.parametrize("loses", LOSSES.values(), ids=LOSSES)
def test_an_approval_that_waited_finds_the_heads_post_gone(
    scoring: Year, loses: Callable[[Year, Actor], None]
) -> None:
    year = scoring.play("approve")
    task = year.task("approve", SCHOOL)
    head, value = year.holder(task.post_id), year.value(task)
    came = waited(
        year,
        lambda session: complete_task.complete(
            session, task.id, actor=head, value=value, act=new_act(), now=year.now
        ),
        lambda: loses(year, head),
    )
    assert came == NotYourPost.__name__
    assert year.task("approve", SCHOOL).id == task.id


def test_what_is_done_in_anothers_stead_ends_with_the_account_of_who_does_it(scoring: Year) -> None:
    year = scoring.play("approve")
    task = year.task("approve", SCHOOL)
    acting, value = year.lent(task.post_id, to=f"{RADIO}/officer"), year.value(task)
    came = waited(
        year,
        lambda session: complete_task.complete(
            session, task.id, actor=acting, value=value, now=year.now
        ),
        lambda: closed(year, acting),
    )
    assert came == NotYourPost.__name__


def given(session: Session, task: OpenTask, who: Actor, year: Year) -> None:
    other = session.execute(
        text("SELECT person_id FROM appointment WHERE post_id = :post"), {"post": f"{RADIO}/head"}
    ).scalar_one()
    terms = Terms(last=local_day(year.now), note="x", document="8/GUQ")
    entrust_task.entrust(session, task.id, to=other, terms=terms, actor=who, now=year.now)


BESIDE: dict[str, Act] = {
    "claimed": lambda session, task, who, year: claim_task.claim(
        session, task.id, actor=who, now=year.now
    ),
    "entrusted": given,
    "made urgent": lambda session, task, who, year: rank_tasks.rank(
        session, year.case_id, [task.id], priority=Priority.URGENT, actor=who, now=year.now
    ),
    "assigned": lambda session, task, who, year: assign_task.assign(
        session, task.id, to=year.holder(task.post_id).person_id, actor=who, now=year.now
    ),
    "suspended": lambda session, _, who, year: suspend_case.suspend(
        session, year.case_id, reason="Chờ", actor=who, now=year.now
    ),
}
BY = {
    "claimed": f"{LEADER}/officer",
    "entrusted": f"{LEADER}/officer",
    "made urgent": f"{LEADER}/head",
    "assigned": f"{LEADER}/head",
    "suspended": ADMINISTRATOR,
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_is_done_beside_the_work_finds_the_post_gone_too(scoring: Year, name: str) -> None:
    year = scoring
    task, who = year.task("score", LEADER), year.holder(BY[name])
    came = waited(
        year,
        lambda session: BESIDE[name](session, task, who, year),
        lambda: ended_at_once(year, who),
    )
    assert came == NotYourPost.__name__


def test_what_was_handed_in_is_not_taken_back_by_who_lost_the_post(scoring: Year) -> None:
    year = scoring
    task = year.task("score", SCHOOL)
    officer = year.holder(task.post_id)
    year.complete(task)
    came = waited(
        year,
        lambda session: recall_task.take_back(session, task.id, actor=officer, now=year.now),
        lambda: ended_at_once(year, officer),
    )
    assert came == NotYourPost.__name__


def test_a_case_is_not_opened_by_who_lost_the_leading_post(committed: Year) -> None:
    year = committed
    leader = year.holder(f"{LEADER}/head")
    ended_at_once(year, leader)
    with pytest.raises(NotYourPost), year.begin() as session:
        open_case.open_case(
            session, bloc_year_id=year.bloc_year_id, kind="evaluation", actor=leader, now=year.now
        )
