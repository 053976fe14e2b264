"""In whose hands a link counts as being is told by history, and compared with it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.store.invariants import people
from tests.web.people.test_account_origins import made
from tests.web.people.test_through_hands import THIRD, puppet
from tests.worlds.accounts import FIRST, SECOND, Accounts

MAILED = "nguoi.moi"
HANDS = "P6 link to set a password in other hands than told"
THROUGH = "P6 account through other hands than told"


@pytest.fixture
def told(office: Accounts) -> Iterator[Session]:
    """Answer a province where links were handed over, mailed and used."""
    puppet(office, THIRD, by=FIRST, hands=SECOND)
    made(office, MAILED)
    with Session(office.world.engine) as session:
        yield session
        session.rollback()


def found(session: Session) -> set[str]:
    """Answer which of the two faults are named."""
    ruined: dict[str, list[str]] = {"ruined": []}
    return {
        name
        for name in (HANDS, THROUGH)
        if session.execute(text(people.BREACHES[name]), ruined).all()
    }


def test_what_history_tells_of_links_is_what_stands(told: Session) -> None:
    assert found(told) == set()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE invite SET made_by = handed_by WHERE made_by <> handed_by", {HANDS}),
        ("UPDATE invite SET handed_by = NULL", {HANDS}),
        ("UPDATE invite SET mailed = true", {HANDS, THROUGH}),
        ("UPDATE person SET handed_link = NULL, password_link = NULL", {THROUGH}),
        ("UPDATE person SET password_link = handed_link", {THROUGH}),
        ("UPDATE person SET password_link = NULL", {THROUGH}),
        (
            "UPDATE person SET handed_link = l.h FROM (SELECT max(token_hash) h FROM invite) l",
            {THROUGH},
        ),
    ],
)
def test_other_hands_than_told_are_named(told: Session, change: str, named: set[str]) -> None:
    assert told.execute(text(change)).rowcount  # type: ignore[attr-defined]
    assert found(told) == named
