"""A claim of who left its post goes back by night; none is named before a night had its chance."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.installation import housekeeping
from server.actions.installation.check_invariants import check
from server.actions.people import deactivate, end_appointment, revoke_delegation
from server.actions.tasks import claim_task, entrust_task, recall_task
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.tasks.entrusting import Terms
from server.store.tasks import task_pages
from tests.worlds.rows import rows
from tests.worlds.year import RADIO, SCHOOL, Year

ADMIN = "bac-giang/quan-tri/administrator"
NAMED = "P5 task of who left its post"
Leave = Callable[[Session, Year, Actor], object]


def claimant_is_closed(session: Session, year: Year, acting: Actor) -> None:
    admin = year.holder(ADMIN)
    deactivate.deactivate(session, acting.person_id, actor=admin, now=year.now)


def lender_is_closed(session: Session, year: Year, acting: Actor) -> None:
    lender, admin = year.holder(acting.post_id), year.holder(ADMIN)
    deactivate.deactivate(session, lender.person_id, actor=admin, now=year.now)


def lender_leaves_at_once(session: Session, year: Year, acting: Actor) -> None:
    ((held,),) = rows(session, "SELECT id FROM appointment WHERE post_id = :p", p=acting.post_id)
    end_appointment.end(session, held, last=None, actor=year.holder(ADMIN), now=year.now)


def lending_is_revoked(session: Session, year: Year, acting: Actor) -> None:
    assert acting.delegation_id is not None
    lender = year.holder(acting.post_id)
    revoke_delegation.revoke(session, acting.delegation_id, actor=lender, now=year.now)


LEAVING = [claimant_is_closed, lender_is_closed, lender_leaves_at_once, lending_is_revoked]


@pytest.fixture
def claimed(committed: Year) -> tuple[OpenTask, Actor]:
    """Answer a task that somebody claimed in a post they were lent."""
    committed.open("evaluation")
    committed.do("score", key=SCHOOL)
    task = committed.task("approve", SCHOOL)
    acting = committed.lent(task.post_id, to=f"{RADIO}/officer")
    with committed.begin() as session:
        claim_task.claim(session, task.id, actor=acting, now=committed.tick())
    return task, acting


def named(session: Session, year: Year, after: timedelta) -> list[str]:
    found = check(session, now=year.now + after)
    return [each.where for each in found if each.invariant == NAMED]


@pytest.mark.parametrize("days", [0, 4])
@pytest.mark.parametrize("leave", LEAVING)
def test_a_claim_that_was_being_written_is_named_once_two_nights_left_it(
    committed: Year, claimed: tuple[OpenTask, Actor], leave: Leave, days: int
) -> None:
    year, (task, acting) = committed, claimed
    year.now += timedelta(days=days)
    with year.begin() as writer:
        task_pages.lock(writer, task.id)
        with year.begin() as office:
            leave(office, year, acting)
    with year.begin() as session:
        assert named(session, year, timedelta(0)) == named(session, year, timedelta(days=1)) == []
        assert named(session, year, timedelta(days=3)) == [str(task.id)]
        night = year.now + timedelta(days=1)
        assert housekeeping.parts()["claims"](session, night) == 1
        assert named(session, year, timedelta(days=3)) == []


def test_a_claim_in_a_post_lent_for_a_day_is_named_no_sooner(
    committed: Year, claimed: tuple[OpenTask, Actor]
) -> None:
    task, _ = claimed
    with committed.begin() as session:
        rows(session, "UPDATE delegation SET valid_to = valid_from RETURNING 1")
        assert named(session, committed, timedelta(days=1)) == []
        assert named(session, committed, timedelta(days=3)) == [str(task.id)]


def test_what_is_taken_back_is_nobodys_who_had_lost_it_before_it_was_done(
    year: Year, session: Session
) -> None:
    year.open("evaluation")
    task = year.task("score", SCHOOL)
    holder, colleague = year.holder(task.post_id), year.holder(f"{SCHOOL}/head")
    today = Terms(last=local_day(year.now), note="Thử.", document="05/GUQ")
    entrust_task.entrust(
        session, task.id, to=colleague.person_id, terms=today, actor=holder, now=year.tick()
    )
    year.now += timedelta(days=1)
    year.complete(task)
    year.now += timedelta(days=3)
    recall_task.take_back(session, task.id, actor=holder, now=year.tick())
    assert named(session, year, timedelta(0)) == []
    told = "SELECT count(*) FROM event WHERE kind = 'task.put_back' AND object = :o"
    assert rows(session, told, o=f"task/{task.id}") == [(1,)]
