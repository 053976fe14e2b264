"""Put a person into a post from a day on."""

from datetime import datetime
from uuid import UUID

from server.domain.appointments import (
    Held,
    NoSuchPerson,
    NoSuchPost,
    OwnAccount,
    Period,
    check_administrator,
    check_appointment,
)
from server.domain.people import Actor
from server.domain.posts import Position, position_of
from server.domain.typed_text import readable
from server.store import Session, delegations, journal, people_admin
from server.store.ids import new_id


def appoint(
    session: Session, new: Held, *, decision: str, actor: Actor | None, now: datetime
) -> UUID:
    """Appoint; `actor` is None for the operator of the machine.

    Raises NotAdministrator, OwnAccount, NoSuchPost, NoSuchPerson, and what the checks raise.
    """
    if actor is not None:
        check_administrator(actor.post_id, post_id=new.post_id)
        if new.person_id == actor.person_id:
            raise OwnAccount
    person = people_admin.lock_person(session, new.person_id)
    if person is None or person.deactivated_at is not None:
        raise NoSuchPerson
    if people_admin.lock_post(session, new.post_id) is None:
        raise NoSuchPost(new.post_id)
    check_appointment(
        new,
        of_person=_held(session, new),
        of_post=people_admin.held(people_admin.appointments(session, post_id=new.post_id)),
    )
    appointment_id, decision = new_id(now), readable(decision)
    people_admin.add_appointment(session, appointment_id, new, decision=decision)
    journal.note(
        session,
        stream="people",
        kind="person.appointed",
        object=f"appointment/{appointment_id}",
        actor=actor,
        payload={
            "person": {"id": str(person.id), "login": person.login, "name": person.name},
            "post": new.post_id,
            "from": new.period.first.isoformat(),
            "to": new.period.last.isoformat() if new.period.last else None,
            "decision": decision,
        },
        now=now,
        province=new.post_id.partition("/")[0],
    )
    return appointment_id


def _held(session: Session, new: Held) -> list[Held]:
    """List the posts the person holds, and, of an administrator to be, those lent to them, too."""
    held = people_admin.held(people_admin.appointments(session, person_ids=[new.person_id]))
    if position_of(new.post_id) is not Position.ADMINISTRATOR:
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
