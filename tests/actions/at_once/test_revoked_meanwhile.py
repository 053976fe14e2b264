"""A delegation revoked while an act waits for its case: threads, locks and commits are real."""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import check
from server.actions.people import acting_for, revoke_delegation
from server.actions.tasks import complete_task, entrust_task
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor, NotYourPost
from server.domain.people.delegations import Scope
from server.domain.refusals import Refusal
from server.domain.tasks.entrusting import Terms
from server.store.cases import cases
from server.store.people import delegations
from tests.waiting import PATIENCE, eventually
from tests.worlds.year import RADIO, SCHOOL, Year, new_act


@pytest.fixture
def approving(committed: Year) -> Year:
    committed.open("evaluation")
    return committed.play("approve")


def wait_for_a_lock(year: Year) -> None:
    """Wait until some transaction of this database waits for another."""
    waiting = """SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'"""

    def waits() -> object:
        with year.begin() as session:
            return session.execute(text(waiting)).scalar_one()

    eventually(waits, lambda: "nobody waited for the lock")


def trying(name: str, came: list[str], act: Callable[[Session], object], year: Year) -> Thread:
    """Make a thread that does an act in a transaction of its own, and says what came of it."""

    def run() -> None:
        try:
            with year.begin() as session:
                act(session)
            came.append(name)
        except Refusal as refusal:
            came.append(type(refusal).__name__)

    return Thread(target=run)


def revoke(year: Year, acting: Actor) -> None:
    assert acting.delegation_id is not None
    head = year.holder(acting.post_id)
    with year.begin() as session:
        revoke_delegation.revoke(session, acting.delegation_id, actor=head, now=year.now)


def test_an_act_that_waited_for_the_case_finds_its_delegation_revoked(approving: Year) -> None:
    year: Year = approving
    came: list[str] = []
    task = year.task("approve", SCHOOL)
    acting, value = year.lent(task.post_id, to=f"{RADIO}/officer"), year.value(task)
    waiting = trying(
        "complete",
        came,
        lambda session: complete_task.complete(
            session, task.id, actor=acting, value=value, act=new_act(), now=year.now
        ),
        year,
    )
    with year.begin() as session:
        cases.lock(session, year.case_id)
        waiting.start()
        wait_for_a_lock(year)
        revoke(year, acting)
    waiting.join(PATIENCE)
    assert came == [NotYourPost.__name__]
    assert year.task("approve", SCHOOL).id == task.id
    year.complete(task)
    with year.begin() as session:
        assert check(session, now=year.now) == []


def test_a_revocation_waits_for_the_act_that_came_first(approving: Year) -> None:
    year = approving
    task = year.task("approve", SCHOOL)
    acting, value = year.lent(task.post_id, to=f"{RADIO}/officer"), year.value(task)
    waiting = Thread(target=revoke, args=(year, acting))
    with year.begin() as session:
        acting_for.lock_task(session, task.id, actor=acting, now=year.now)
        waiting.start()
        wait_for_a_lock(year)
        complete_task.complete(session, task.id, actor=acting, value=value, now=year.now)
    waiting.join(PATIENCE)
    with year.begin() as session:
        assert acting.delegation_id is not None
        today = local_day(year.now)
        assert not delegations.stands(session, acting.delegation_id, today=today)
        assert check(session, now=year.now) == []


def test_of_a_recall_and_a_completion_in_one_instant_one_wins(approving: Year) -> None:
    year: Year = approving
    came: list[str] = []
    task, to = year.task("approve", SCHOOL), year.holder(f"{RADIO}/officer")
    giver, value = year.holder(task.post_id), year.value(task)
    terms = Terms(last=local_day(year.now), note="x", document="8/GUQ")
    with year.begin() as session:
        lent = entrust_task.entrust(
            session, task.id, to=to.person_id, terms=terms, actor=giver, now=year.now
        )
    scope = Scope(task_id=task.id)
    acting = replace(to, post_id=giver.post_id, delegation_id=lent, scope=scope)
    acts: dict[str, Callable[[Session], object]] = {
        "recall": lambda session: entrust_task.recall(session, task.id, actor=giver, now=year.now),
        "complete": lambda session: complete_task.complete(
            session, task.id, actor=acting, value=value, now=year.now
        ),
    }
    threads = [trying(name, came, act, year) for name, act in acts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(came) in (["NotYourPost", "recall"], ["AlreadyDone", "complete"])
    with year.begin() as session:
        assert check(session, now=year.now) == []
