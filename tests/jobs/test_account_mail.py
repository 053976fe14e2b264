"""A one-time link leaves by mail to the person alone, and stays nowhere behind."""

from email import message_from_string
from uuid import UUID

import pytest
from sqlalchemy import text

from server.actions.cases import retry
from server.actions.identity import accept_invite, invite
from server.actions.identity.invite import Link, Way
from server.actions.people import add_person
from server.domain.administration.repairs import NothingToRetry
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.store.mail import mailbox, outbox
from server.store.mail.mailbox import Of
from tests.jobs.test_mail import Mailing, office
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, BEGINS

__all__ = ["office"]
ADDRESS = "nguoi.moi@example.invalid"
WORDS = "quả bưởi vườn bà"


def administrator(office: Mailing) -> Actor:
    return office.year.holder(ADMINISTRATOR)


def invited(office: Mailing, typist: Actor | None = None) -> tuple[UUID, Link]:
    """Mail a link for an account whose address the typist gave; None is the operator."""
    with office.begin() as session:
        person_id = add_person.add(
            session, login="nguoi.moi", name="Người mới", province="bac-giang", email=ADDRESS,
            actor=typist, now=BEGINS,
        )  # fmt: skip
        link = invite.invite(
            session, person_id, mails=True, actor=administrator(office), now=BEGINS
        )
    return person_id, link


def test_a_link_is_mailed_to_the_person_and_shown_to_nobody(office: Mailing) -> None:
    person_id, link = invited(office)
    assert (link.way, link.path) == (Way.MAILED, "")
    with office.begin() as session:
        listed = mailbox.page(session, Of.REACH, Reach(("bac-giang",)), before=None, limit=30)
        assert [(each.kind, each.address) for each in listed] == [("link", ADDRESS)]
        assert "/invite/" not in listed[0].body.vi + listed[0].body.en + listed[0].subject.vi
    assert office.send() == 1
    ((to, letter),) = office.server.taken
    assert to == ADDRESS
    with office.begin() as session:
        assert rows(session, "SELECT state, path FROM mail") == [("sent", "")]
        token = token_of(letter)
        accept_invite.accept(session, token, password=WORDS, again=WORDS, now=BEGINS)
        own = rows(session, "SELECT password_link FROM person WHERE id = :p", p=person_id)
    assert own == [(None,)]  # nobody else had it in hand


def test_a_link_to_an_address_an_administrator_typed_may_be_in_their_hands(
    office: Mailing,
) -> None:
    person_id, _ = invited(office, typist=administrator(office))
    assert office.send() == 1
    token = token_of(office.server.taken[0][1])
    with office.begin() as session:
        accept_invite.accept(session, token, password=WORDS, again=WORDS, now=BEGINS)
        marked = rows(session, "SELECT password_link FROM person WHERE id = :p", p=person_id)
    assert marked == [(invite.hash_of(token),)]


@pytest.mark.parametrize("state", ["failed", "unsure", "kept"])
def test_a_link_that_did_not_leave_is_not_kept_to_be_tried_again(
    office: Mailing, state: str
) -> None:
    person_id, _ = invited(office)
    with office.begin() as session:
        session.execute(text("UPDATE mail SET lease = gen_random_uuid()"))
        lease = session.execute(text("SELECT lease FROM mail")).scalar_one()
        outbox.settle(session, lease=lease, state=state, error="", now=BEGINS)
        assert rows(session, "SELECT path FROM mail") == [("",)]
        key = str(session.execute(text("SELECT key FROM mail")).scalar_one())
        with pytest.raises(NothingToRetry):
            retry.mail(session, key, person_id, actor=administrator(office), now=BEGINS)


def token_of(letter: str) -> str:
    """Read the token from a letter's link."""
    body = message_from_string(letter).get_payload(decode=True)
    assert isinstance(body, bytes)
    found = body.decode().partition("https://x.invalid/invite/")[2].split()[0]
    assert found
    return found
