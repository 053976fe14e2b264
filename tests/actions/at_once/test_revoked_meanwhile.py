"""A delegation revoked while an act waits for its case: threads, locks and commits are real."""

from dataclasses import replace

import pytest

from server.actions.installation.check_invariants import check
from server.actions.people import acting_for, revoke_delegation
from server.actions.tasks import complete_task, entrust_task
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor, NotYourPost
from server.domain.people.delegations import Scope
from server.domain.tasks.entrusting import Terms
from server.store.people import delegations
from tests.actions.at_once.threads import DONE, Act, at_once, crossed, waited
from tests.worlds.year import RADIO, SCHOOL, Year, new_act


@pytest.fixture
def approving(committed: Year) -> Year:
    committed.open("evaluation")
    return committed.play("approve")


def revoking(year: Year, acting: Actor) -> Act:
    """Take back what the head of a unit has lent."""
    delegation, head = acting.delegation_id, year.holder(acting.post_id)
    assert delegation is not None
    return lambda session: revoke_delegation.revoke(session, delegation, actor=head, now=year.now)


def test_an_act_that_waited_for_the_case_finds_its_delegation_revoked(approving: Year) -> None:
    year: Year = approving
    task = year.task("approve", SCHOOL)
    acting, value = year.lent(task.post_id, to=f"{RADIO}/officer"), year.value(task)

    def revoke() -> None:
        with year.begin() as session:
            revoking(year, acting)(session)

    came = waited(
        year,
        lambda session: complete_task.complete(
            session, task.id, actor=acting, value=value, act=new_act(), now=year.now
        ),
        revoke,
    )
    assert came == NotYourPost.__name__
    assert year.task("approve", SCHOOL).id == task.id
    year.complete(task)
    with year.begin() as session:
        assert check(session, now=year.now) == []


def test_a_revocation_waits_for_the_act_that_came_first(approving: Year) -> None:
    year = approving
    task = year.task("approve", SCHOOL)
    acting, value = year.lent(task.post_id, to=f"{RADIO}/officer"), year.value(task)
    came = crossed(
        year,
        first=lambda session: acting_for.lock_task(session, task.id, actor=acting, now=year.now),
        meanwhile=revoking(year, acting),
        then=lambda session: complete_task.complete(
            session, task.id, actor=acting, value=value, now=year.now
        ),
    )
    assert came == DONE
    with year.begin() as session:
        assert acting.delegation_id is not None
        today = local_day(year.now)
        assert not delegations.stands(session, acting.delegation_id, today=today)
        assert check(session, now=year.now) == []


def test_of_a_recall_and_a_completion_in_one_instant_one_wins(approving: Year) -> None:
    year: Year = approving
    task, to = year.task("approve", SCHOOL), year.holder(f"{RADIO}/officer")
    giver, value = year.holder(task.post_id), year.value(task)
    terms = Terms(last=local_day(year.now), note="x", document="8/GUQ")
    with year.begin() as session:
        lent = entrust_task.entrust(
            session, task.id, to=to.person_id, terms=terms, actor=giver, now=year.now
        )
    scope = Scope(task_id=task.id)
    acting = replace(to, post_id=giver.post_id, delegation_id=lent, scope=scope)
    acts: dict[str, Act] = {
        "recall": lambda session: entrust_task.recall(session, task.id, actor=giver, now=year.now),
        "complete": lambda session: complete_task.complete(
            session, task.id, actor=acting, value=value, now=year.now
        ),
    }

    def act(place: int) -> str:
        name = [*acts][place]
        with year.begin() as session:
            acts[name](session)
        return name

    came = at_once(act, 2)
    assert sorted(came.elements()) in (["NotYourPost", "recall"], ["AlreadyDone", "complete"])
    with year.begin() as session:
        assert check(session, now=year.now) == []
