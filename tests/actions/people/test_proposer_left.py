"""What a former administrator proposed nobody confirms: two have to stand by it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from server.actions.deployment import publishing
from server.actions.identity import invite
from server.actions.people import confirm_account
from server.domain.people.actors import Actor
from server.domain.people.second_person import ProposerLeft
from tests.actions.deployment.proposing import WHY, administrator, proposed, publish
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, SCHOOL, Year

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unsound")]


@pytest.fixture
def first(session: Session) -> Actor:
    return administrator(session, "quan.tri.1")


@pytest.fixture
def second(session: Session) -> Actor:
    return administrator(session, "quan.tri.2")


def post_ended(session: Session, who: Actor, now: datetime) -> None:
    """End their post at once."""
    assert rows(
        session,
        "UPDATE appointment SET valid_to = :day, ended_at = :now WHERE person_id = :p RETURNING 1",
        p=who.person_id,
        now=now,
        day=now.date(),
    )


def account_closed(session: Session, who: Actor, now: datetime) -> None:
    query = "UPDATE person SET deactivated_at = :now WHERE id = :p RETURNING 1"
    assert rows(session, query, p=who.person_id, now=now)


@pytest.mark.parametrize("leaves", [post_ended, account_closed])
def test_no_process_is_published_that_a_former_administrator_proposed(
    session: Session,
    first: Actor,
    second: Actor,
    leaves: Callable[[Session, Actor, datetime], None],
) -> None:
    proposal = proposed(session, UnknownProcess().files, first)
    leaves(session, first, BEGINS)
    with pytest.raises(ProposerLeft):
        publish(session, proposal, second)
    publishing.reject(session, proposal, reason=WHY, actor=second, now=BEGINS)


def test_no_link_is_given_that_a_former_administrator_proposed(
    year: Year, session: Session, first: Actor, second: Actor
) -> None:
    head = year.holder(f"{SCHOOL}/head").person_id
    invite.invite(session, head, mails=False, actor=first, now=BEGINS)
    ((proposal,),) = rows(session, "SELECT id FROM account_proposal WHERE state = 'waiting'")
    account_closed(session, first, BEGINS)
    for who in (second, None):
        with pytest.raises(ProposerLeft):
            confirm_account.confirm(session, proposal, mails=False, actor=who, now=BEGINS)
    confirm_account.decline(session, proposal, actor=second, now=BEGINS)
