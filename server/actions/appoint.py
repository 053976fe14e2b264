"""Put a person into a post from a day on: the one gate of every appointment, whoever writes it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from server.domain.administering import administers, check_administers
from server.domain.appointments import (
    Held,
    NoSuchPerson,
    NoSuchPost,
    OwnAccount,
    Period,
    check_appointment,
)
from server.domain.people import Actor
from server.domain.posts import Position, position_of, province_of
from server.domain.records import Json
from server.domain.typed_text import readable
from server.store import Session, delegations, journal, people_admin
from server.store.ids import new_id
from server.store.people_admin import PersonRow

APART = frozenset({Position.ADMINISTRATOR, Position.AUDITOR})


def appoint(
    session: Session, new: Held, *, decision: str, actor: Actor | None, now: datetime
) -> UUID:
    """Appoint; `actor` is None for the operator of the machine.

    Raises NotAdministrator, OwnAccount, NoSuchPost, NoSuchPerson, and what the checks raise.
    """
    person = people_admin.lock_person(session, new.person_id)
    if person is None or person.deactivated_at is not None:
        raise NoSuchPerson
    check_administers(actor, person.province)
    if actor is not None and new.person_id == actor.person_id:
        raise OwnAccount
    apart = actor is not None and not administers(actor, province_of(new.post_id))
    if apart or people_admin.lock_post(session, new.post_id) is None:
        raise NoSuchPost(new.post_id)
    decision = readable(decision)
    of_post = people_admin.held(people_admin.appointments(session, post_id=new.post_id))
    appointment_id = put(
        session,
        new,
        person=person,
        of_person=_held(session, new),
        of_post=of_post,
        decision=decision,
        now=now,
    )
    journal.note(
        session,
        stream="people",
        kind="person.appointed",
        object=f"appointment/{appointment_id}",
        actor=actor,
        payload=_payload(person, new, decision),
        now=now,
        province=person.province,
    )
    return appointment_id


def put(  # noqa: PLR0913 - an appointment, named part by part
    session: Session,
    new: Held,
    *,
    person: PersonRow,
    of_person: Collection[Held],
    of_post: Collection[Held],
    decision: str,
    now: datetime,
) -> UUID:
    """Write an appointment that the rules allow; raises what `check_appointment` does."""
    check_appointment(new, province=person.province, of_person=of_person, of_post=of_post)
    appointment_id = new_id(now)
    people_admin.add_appointment(session, appointment_id, new, decision=decision)
    return appointment_id


def _payload(person: PersonRow, new: Held, decision: str) -> dict[str, Json]:
    return {
        "person": {"id": str(person.id), "login": person.login, "name": person.name},
        "post": new.post_id,
        "from": new.period.first.isoformat(),
        "to": new.period.last.isoformat() if new.period.last else None,
        "decision": decision,
    }


def _held(session: Session, new: Held) -> list[Held]:
    """List the posts the person holds, and, where the new one stands apart, those lent to them."""
    held = people_admin.held(people_admin.appointments(session, person_ids=[new.person_id]))
    if position_of(new.post_id) not in APART:
        return [*held]
    lent = delegations.listed(session, person_id=new.person_id, since=new.period.first)
    return [
        *held,
        *(
            Held(
                person_id=new.person_id,
                post_id=row.post_id,
                period=Period(first=row.valid_from, last=row.valid_to),
            )
            for row in lent
            if row.revoked_at is None
        ),
    ]
