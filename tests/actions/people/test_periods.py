"""Days in a post: without a gap, at once, and as far as anybody may plan."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.actions.people import (
    appoint,
    delegate_post,
    end_appointment,
)
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import (
    Held,
    OtherProvince,
    Period,
)
from server.domain.people.lending import NotHeldThen, PeriodTooLong
from server.domain.texts.lists import listed_post
from server.domain.texts.words import Words
from server.store.people import people
from tests.actions.refused import refused
from tests.worlds.handing import entrusted
from tests.worlds.rows import rows
from tests.worlds.year import PRESS, RADIO, SCHOOL, Year

HEAD = f"{SCHOOL}/head"
NEW_YEARS_EVE = datetime(2024, 12, 31, 3, 0, tzinfo=UTC)
NEW_YEAR = date(2025, 1, 1)


def posts_on(session: Session, person: UUID, day: date) -> set[str]:
    return {choice.post_id for choice in people.choices(session, person, today=day)}


def appointment_of(session: Session, post: str) -> UUID:
    ((found,),) = rows(session, "SELECT id FROM appointment WHERE post_id = :p", p=post)
    assert isinstance(found, UUID)
    return found


def again(session: Session, head: Actor, first: date) -> None:
    """End the head's appointment with the year and appoint them again."""
    end_appointment.end(
        session, appointment_of(session, HEAD), last=date(2024, 12, 31), actor=None,
        now=NEW_YEARS_EVE,
    )  # fmt: skip
    new = Held(person_id=head.person_id, post_id=HEAD, period=Period(first=first, last=None))
    appoint.appoint_confirmed(
        session, new, decision="QĐ 9", proposed="", actor=None, now=NEW_YEARS_EVE
    )


@pytest.fixture
def lent_over_new_year(year: Year) -> Actor:
    year.now = NEW_YEARS_EVE
    return year.lent(HEAD, to=f"{PRESS}/officer")


def test_a_delegation_lives_on_where_its_giver_is_appointed_again_without_a_gap(
    year: Year, session: Session, lent_over_new_year: Actor
) -> None:
    again(session, year.holder(HEAD), NEW_YEAR)
    for day in (date(2024, 12, 31), NEW_YEAR, NEW_YEAR + timedelta(days=8)):
        assert HEAD in posts_on(session, lent_over_new_year.person_id, day), day


def test_a_delegation_falls_with_a_gap_of_one_day_and_stays_fallen(
    year: Year, session: Session, lent_over_new_year: Actor
) -> None:
    again(session, year.holder(HEAD), NEW_YEAR + timedelta(days=1))
    assert HEAD in posts_on(session, lent_over_new_year.person_id, date(2024, 12, 31))
    for days in (0, 1, 5):
        day = NEW_YEAR + timedelta(days=days)
        assert HEAD not in posts_on(session, lent_over_new_year.person_id, day)


def test_a_delegation_does_not_pass_to_the_successor_of_its_giver(
    year: Year, session: Session, lent_over_new_year: Actor
) -> None:
    again(session, year.holder(f"{RADIO}/officer"), NEW_YEAR)
    assert HEAD not in posts_on(session, lent_over_new_year.person_id, NEW_YEAR)


def test_a_post_taken_away_at_once_is_held_no_longer_and_its_delegations_fall(
    year: Year, session: Session
) -> None:
    head, today = year.holder(HEAD), local_day(year.now)
    lent = year.lent(HEAD, to=f"{PRESS}/officer")
    end_appointment.end(session, appointment_of(session, HEAD), last=None, actor=None, now=year.now)
    assert HEAD not in posts_on(session, head.person_id, today)
    assert HEAD not in posts_on(session, lent.person_id, today)
    with pytest.raises(LookupError):
        year.holder(HEAD)


def test_the_last_day_is_still_a_day_in_the_post(year: Year, session: Session) -> None:
    head, today = year.holder(HEAD), local_day(year.now)
    end_appointment.end(
        session, appointment_of(session, HEAD), last=today, actor=None, now=year.now
    )
    assert HEAD in posts_on(session, head.person_id, today)
    assert HEAD not in posts_on(session, head.person_id, today + timedelta(days=1))


def test_a_successor_takes_over_on_the_day_a_post_was_taken_away_at_once(
    year: Year, session: Session
) -> None:
    today = local_day(year.now)
    appointment = appointment_of(session, HEAD)
    end_appointment.end(session, appointment, last=None, actor=None, now=year.now)
    new = Held(
        person_id=year.holder(f"{RADIO}/officer").person_id,
        post_id=HEAD,
        period=Period(first=today, last=None),
    )
    appoint.appoint_confirmed(session, new, decision="QĐ 9", proposed="", actor=None, now=year.now)
    assert year.holder(HEAD).person_id == new.person_id


@pytest.mark.usefixtures("unsound")
def test_an_appointment_that_has_not_begun_ends_at_once_and_never_begins(
    year: Year, session: Session
) -> None:
    first = local_day(year.now) + timedelta(days=20)
    person = year.holder(f"{RADIO}/officer").person_id
    new = Held(
        person_id=person, post_id=f"{RADIO}/appraiser", period=Period(first=first, last=None)
    )
    session.execute(
        text(
            "INSERT INTO post (id, unit_id, position, title_vi, search, sort_key)"
            " VALUES (:id, :unit, 'appraiser', 'x', :search, :sort_key)"
        ),
        {"id": new.post_id, "unit": RADIO, **asdict(listed_post(Words("x")))},
    )
    added = appoint.appoint_confirmed(
        session, new, decision="", proposed="", actor=None, now=year.now
    )
    end_appointment.end(session, added, last=None, actor=None, now=year.now)
    assert new.post_id not in posts_on(session, person, first)


def test_what_was_claimed_goes_back_when_a_post_is_taken_away_at_once(
    year: Year, session: Session
) -> None:
    year.open("evaluation")
    task = year.task("score", SCHOOL)
    officer = year.holder(task.post_id)
    session.execute(
        text("UPDATE task SET assignee_id = :p WHERE id = :t"),
        {"p": officer.person_id, "t": task.id},
    )
    appointment = appointment_of(session, task.post_id)
    end_appointment.end(session, appointment, last=None, actor=None, now=year.tick())
    assert rows(session, "SELECT assignee_id FROM task WHERE id = :t", t=task.id) == [(None,)]


def lend(year: Year, session: Session, **changed: object) -> UUID:
    terms: dict[str, object] = {
        "first": local_day(year.now),
        "last": local_day(year.now) + timedelta(days=9),
        "document": "01/GUQ",
    }
    return delegate_post.delegate(
        session,
        year.holder(f"{PRESS}/officer").person_id,
        actor=year.holder(HEAD),
        now=year.now,
        **(terms | changed),  # type: ignore[arg-type] # the terms a test changes
    )


def test_a_post_is_lent_for_a_year_at_most(year: Year, session: Session) -> None:
    today = local_day(year.now)
    for last in (date(9999, 12, 31), today + timedelta(days=366)):
        with refused(session, PeriodTooLong):
            lend(year, session, last=last)
    lend(year, session, last=today + timedelta(days=365))


def test_a_post_is_lent_for_coming_days_of_at_most_a_year_ahead(
    year: Year, session: Session
) -> None:
    first = local_day(year.now) + timedelta(days=3650)
    with refused(session, PeriodTooLong):
        lend(year, session, first=first, last=first + timedelta(days=2))


@pytest.mark.usefixtures("unsound")
def test_a_post_is_not_lent_from_before_its_giver_held_it(year: Year, session: Session) -> None:
    session.execute(
        text("UPDATE appointment SET valid_from = :d WHERE post_id = :p"),
        {"d": local_day(year.now), "p": HEAD},
    )
    with refused(session, NotHeldThen):
        lend(year, session, first=local_day(year.now) - timedelta(days=1))


@pytest.mark.usefixtures("unsound")
def test_a_post_is_not_lent_into_another_province(year: Year, session: Session) -> None:
    person = year.holder(f"{PRESS}/officer").person_id
    session.execute(text("UPDATE person SET province = 'bac-ninh' WHERE id = :id"), {"id": person})
    with refused(session, OtherProvince):
        lend(year, session)


@pytest.mark.usefixtures("unsound")
def test_a_task_is_not_handed_into_another_province_nor_for_more_than_a_year(
    year: Year, session: Session
) -> None:
    year.open("evaluation")
    task = year.task("score", SCHOOL)
    with refused(session, PeriodTooLong):
        entrusted(year, session, task, to=f"{PRESS}/officer", days=366)
    person = year.holder(f"{PRESS}/officer").person_id
    session.execute(text("UPDATE person SET province = 'bac-ninh' WHERE id = :id"), {"id": person})
    with refused(session, OtherProvince):
        entrusted(year, session, task, to=f"{PRESS}/officer")


def test_the_table_takes_no_delegation_of_more_than_a_year(year: Year, session: Session) -> None:
    person = year.holder(f"{PRESS}/officer").person_id
    with pytest.raises(IntegrityError, match="a year at most"), session.begin_nested():
        session.execute(
            text("""INSERT INTO delegation (id, post_id, person_id, valid_from, valid_to, document)
              VALUES (:id, :post, :person, '2024-12-01', '9999-12-31', 'x')"""),
            {"id": uuid4(), "post": HEAD, "person": person},
        )
