"""The operator of the machine as second person: only where no other administrator could be."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.identity import invite
from server.actions.identity.approving_posts import approving_posts
from server.actions.identity.invite import Way
from server.actions.people import (
    add_person,
    confirm_account,
    end_appointment,
)
from server.domain.deadlines import local_day
from server.domain.people.actors import OPERATOR
from server.domain.people.second_person import AdministratorConfirms, OwnProposal
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, BEGINS, Year


def proposed(year: Year, session: Session, *, operator: bool) -> tuple[str, UUID]:
    """Ask for a head's link; return sign-in name and proposal."""
    head = year.holder("bac-giang/so-gddt/head").person_id
    actor = None if operator else year.holder(ADMINISTRATOR)
    link = invite.invite(session, head, mails=False, actor=actor, now=BEGINS)
    assert link.way is Way.WAITS
    ((proposal,),) = rows(session, "SELECT id FROM account_proposal WHERE state = 'waiting'")
    return str(head), proposal


def test_the_operator_confirms_for_the_only_administrator_and_the_event_says_so(
    year: Year, session: Session
) -> None:
    head, proposal = proposed(year, session, operator=False)
    link = confirm_account.confirm(session, proposal, mails=False, actor=None, now=BEGINS)
    assert link is not None
    assert link.way is Way.SHOWN
    ((made_by, handed_by),) = rows(session, "SELECT made_by, handed_by FROM invite")
    assert made_by == year.holder(ADMINISTRATOR).person_id
    assert handed_by is None
    ((payload,),) = rows(
        session,
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'person.password_reset' AND e.object = 'person/' || :p",
        p=head,
    )
    assert f'"confirmed_by":"{OPERATOR}"' in payload


def second_administrator(session: Session, **appointment: object) -> None:
    """Put somebody who signs in into the administrators' post."""
    other = add_person.add(
        session, login="quan.tri.2", name="x", province="bac-giang", actor=None, now=BEGINS
    )
    rows(session, "UPDATE person SET password_hash = 'x' WHERE id = :p RETURNING 1", p=other)
    rows(
        session,
        "INSERT INTO appointment(id, person_id, post_id, valid_from, valid_to, ended_at)"
        " VALUES (gen_random_uuid(), :p, :post, '2024-01-01', :last, :ended) RETURNING 1",
        **{"p": other, "post": ADMINISTRATOR, "last": None, "ended": None, **appointment},
    )


@pytest.mark.usefixtures("unsound")
def test_the_operator_does_not_confirm_beside_a_second_administrator(
    year: Year, session: Session
) -> None:
    second_administrator(session)
    _, proposal = proposed(year, session, operator=False)
    with pytest.raises(AdministratorConfirms):
        confirm_account.confirm(session, proposal, mails=False, actor=None, now=BEGINS)


@pytest.mark.usefixtures("unsound")
def test_an_administrator_whose_post_was_ended_at_once_today_is_none_who_could_confirm(
    year: Year, session: Session
) -> None:
    second_administrator(session, last=local_day(BEGINS), ended=BEGINS)
    _, proposal = proposed(year, session, operator=False)
    assert confirm_account.confirm(session, proposal, mails=False, actor=None, now=BEGINS)


def test_a_post_ended_at_once_today_approves_nothing(session: Session) -> None:
    """An officer again, whose link one administrator makes."""
    ((person, appointment),) = rows(
        session,
        "SELECT person_id, id FROM appointment WHERE post_id = 'bac-giang/so-gddt/head'",
    )
    assert approving_posts(session, person, now=BEGINS) == ("bac-giang/so-gddt/head",)
    end_appointment.end(session, appointment, last=None, actor=None, now=BEGINS)
    assert approving_posts(session, person, now=BEGINS) == ()


def test_the_operator_does_not_confirm_what_the_operator_proposed(
    year: Year, session: Session
) -> None:
    _, proposal = proposed(year, session, operator=True)
    with pytest.raises(OwnProposal):
        confirm_account.confirm(session, proposal, mails=False, actor=None, now=BEGINS)


@pytest.mark.usefixtures("unsound")
def test_an_administrator_whose_link_the_proposer_had_is_none_who_could_confirm(
    year: Year, session: Session
) -> None:
    first = year.holder(ADMINISTRATOR)
    second_administrator(session)
    rows(
        session,
        "WITH link AS (INSERT INTO invite(token_hash, person_id, expires_at, used_at, made_by)"
        " SELECT 'x', id, :now, :now, :by FROM person WHERE login = 'quan.tri.2'"
        " RETURNING token_hash, person_id)"
        " UPDATE person SET handed_link = 'x' FROM link WHERE person.id = link.person_id"
        " RETURNING 1",
        now=BEGINS,
        by=first.person_id,
    )
    head = year.holder("bac-giang/so-gddt/head").person_id
    invite.invite(session, head, mails=False, actor=first, now=BEGINS)
    ((proposal,),) = rows(session, "SELECT id FROM account_proposal")
    assert confirm_account.confirm(session, proposal, mails=False, actor=None, now=BEGINS)
