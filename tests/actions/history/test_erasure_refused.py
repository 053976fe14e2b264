"""An erasure is refused where its administrator is none any more, or more than erasing comes of it.

Each refusal leaves everything as it was.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.history import erasures
from server.actions.history.erasures import ErasureAsked
from server.domain.deadlines import local_day
from server.domain.history import erasure_refusals as refusals
from server.domain.people.actors import Actor, NotYourPost
from tests.actions.history.test_erasures import closed, confirm, propose, raised
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.worker import by_hand
from tests.worlds.year import Year

__all__ = ["closed", "raised"]
Settle = Callable[[Year, Actor, UUID], None]
LEFT = "UPDATE appointment SET valid_to = :day WHERE person_id = :person"
EVENTS = """
INSERT INTO event(id, format, province, stream, seq, prev_hash, kind, object, act_time, db_time,
  clock_offset_seconds, attachments, payload_digest, hash)
SELECT gen_random_uuid(), 1, 'bac-giang', 'people', 100000 + n, '', 'person.added', '', now(),
  now(), 0, '[]', '', encode(sha256(CAST('many' || n AS bytea)), 'hex')
FROM generate_series(1, :number) n RETURNING id
"""
PAYLOADS = """
INSERT INTO event_payload(event_id, salt, payload)
SELECT id, '', json_build_object('person', json_build_object('id', CAST(:person AS text)))
FROM unnest(CAST(:ids AS uuid[])) id
"""


def leave(year: Year, session: Session, who: Actor) -> None:
    """End somebody's appointments as of yesterday."""
    by_hand(session, now=year.now)
    day = local_day(year.now - timedelta(days=1))
    session.execute(text(LEFT), {"day": day, "person": who.person_id})


def many(session: Session, number: int, person: Actor) -> list[UUID]:
    """Write events that tell of a person's account."""
    ids: list[UUID] = list(session.execute(text(EVENTS), {"number": number}).scalars())
    named = {"ids": [str(each) for each in ids], "person": str(person.person_id)}
    session.execute(text(PAYLOADS), named)
    return ids


@pytest.mark.usefixtures("unsound")
def test_who_is_no_administrator_any_more_proposes_nothing(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    leave(closed, session, admins[0])
    with refused(session, NotYourPost):
        propose(closed, admins[0], ErasureAsked(events=frozenset({raised})))


def reject(year: Year, admin: Actor, erasure_id: UUID) -> None:
    with year.begin() as session:
        erasures.reject(session, erasure_id, reason="Sai.", actor=admin, now=year.tick())


def withdraw(year: Year, admin: Actor, erasure_id: UUID) -> None:
    with year.begin() as session:
        erasures.withdraw(session, erasure_id, actor=admin, now=year.tick())


@pytest.fixture
def proposed(closed: Year, admins: tuple[Actor, Actor], raised: UUID) -> UUID:
    """Have the first administrator propose to erase the event."""
    return propose(closed, admins[0], ErasureAsked(events=frozenset({raised})))


@pytest.mark.usefixtures("unsound")
@pytest.mark.parametrize(("settle", "who"), [(confirm, 1), (reject, 1), (withdraw, 0)])
def test_who_is_no_administrator_any_more_settles_nothing(
    closed: Year, admins: tuple[Actor, Actor], proposed: UUID, settle: Settle, who: int
) -> None:
    with closed.begin() as session:
        leave(closed, session, admins[who])
        with refused(session, NotYourPost):
            settle(closed, admins[who], proposed)
        state = rows(session, "SELECT state FROM erasure WHERE id = :id", id=proposed)
    assert state == [("waiting",)]


@pytest.mark.usefixtures("unsound")
def test_of_a_case_whose_rows_are_not_its_history_nothing_is_erased(
    closed: Year, admins: tuple[Actor, Actor], raised: UUID, session: Session
) -> None:
    erasure_id = propose(closed, admins[0], ErasureAsked(events=frozenset({raised})))
    by_hand(session, now=closed.now)
    session.execute(text("UPDATE task SET done_name = 'Ai đó' WHERE element = 'leader_answer'"))
    with refused(session, refusals.HistoryUnsound):
        confirm(closed, admins[1], erasure_id)
    assert rows(session, "SELECT 1 FROM event_payload WHERE event_id = :id", id=raised)


@pytest.mark.usefixtures("unsound")
def test_one_erasure_names_no_more_events_than_are_allowed(
    year: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    found = many(session, refusals.MOST_EVENTS + 1, year.holder("bac-giang/so-gddt/officer"))
    with refused(session, refusals.TooManyEvents):
        erasures.reach_of(session, ErasureAsked(events=frozenset(found)), actor=admins[0])
    most = ErasureAsked(events=frozenset(found[1:]))
    assert len(erasures.reach_of(session, most, actor=admins[0]).stays) == refusals.MOST_EVENTS


@pytest.mark.usefixtures("unsound")
def test_a_person_of_more_events_than_are_allowed_is_erased_in_parts(
    year: Year, admins: tuple[Actor, Actor], session: Session
) -> None:
    who = year.holder("bac-giang/so-gddt/officer")
    found = many(session, refusals.MOST_EVENTS + 20, who)
    with refused(session, refusals.TooManyEvents):
        erasures.reach_of(session, ErasureAsked(person_id=who.person_id), actor=admins[0])
    part = ErasureAsked(person_id=who.person_id, events=frozenset(found[-9:]))
    assert len(erasures.reach_of(session, part, actor=admins[0]).stays) == 9
