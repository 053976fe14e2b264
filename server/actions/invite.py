"""Make a one-time link by which a person sets their password, the first or a new one."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from server.domain.administering import check_administers
from server.domain.appointments import NoSuchPerson, OwnAccount
from server.domain.people import Actor
from server.store import Session, invites, journal, people_admin

HOLDS_FOR = timedelta(days=7)


def invite(
    session: Session, person_id: UUID, *, token: str, actor: Actor | None, now: datetime
) -> datetime:
    """Make a link that holds for seven days and voids all earlier ones; return when it runs out.

    Only the token's SHA-256 is kept: who loses the link needs a new one. `actor` is None for the
    operator of the machine. Raises NotAdministrator, OwnAccount, NoSuchPerson.
    """
    person = people_admin.lock_person(session, person_id)
    if person is None or person.deactivated_at is not None:
        raise NoSuchPerson
    check_administers(actor, person.province)
    if actor is not None and person_id == actor.person_id:
        raise OwnAccount
    invites.void_links(session, person_id, now=now)
    expires = now + HOLDS_FOR
    invites.add_link(session, person_id, hash_of(token), expires=expires)
    journal.note(
        session,
        stream="people",
        kind="person.password_reset" if person.signs_in else "person.invited",
        object=f"person/{person_id}",
        actor=actor,
        payload={
            "person": {"id": str(person.id), "login": person.login, "name": person.name},
            "to": expires.isoformat(),
        },
        now=now,
        province=person.province,
    )
    return expires


def hash_of(token: str) -> str:
    """Return what is kept of a link's token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
