"""Whose accounts an administrator keeps, and who is a second person."""

from collections.abc import Callable
from uuid import UUID

import pytest

from server.domain.people.actors import LinkHand
from server.domain.people.administering import (
    KeptElsewhere,
    check_administers,
    check_administrator,
    check_keeps_posts,
    check_own_right,
)
from server.domain.people.appointments import NoSuchPerson, NotAdministrator
from server.domain.people.second_person import (
    OwnProposal,
    SameHands,
    check_hands,
    check_other,
    check_second,
)
from server.domain.refusals import Refusal
from tests.domain.people.actors import SOMEBODY, actor

ADMINISTRATOR = actor("p/q/administrator")
LENT = actor("p/q/administrator", delegation_id=UUID(int=5))
OTHER = UUID(int=2)
HAND = LinkHand(person_id=UUID(int=3), name="Quản trị viên")
NOBODYS = {SOMEBODY: (), OTHER: ()}
ONE_HANDS = {SOMEBODY: (HAND,), OTHER: (HAND,)}


@pytest.mark.parametrize(
    ("why", "check"),
    [
        (NotAdministrator, lambda: check_administrator(actor("p/a/head"))),
        (NotAdministrator, lambda: check_administers(actor("p/a/head"), "p")),
        (NoSuchPerson, lambda: check_administers(ADMINISTRATOR, "q")),
        (NoSuchPerson, lambda: check_administers(ADMINISTRATOR, "")),
        (NotAdministrator, lambda: check_own_right(actor("p/a/head"))),
        (NotAdministrator, lambda: check_own_right(LENT)),
        (KeptElsewhere, lambda: check_keeps_posts(ADMINISTRATOR, ["p/a/head", "q/a/head"])),
        (OwnProposal, lambda: check_other(ADMINISTRATOR, proposed_by=SOMEBODY)),
        (
            OwnProposal,
            lambda: check_other(actor("p/a/head", giver_id=OTHER), proposed_by=OTHER),
        ),
        (
            OwnProposal,
            lambda: check_second(proposed_by=SOMEBODY, actor=ADMINISTRATOR, reach=NOBODYS),
        ),
        (OwnProposal, lambda: check_second(proposed_by=None, actor=None, reach={})),
        (
            SameHands,
            lambda: check_second(proposed_by=OTHER, actor=ADMINISTRATOR, reach=ONE_HANDS),
        ),
        (SameHands, lambda: check_hands([HAND], [HAND])),
    ],
)
def test_it_is_refused(why: type[Refusal], check: Callable[[], None]) -> None:
    with pytest.raises(why):
        check()


def test_who_may_is_let_pass() -> None:
    check_administrator(None)
    check_administers(None, "q")
    check_administers(ADMINISTRATOR, "p")
    check_own_right(ADMINISTRATOR)
    check_keeps_posts(ADMINISTRATOR, ["p/a/head"])
    check_other(ADMINISTRATOR, proposed_by=OTHER)
    check_second(proposed_by=OTHER, actor=ADMINISTRATOR, reach=NOBODYS)
