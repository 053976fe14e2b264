"""Points that nobody may approve, or not who would be assigned them: told, and refused."""

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import case_faults
from server.actions.installation.demonstration import add_accounts
from server.actions.people import revoke_delegation
from server.actions.tasks import assign_task
from server.domain.refusals import OwnUnit
from tests.actions.refused import refused
from tests.processes.evaluation.scored_by_others import (
    FINANCE,
    HOME_AFFAIRS,
    plan_scored_by_others,
)
from tests.worlds.year import DEPUTY, LEADER, PRESS, Year


@pytest.fixture
def others(year: Year, session: Session) -> Year:
    year.imported(plan_scored_by_others())
    add_accounts(session, now=year.now)
    year.open("evaluation")
    return year


def test_points_that_nobody_may_approve_are_named_until_a_loan_is_withdrawn_or_somebody_appointed(
    others: Year, session: Session
) -> None:
    def named() -> list[tuple[str, str]]:
        found = case_faults.faults(session, now=others.now, cases=[others.case_id])
        return [(fault.error, fault.key) for fault in found]

    others.do("give", key=DEPUTY)
    head = others.holder(f"{DEPUTY}/head")
    assert named() == []
    lent = others.lent(f"{LEADER}/head", to=head.post_id)
    assert named() == [("HoldersBarred", DEPUTY)]
    assert lent.delegation_id is not None
    with others.begin() as inner:
        revoke_delegation.revoke(
            inner, lent.delegation_id, actor=others.holder(f"{LEADER}/head"), now=others.tick()
        )
    assert named() == []


def test_nobody_is_assigned_points_of_a_unit_of_who_lent_them_the_post(
    others: Year, session: Session
) -> None:
    others.do("give", key=HOME_AFFAIRS)
    task = others.task("approve_points", HOME_AFFAIRS)
    head = others.holder(task.post_id)
    lent = others.lent(task.post_id, to=f"{FINANCE}/officer")
    others.lent(f"{PRESS}/head", to=task.post_id)
    with refused(session, OwnUnit):
        assign_task.assign(session, task.id, to=lent.person_id, actor=head, now=others.tick())
