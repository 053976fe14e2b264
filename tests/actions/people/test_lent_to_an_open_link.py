"""A link that one administrator may have in hand is no way to a post lent afterwards."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.identity import accept_invite, invite
from server.actions.people import add_person, appoint, delegate_post
from server.domain.deadlines import local_day
from server.domain.people.appointments import Held, LinkSpent, Period
from tests.worlds.year import ADMINISTRATOR, BEGINS, Year

HEAD, OFFICER = "bac-giang/so-gddt/head", "bac-giang/so-gddt/officer"


def officer_with_link(year: Year, session: Session) -> tuple[UUID, str]:
    """Have an administrator make an officer's account with a mailbox of their own choosing."""
    admin = year.holder(ADMINISTRATOR)
    added = add_person.add(
        session,
        login="can.bo.moi",
        name="Cán bộ mới",
        province="bac-giang",
        email="hop.thu@vi-du.vn",
        actor=admin,
        now=BEGINS,
    )
    held = Held(person_id=added, post_id=OFFICER, period=Period(first=local_day(BEGINS), last=None))
    assert appoint.appoint(session, held, decision="", actor=admin, now=BEGINS)
    link = invite.invite(session, added, mails=True, actor=admin, now=BEGINS)
    assert link.way is invite.Way.MAILED
    path = session.execute(text("SELECT path FROM mail WHERE kind = 'link'")).scalar_one()
    return added, str(path).rpartition("/")[2]


def test_a_link_to_a_mailbox_an_administrator_typed_goes_when_a_post_is_lent(
    year: Year, session: Session
) -> None:
    person, token = officer_with_link(year, session)
    assert accept_invite.holder(session, token, now=BEGINS).id == person
    today = local_day(BEGINS)
    delegate_post.delegate(
        session,
        person,
        first=today,
        last=today + timedelta(days=7),
        document="QĐ 1",
        actor=year.holder(HEAD),
        now=BEGINS,
    )
    with pytest.raises(LinkSpent):
        accept_invite.holder(session, token, now=BEGINS)
