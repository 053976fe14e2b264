"""A receipt of what was erased since stays among one's own, and is said to be erased."""

import pytest
from sqlalchemy.orm import Session

from server.actions.history import confirm_erasure, erasures
from server.actions.history.erasures import ErasureAsked
from server.domain.history.erasure_refusals import Ground
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.store.history import act_receipts
from server.store.history.history_events import HistoryEvent
from tests.processes.difficulty.test_difficulty import (
    OBJECTED,
    OPENER,
    OPENING,
    PASSED_ON,
    RAISED,
    REPLIED,
)
from tests.worlds.year import RADIO, Year


@pytest.fixture
def objected(year: Year) -> Year:
    """Answer a year in which a unit has objected to an answer; the case is over."""
    year.open("difficulty", post=OPENER, opening=OPENING)
    year.do("raise_difficulty", RAISED)
    year.do("leader_answer", PASSED_ON)
    year.do("affairs_answer", REPLIED)
    year.do("reporter_close", OBJECTED)
    year.do("final_answer", REPLIED)
    year.do("read_final", {})
    return year


def listed(session: Session, who: Actor | None) -> list[HistoryEvent]:
    person = None if who is None else who.person_id
    found = act_receipts.listed(
        session, Reach(("bac-giang",)), person_id=person, before=None, limit=50
    )
    return [*found]


def erase(year: Year, session: Session, admins: tuple[Actor, Actor], event: HistoryEvent) -> None:
    asked, ground = (
        ErasureAsked(events=frozenset({event.id})),
        Ground(law="Đ", document="1", stays=""),
    )
    seen = erasures.reach_of(session, asked, actor=admins[0]).seal
    act = erasures.propose(session, asked, ground, seen=seen, actor=admins[0], now=year.tick())
    confirm_erasure.confirm(session, act, seen=seen, actor=admins[1], now=year.tick())


def test_an_erased_receipt_stays_in_its_place(
    objected: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    who = objected.holder(OPENER)
    before = [each.id for each in listed(session, None)]
    (receipt,) = listed(session, who)
    erase(objected, session, admins, receipt)
    (after,) = listed(session, who)
    assert after.id == receipt.id
    assert after.erased is not None
    assert [each.id for each in listed(session, None)] == before


def test_it_is_listed_once_and_to_nobody_else(
    objected: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    who = objected.holder(OPENER)
    (receipt,) = listed(session, who)
    erase(objected, session, admins, receipt)
    assert listed(session, objected.holder(f"{RADIO}/officer")) == []
    place = (receipt.row["act_time"], receipt.row["seq"], receipt.id)
    later = act_receipts.listed(
        session, Reach(("bac-giang",)), person_id=who.person_id, before=place, limit=50
    )
    assert later == []
    assert (
        act_receipts.listed(session, Reach(("elsewhere",)), person_id=None, before=None, limit=50)
        == []
    )
