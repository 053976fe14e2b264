"""What a delegation of some kinds of case, or a revoked one, lets nobody do."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.inbox import snooze_task
from server.actions.installation import check_invariants
from server.actions.people import revoke_delegation
from server.actions.tasks import claim_task, read_task, recall_task
from server.domain.deadlines import local_day
from server.domain.people.actors import NotYourPost
from server.domain.people.appointments import DelegatedAlready
from server.domain.people.delegations import Scope
from server.domain.tasks.task_access import Standing
from server.domain.tasks.work import NotThere, SamePerson
from tests.actions.refused import refused
from tests.worlds.handing import entrusted
from tests.worlds.rows import rows
from tests.worlds.year import RADIO, SCHOOL, Year, in_post

EVALUATION = Scope(kinds=frozenset({"evaluation"}))
SUBMISSION = Scope(kinds=frozenset({"submission"}))


@pytest.mark.parametrize("scope", [EVALUATION, SUBMISSION])
def test_a_substitute_acts_within_the_scope_of_the_delegation_alone(
    scoring: Year, session: Session, scope: Scope
) -> None:
    scoring.play("approve")
    task = scoring.task("approve", SCHOOL)
    acting = scoring.lent(task.post_id, to=f"{RADIO}/officer", scope=scope)
    now = scoring.tick()
    if scope is EVALUATION:
        assert read_task.read(session, task.id, actor=acting, now=now).standing is Standing.WORKS
        claim_task.claim(session, task.id, actor=acting, now=now)
        scoring.complete(task, by=acting)
        return
    with refused(session, NotThere):
        read_task.read(session, task.id, actor=acting, now=now)
    with refused(session, NotThere):
        claim_task.claim(session, task.id, actor=acting, now=now)
    with refused(session, NotThere):
        snooze_task.snooze(session, task.id, actor=acting, until=local_day(now), now=now)
    with refused(session, NotThere):
        scoring.complete(task, by=acting)


def test_a_claim_beyond_the_scope_holds_nobody_up(scoring: Year, session: Session) -> None:
    scoring.play("approve")
    task = scoring.task("approve", SCHOOL)
    acting = scoring.lent(task.post_id, to=f"{RADIO}/officer", scope=SUBMISSION)
    session.execute(
        text("UPDATE task SET assignee_id = :p WHERE id = :id"),
        {"p": acting.person_id, "id": task.id},
    )
    scoring.complete(task)


def test_a_delegation_revoked_while_an_act_waits_for_the_case_lets_nothing_through(
    scoring: Year, session: Session
) -> None:
    """The actor was read before; under the case's lock the delegation is read again."""
    scoring.play("approve")
    task = scoring.task("approve", SCHOOL)
    acting = scoring.lent(task.post_id, to=f"{RADIO}/officer")
    assert acting.delegation_id is not None
    head = scoring.holder(task.post_id)
    revoke_delegation.revoke(session, acting.delegation_id, actor=head, now=scoring.tick())
    for act in (claim_task.claim, recall_task.take_back):
        with refused(session, NotYourPost):
            act(session, task.id, actor=acting, now=scoring.now)
    with refused(session, NotYourPost):
        scoring.complete(task, by=acting)


def test_one_task_and_the_whole_post_may_be_lent_to_the_same_person(
    scoring: Year, session: Session
) -> None:
    scoring.play("approve")
    task = scoring.task("approve", SCHOOL)
    entrusted(scoring, session, task, to=f"{RADIO}/officer")
    whole = scoring.lent(task.post_id, to=f"{RADIO}/officer")
    with refused(session, DelegatedAlready):
        scoring.lent(task.post_id, to=f"{RADIO}/officer", scope=EVALUATION)
    assert whole.delegation_id is not None
    head = scoring.holder(task.post_id)
    revoke_delegation.revoke(session, whole.delegation_id, actor=head, now=scoring.tick())
    (left,) = rows(session, "SELECT assignee_id FROM task WHERE id = :id", id=task.id)
    assert left == (whole.person_id,)


@pytest.mark.usefixtures("unsound")
def test_who_prepared_a_thing_does_not_have_it_approved_by_who_they_lent_the_post(
    scoring: Year, session: Session
) -> None:
    head = scoring.holder(f"{SCHOOL}/head")
    scoring.complete(scoring.task("score", SCHOOL), by=in_post(head, f"{SCHOOL}/officer"))
    acting = scoring.lent(head.post_id, to=f"{RADIO}/officer")
    with refused(session, SamePerson):
        scoring.complete(scoring.task("approve", SCHOOL), {"verdict": "approve"}, by=acting)


@pytest.mark.usefixtures("unsound")
@pytest.mark.parametrize(
    "bent",
    [
        "kinds = '{submission}'",
        "valid_to = valid_from",
        "revoked_at = valid_from",
        "person_id = given_by",
        "post_id = 'bac-giang/so-tttt/head'",
    ],
)
def test_the_checker_names_an_act_beyond_its_delegation(
    scoring: Year, session: Session, bent: str
) -> None:
    scoring.play("approve")
    task = scoring.task("approve", SCHOOL)
    acting = scoring.lent(task.post_id, to=f"{RADIO}/officer", scope=EVALUATION)
    scoring.now += timedelta(days=2)
    scoring.complete(task, by=acting)
    assert check_invariants.check(session, now=scoring.now) == []
    session.execute(text(f"UPDATE delegation SET {bent}"))  # noqa: S608 - a constant of this test
    found = {breach.invariant for breach in check_invariants.check(session, now=scoring.now)}
    assert "P3 act beyond its delegation" in found
