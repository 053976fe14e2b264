"""Members write at a case while its office works: held up, cleaned up after, mailed, appointed."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import suspend_case
from server.actions.installation.housekeeping import parts
from server.actions.mail import remind
from server.actions.mail.send_mail import Outgoing, send_one
from server.actions.people import appoint, end_appointment
from server.actions.steps import fire_timer
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import Held, Period
from tests.actions.at_once.writing import Write, unhindered, writers
from tests.worlds.holders import another_holder
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, SCHOOL, Year

MEMBERS = ("submit", "upload", "remark", "claim", "lend")


def holding_up(year: Year, administrator: Actor) -> Write:
    """Suspend the case, and let it go on at once: what came between waits for neither."""

    def write(session: Session, number: int) -> None:
        act = suspend_case.suspend if number % 2 else suspend_case.resume
        act(session, year.case_id, reason="Kiểm tra.", actor=administrator, now=year.now)

    return write


def cleaning(year: Year) -> Write:
    """Do one part of the night's work after the other."""
    chores = parts()
    names = sorted(chores)
    return lambda session, number: chores[names[number % len(names)]](session, year.now)


def mailing(year: Year) -> Write:
    """Send what waits, in transactions of its own as the worker does."""
    later = year.now + timedelta(days=1)
    outgoing = Outgoing(
        begin=year.begin, relay=None, address="https://example.invalid", clock=lambda: later
    )
    return lambda _session, _number: send_one(outgoing)


def appointing(year: Year, administrator: Actor, person_id: UUID) -> Write:
    """Appoint one more officer of another unit, and end it at once."""
    made: list[UUID] = []
    post = "bac-giang/so-tttt/officer"
    days = Period(first=local_day(year.now), last=None)

    def write(session: Session, number: int) -> None:
        if made:
            end_appointment.end(session, made.pop(), last=None, actor=administrator, now=year.now)
            return
        held = Held(post_id=post, person_id=person_id, period=days)
        new = appoint.appoint(
            session, held, decision=f"{number}/QĐ", actor=administrator, now=year.now
        )
        session.commit()
        if new:
            made.append(new)

    return write


def office(year: Year, kept: list[UUID]) -> dict[str, Write]:
    administrator = year.holder(ADMINISTRATOR)
    with year.begin() as session:
        second = another_holder(session, year.holder(f"{SCHOOL}/officer"), "Cán bộ thứ hai")
    known = writers(year, kept)
    return {
        **{name: known[name] for name in MEMBERS},
        "remind": lambda session, _: remind.remind(session, now=year.now + timedelta(days=90)),
        "hold up": holding_up(year, administrator),
        "clean": cleaning(year),
        "mail": mailing(year),
        "appoint": appointing(year, administrator, second.person_id),
        "timers": lambda session, _: [
            fire_timer.fire(session, timer, now=year.now)
            for (timer,) in rows(session, "SELECT id FROM timer ORDER BY id LIMIT 3")
        ],
    }


@pytest.mark.slow
def test_members_and_their_office_never_block_each_other_for_good(scoring: Year) -> None:
    kept: list[UUID] = []
    assert unhindered(scoring, office(scoring, kept), kept)
