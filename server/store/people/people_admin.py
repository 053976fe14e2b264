"""Persons, posts and appointments, as the administrator keeps them."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from server.domain.people.appointments import Held, Period
from server.domain.people.lineage import Reach
from server.domain.texts.lists import listed_person
from server.store import Session
from server.store.database.folded import holds
from server.store.people import ended_sessions
from server.store.people.lineage import reached
from server.store.tables import appointment, person, post, unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person's account; `signs_in` tells whether a password has been set."""

    id: UUID
    login: str
    name: str
    email: str
    province: str
    demonstration: bool
    signs_in: bool
    created_at: dt.datetime
    deactivated_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentRow:
    """A person in a post, by date."""

    id: UUID
    person_id: UUID
    person_name: str
    province: str
    """The person's."""
    post_id: str
    title_vi: str
    title_en: str
    valid_from: dt.date
    valid_to: dt.date | None
    ended_at: dt.datetime | None
    """When it was ended at once, on its last day; it was not in force from then on."""
    decision: str

    def stands_on(self, day: dt.date) -> bool:
        """Tell whether the person is in the post on a day, now or still to come."""
        return self.valid_from <= day and not self.over_by(day)

    def over_by(self, day: dt.date) -> bool:
        """Tell whether the appointment is over on a day, also where it ended at once on it."""
        return self.ended_at is not None or (self.valid_to is not None and self.valid_to < day)

    def period(self) -> Period | None:
        """Return the days wholly in the post; None where there is none."""
        if self.ended_at is None or self.valid_to is None:
            return Period(first=self.valid_from, last=self.valid_to)
        before = self.valid_to - dt.timedelta(days=1)
        return Period(first=self.valid_from, last=before) if before >= self.valid_from else None


def people(
    session: Session, reach: Reach, *, typed: str, after: tuple[str, UUID] | None, limit: int
) -> Sequence[PersonRow]:
    """List a reach's accounts by sign-in name; `typed` is a part of name or sign-in name."""
    query = _people().where(reached(person.c.province, reach))
    if typed:
        query = query.where(holds(typed, person.c.search))
    if after is not None:
        key = tuple_(person.c.login, person.c.id)
        query = query.where(key > tuple_(literal(after[0]), literal(after[1])))
    query = query.order_by(person.c.login, person.c.id).limit(limit)
    return tuple(_person(row) for row in session.execute(query))


def find_person(session: Session, person_id: UUID) -> PersonRow | None:
    """Return an account, deactivated ones included."""
    row = session.execute(_people().where(person.c.id == person_id)).one_or_none()
    return None if row is None else _person(row)


def lock_person(session: Session, person_id: UUID) -> PersonRow | None:
    """Return an account and keep it from changing until the transaction ends."""
    query = _people().where(person.c.id == person_id).with_for_update(key_share=True)
    row = session.execute(query).one_or_none()
    return None if row is None else _person(row)


def by_login(session: Session, login: str) -> PersonRow | None:
    """Return the account of a sign-in name."""
    row = session.execute(_people().where(person.c.login == login)).one_or_none()
    return None if row is None else _person(row)


def logins(session: Session) -> frozenset[str]:
    """Return every sign-in name there is, of closed accounts too: none is given twice."""
    return frozenset(session.execute(select(person.c.login)).scalars())


def provinces(session: Session) -> frozenset[str]:
    """Name the provinces that have units here."""
    return frozenset(session.execute(select(unit.c.province).distinct()).scalars())


def appointments(
    session: Session,
    *,
    person_ids: Collection[UUID] | None = None,
    post_ids: Collection[str] | None = None,
) -> tuple[AppointmentRow, ...]:
    """List appointments of these persons, or to these posts, latest first."""
    query = _appointments()
    if person_ids is not None:
        query = query.where(appointment.c.person_id.in_(person_ids))
    if post_ids is not None:
        query = query.where(appointment.c.post_id.in_(post_ids))
    query = query.order_by(appointment.c.valid_from.desc(), appointment.c.id)
    return tuple(AppointmentRow(**_values(row)) for row in session.execute(query))


def stands_on(day: dt.date) -> ColumnElement[bool]:
    """Return the condition that an appointment is in force on a day."""
    return and_(
        appointment.c.valid_from <= day,
        appointment.c.ended_at.is_(None),
        or_(appointment.c.valid_to.is_(None), appointment.c.valid_to >= day),
    )


def held(rows: Iterable[AppointmentRow]) -> tuple[Held, ...]:
    """Say the same to the rules."""
    return tuple(
        Held(person_id=row.person_id, post_id=row.post_id, period=period)
        for row in rows
        if (period := row.period()) is not None
    )


def add_person(session: Session, row: PersonRow) -> None:
    """Insert an account without a password."""
    listed = listed_person(login=row.login, name=row.name, email=row.email)
    session.execute(
        insert(person).values(
            id=row.id,
            login=row.login,
            name=row.name,
            email=row.email,
            search=listed.search,
            sort_key=listed.sort_key,
            province=row.province,
            demonstration=row.demonstration,
            created_at=row.created_at,
        )
    )


def set_province(session: Session, person_id: UUID, province: str) -> None:
    """Say of which province a person is."""
    session.execute(update(person).where(person.c.id == person_id).values(province=province))


def add_appointment(
    session: Session, appointment_id: UUID, appointed: Held, *, decision: str
) -> None:
    """Insert an appointment."""
    session.execute(
        insert(appointment).values(
            id=appointment_id,
            person_id=appointed.person_id,
            post_id=appointed.post_id,
            valid_from=appointed.period.first,
            valid_to=appointed.period.last,
            decision=decision,
        )
    )


def lock_appointment(session: Session, appointment_id: UUID) -> AppointmentRow | None:
    """Return an appointment and keep it from changing until the transaction ends."""
    query = _appointments().where(appointment.c.id == appointment_id)
    row = session.execute(query.with_for_update(of=appointment, key_share=True)).one_or_none()
    return None if row is None else AppointmentRow(**_values(row))


def end_appointment(
    session: Session, appointment_id: UUID, last: dt.date, *, at_once: dt.datetime | None
) -> None:
    """Set an appointment's last day, and the instant where it ends at once."""
    change = update(appointment).where(appointment.c.id == appointment_id)
    session.execute(change.values(valid_to=last, ended_at=at_once))


def deactivate(session: Session, person_id: UUID, *, now: dt.datetime) -> int:
    """Close an account; its sessions end with it, and how many is told."""
    session.execute(update(person).where(person.c.id == person_id).values(deactivated_at=now))
    return end_sessions(session, person_id, now=now)


def end_sessions(session: Session, person_id: UUID, *, now: dt.datetime, keep: str = "") -> int:
    """End every session but the one whose key is `keep`, and say how many."""
    return ended_sessions.end_of_person(session, person_id, now=now, keep=keep)


def _people() -> Select[Any]:
    names = (
        *("id", "login", "name", "email", "province"),
        *("demonstration", "created_at", "deactivated_at"),
    )
    signs_in = func.coalesce(person.c.password_hash, "") != ""
    return select(*(person.c[name] for name in names), signs_in.label("signs_in"))


def _appointments() -> Select[Any]:
    names = ("id", "person_id", "post_id", "valid_from", "valid_to", "ended_at", "decision")
    query = select(
        *(appointment.c[name] for name in names),
        person.c.name.label("person_name"),
        person.c.province,
        post.c.title_vi,
        post.c.title_en,
    )
    return query.join(person, person.c.id == appointment.c.person_id).join(
        post, post.c.id == appointment.c.post_id
    )


def _person(row: Row[Any]) -> PersonRow:
    return PersonRow(**_values(row))


def _values(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    return dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
