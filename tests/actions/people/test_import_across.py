"""Persons named together across two provinces of which the one follows the other."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from server.actions.blocs.import_bloc_year import Imported, import_bloc_year
from server.actions.installation.demonstration import add_accounts, add_second_administrator
from server.actions.people import confirm_account
from server.actions.people.follow_province import take_back
from server.actions.people.invite_together import Invited, invite_together
from server.domain.bloc_file import PersonEntry
from server.domain.bloc_file.entries import AppointmentEntry
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import (
    AdministratorApart,
    AuditorApart,
    NoSuchPost,
    OtherProvince,
    OwnAccount,
)
from server.domain.people.second_person import OwnProposal, ProposerLeft
from server.domain.refusals import Refusal
from tests.actions.refused import refused
from tests.actions.test_former_units import AFTER, FORMER, OWN, entered
from tests.worlds.rows import rows
from tests.worlds.year import SCHOOL, Year

THERE = f"{AFTER}/so-gddt"
ADMIN = "quan-tri/administrator"
Named = tuple[str, str]
"""Whom, by the post they hold, and into which post."""


@pytest.fixture
def both(year: Year, session: Session) -> Year:
    """Give the successor a bloc and accounts of its own."""
    entered(session, year)
    found = import_bloc_year(session, OWN, actor=None, now=year.tick())
    assert isinstance(found, Imported), found
    add_accounts(session, now=year.tick())
    return year


def entry(session: Session, year: Year, whose: str, post: str) -> PersonEntry:
    """Name who holds a post for another one, from today on."""
    person = year.holder(whose).person_id
    ((login, name),) = rows(session, "SELECT login, name FROM person WHERE id = :id", id=person)
    held = AppointmentEntry(post_id=post, starts=local_day(year.now), ends=None, decision="QĐ 1")
    return PersonEntry(login=str(login), name=str(name), email="", appointments=(held,))


def invited(
    session: Session, year: Year, by: str, *named: Named, actor: Actor | None = None
) -> Sequence[tuple[str, type[Refusal]]] | Invited:
    """Invite together, as an administrator of a province; answer what is refused, and where."""
    entries = [entry(session, year, *each) for each in named]
    who = actor or year.holder(f"{by}/{ADMIN}")
    found = invite_together(session, entries, mails=False, actor=who, now=year.tick())
    if isinstance(found, Invited):
        return found
    return [(str(path[-1]), type(refusal)) for path, refusal in found]


def test_a_person_of_the_former_goes_into_a_post_of_the_successor(
    both: Year, session: Session
) -> None:
    assert invited(session, both, AFTER, (f"{SCHOOL}/officer", f"{THERE}/officer")) == Invited(
        persons=1, mailed=0, waits=0
    )
    told = "SELECT kind, province FROM event WHERE stream = 'people' ORDER BY seq DESC LIMIT 1"
    assert rows(session, told) == [("person.appointed", FORMER)]


@pytest.mark.parametrize(
    ("by", "named", "place", "why"),
    [
        (FORMER, (f"{THERE}/officer", f"{SCHOOL}/officer"), "login", OtherProvince),
        (FORMER, (f"{SCHOOL}/officer", f"{THERE}/officer"), "post", NoSuchPost),
        (FORMER, (f"{THERE}/officer", f"{THERE}/head"), "login", OtherProvince),
        (FORMER, (f"{FORMER}/{ADMIN}", f"{AFTER}/{ADMIN}"), "post", OwnAccount),
        (AFTER, (f"{AFTER}/{ADMIN}", f"{FORMER}/{ADMIN}"), "post", OwnAccount),
        (AFTER, (f"{SCHOOL}/officer", f"{AFTER}/thanh-tra/auditor"), "post", AuditorApart),
        (AFTER, (f"{SCHOOL}/officer", f"{AFTER}/{ADMIN}"), "post", AdministratorApart),
        (AFTER, (f"{FORMER}/{ADMIN}", f"{THERE}/officer"), "post", AdministratorApart),
        (AFTER, (f"{FORMER}/thanh-tra/auditor", f"{THERE}/officer"), "post", AuditorApart),
    ],
)
def test_nobody_is_named_beyond_ones_reach_or_into_posts_that_stand_apart(  # noqa: PLR0913, PLR0917 - a case, part by part
    both: Year, session: Session, by: str, named: Named, place: str, why: type[Refusal]
) -> None:
    assert invited(session, both, by, named) == [(place, why)]


def test_who_is_of_the_successor_is_nobody_the_formers_administrator_invites(
    both: Year, session: Session
) -> None:
    """Not even where they hold the post already, so that nothing would be appointed."""
    invited(session, both, AFTER, (f"{THERE}/officer", f"{SCHOOL}/officer"))
    query = "SELECT count(*) FROM appointment WHERE post_id = :post"
    assert rows(session, query, post=f"{SCHOOL}/officer") == [(2,)]
    asked = (f"{THERE}/officer", f"{SCHOOL}/officer")
    assert invited(session, both, FORMER, asked) == [("login", OtherProvince)]


def test_what_approves_waits_for_a_second_administrator_who_looks_after_both(
    both: Year, session: Session
) -> None:
    second = add_second_administrator(session, f"{AFTER}/{ADMIN}", now=both.tick())
    first = both.holder(f"{AFTER}/{ADMIN}")
    whose, post = f"{SCHOOL}/officer", f"{AFTER}/so-khcn/appraiser"
    found = invited(session, both, AFTER, (whose, post), actor=first)
    assert found == Invited(persons=1, mailed=0, waits=1)
    ((proposal,),) = rows(
        session, "SELECT id FROM account_proposal WHERE kind = 'appointment' AND state = 'waiting'"
    )
    for who, why in ((first, OwnProposal), (both.holder(f"{FORMER}/{ADMIN}"), NoSuchPost)):
        with pytest.raises(why), session.begin_nested():
            confirm_account.confirm(session, proposal, mails=False, actor=who, now=both.now)
    other = replace(first, person_id=second)
    confirm_account.confirm(session, proposal, mails=False, actor=other, now=both.tick())
    held = "SELECT count(*) FROM appointment WHERE post_id = :post AND person_id = :who"
    person = both.holder(whose).person_id
    assert rows(session, held, post=post, who=person) == [(1,)]


def test_what_waits_is_confirmed_by_nobody_after_the_succession_was_taken_back(
    both: Year, session: Session
) -> None:
    post = f"{AFTER}/so-khcn/appraiser"
    invited(session, both, AFTER, (f"{SCHOOL}/officer", post))
    ((proposal,),) = rows(
        session, "SELECT id FROM account_proposal WHERE kind = 'appointment' AND state = 'waiting'"
    )
    take_back(session, FORMER, reason="Ghi nhầm.", now=both.tick())
    with refused(session, ProposerLeft):
        former = both.holder(f"{FORMER}/{ADMIN}")
        confirm_account.confirm(session, proposal, mails=False, actor=former, now=both.now)
    named = (f"{SCHOOL}/officer", f"{THERE}/officer")
    assert invited(session, both, AFTER, named) == [("login", OtherProvince)]
    assert invited(session, both, FORMER, named) == [("post", NoSuchPost)]


def test_before_the_day_nobody_is_named_across(year: Year, session: Session) -> None:
    entered(session, year, local_day(year.now) + dt.timedelta(days=1))
    found = import_bloc_year(session, OWN, actor=None, now=year.tick())
    assert isinstance(found, Imported), found
    add_accounts(session, now=year.tick())
    named = (f"{SCHOOL}/officer", f"{THERE}/officer")
    assert invited(session, year, AFTER, named) == [("login", OtherProvince)]
    assert invited(session, year, FORMER, named) == [("post", NoSuchPost)]
