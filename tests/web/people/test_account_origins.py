"""An account that one administrator made for themself is no way into an approving post."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from server.actions.identity import accept_invite, invite
from server.actions.people import add_person
from server.domain.people.actors import Actor
from server.domain.texts.words import Words
from server.store.identity import invites
from server.store.tables import person
from tests.web.people.test_second_person import bodies
from tests.worlds.accounts import (
    ADMINISTRATOR,
    CONFIRMATIONS,
    FIRST,
    HEAD,
    OLD,
    PASSWORD,
    SECOND,
    Accounts,
    settle,
)
from tests.worlds.province import NOW

AUDITING = "bac-giang/thanh-tra/auditor"
MAILBOX = "hop.thu@vi-du.vn"


def made(office: Accounts, login: str, *, by: str = FIRST) -> None:
    """Have an administrator make an account with a mailbox they chose, and use its mailed link."""
    unit = "bac-giang/quan-tri"
    actor = Actor(
        person_id=office.world.people[by],
        name=f"Người giữ {by}",
        post_id=ADMINISTRATOR,
        post_title=Words("", ""),
        unit_id=unit,
        unit_ids=frozenset({unit}),
        positions=frozenset({ADMINISTRATOR}),
    )
    now = NOW
    with Session(office.world.engine) as session:
        added = add_person.add(
            session,
            login=login,
            name="Người mới",
            province="bac-giang",
            email=MAILBOX,
            actor=actor,
            now=now,
        )
        office.world.people[login] = added
        link = invite.invite(session, added, mails=True, actor=actor, now=now)
        assert link.way is invite.Way.MAILED
        path = session.execute(text("SELECT path FROM mail WHERE kind = 'link'")).scalar_one()
        token = str(path).rsplit("/", 1)[-1]
        accept_invite.accept(session, token, password=PASSWORD, again=PASSWORD, now=now)
        session.commit()


def test_a_link_to_an_address_an_administrator_typed_came_through_their_hands(
    office: Accounts,
) -> None:
    made(office, "nguoi.moi")
    with Session(office.world.engine) as session:
        person_id = office.world.people["nguoi.moi"]
        hands = invites.reach(session, [person_id])[person_id]
    assert {hand.person_id for hand in hands} == {person_id, office.world.people[FIRST]}


def test_who_confirms_sees_who_made_the_account_and_whose_password_it_has(
    office: Accounts,
) -> None:
    made(office, "nguoi.moi")
    office.propose_post("nguoi.moi", AUDITING)
    page = office.administrator(SECOND).get(CONFIRMATIONS).text
    assert f"Người giữ {FIRST} lập tài khoản và nhập địa chỉ thư này" in page
    assert f"Đã đặt mật khẩu, qua tay: Người giữ {FIRST}." in page


@pytest.mark.parametrize("own", [True, False])
def test_the_first_approving_post_drops_password_and_sessions(
    office: Accounts,
    own: bool,  # noqa: FBT001
) -> None:
    if own:
        office.person("nguoi.moi")
    else:
        made(office, "nguoi.moi")
    proposal = office.propose_post("nguoi.moi", AUDITING)
    assert settle(office.administrator(SECOND), proposal).status_code == 303
    with Session(office.world.engine) as session:
        found = select(person.c.password_hash).where(person.c.login == "nguoi.moi")
        assert session.execute(found).scalar_one() is None
    path = office.handed("nguoi.moi")
    office.accept(path)
    assert office.signed_in("nguoi.moi", PASSWORD).get("/tasks").status_code == 200


def test_who_approves_already_keeps_the_password(office: Accounts) -> None:
    bodies(office)
    proposal = office.propose_post(HEAD, "bac-giang/ubnd/chairman")
    assert settle(office.administrator(SECOND), proposal).status_code == 303
    office.signed_in(HEAD, OLD)
