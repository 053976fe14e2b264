"""A link to set a password is used up by an act that history tells of, and by no other."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.identity import accept_invite, invite
from server.actions.people import add_person, deactivate, delegate_post
from server.domain.deadlines import local_day
from server.store.invariants import breaches
from tests.worlds.year import ADMINISTRATOR, BEGINS, Year

HEAD = "bac-giang/so-gddt/head"
WORDS = "quả bưởi vườn bà"
LINK = "P6 link to set a password used or open otherwise than told"


def after(minutes: int) -> datetime:
    return BEGINS + timedelta(minutes=minutes)


@pytest.fixture
def person(year: Year, session: Session) -> UUID:
    """Add a person who has got three links: one was replaced, one used, one is open."""
    added = add_person.add(
        session, login="can.bo.moi", name="Cán bộ mới", province="bac-giang",
        email="hop.thu@vi-du.vn", actor=year.holder(ADMINISTRATOR), now=after(0),
    )  # fmt: skip
    for minutes in (1, 2):
        linked(year, session, added, after(minutes))
    token = str(
        session.scalar(text("SELECT path FROM mail WHERE kind = 'link' ORDER BY seq DESC LIMIT 1"))
    ).rpartition("/")[2]
    accept_invite.accept(session, token, password=WORDS, again=WORDS, now=after(3))
    linked(year, session, added, after(4))
    return added


def linked(year: Year, session: Session, person: UUID, now: datetime) -> None:
    link = invite.invite(session, person, mails=True, actor=year.holder(ADMINISTRATOR), now=now)
    assert link.way is invite.Way.MAILED


def named(session: Session) -> set[str]:
    return {where for name, where in breaches(session, now=after(60)) if name == LINK}


def used(session: Session) -> list[datetime | None]:
    return [*session.scalars(text("SELECT used_at FROM invite ORDER BY expires_at"))]


@pytest.mark.usefixtures("person")
def test_links_that_were_replaced_used_and_open_are_as_told(session: Session) -> None:
    assert used(session) == [after(2), after(3), None]
    assert named(session) == set()


def test_a_link_that_a_delegation_ended_is_as_told(
    year: Year, session: Session, person: UUID
) -> None:
    delegate_post.delegate(
        session, person, first=local_day(BEGINS), last=local_day(BEGINS), document="QĐ 1",
        actor=year.holder(HEAD), now=after(5),
    )  # fmt: skip
    assert used(session)[-1] == after(5)
    assert named(session) == set()


@pytest.mark.usefixtures("unsound")
def test_the_link_of_a_closed_account_is_not_open_again(
    year: Year, session: Session, person: UUID
) -> None:
    deactivate.deactivate(session, person, actor=year.holder(ADMINISTRATOR), now=after(5))
    assert used(session)[-1] == after(5)
    assert named(session) == set()
    session.execute(text("UPDATE invite SET used_at = NULL WHERE used_at = :at"), {"at": after(5)})
    assert named(session) == {str(person)}


@pytest.mark.usefixtures("unsound")
@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize(
    "changed", ["NULL", "used_at - interval '1 microsecond'", "'2024-12-12T00:00Z'"]
)
def test_another_moment_or_none_is_named(
    session: Session, person: UUID, number: int, changed: str
) -> None:
    changes = session.execute(
        text(
            f"UPDATE invite SET used_at = {changed} WHERE used_at IS DISTINCT FROM {changed}"  # noqa: S608 - constants
            " AND token_hash ="
            " (SELECT token_hash FROM invite ORDER BY expires_at OFFSET :n LIMIT 1)"
        ),
        {"n": number},
    ).rowcount  # type: ignore[attr-defined]
    found = {each.removeprefix("person/") for each in named(session)}
    assert found == ({str(person)} if changes else set())
    assert changes or number == 2
