"""An account as an act finds it, and the event the act leaves of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from server.actions.identity.approving_posts import posts_in_hand
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.people.administering import check_administers, check_keeps_posts
from server.domain.people.appointments import NoSuchPerson
from server.store import Session
from server.store.history import journal
from server.store.people import people_admin
from server.store.people.people_admin import PersonRow


def lock(session: Session, person_id: UUID) -> PersonRow:
    """Lock an account that is open. Raises NoSuchPerson."""
    person = people_admin.lock_person(session, person_id)
    if person is None or person.deactivated_at is not None:
        raise NoSuchPerson
    return person


def lock_kept(
    session: Session, person_id: UUID, *, actor: Actor | None, now: datetime
) -> PersonRow:
    """Lock an account of a person, with all whose posts it gives, that the actor looks after.

    Raises NotAdministrator, NoSuchPerson, KeptElsewhere.
    """
    person = lock(session, person_id)
    check_administers(actor, person.province)
    if actor is not None:
        check_keeps_posts(actor, posts_in_hand(session, person_id, now=now))
    return person


def named(person: PersonRow) -> Json:
    """Return the person as events name them."""
    return {"id": str(person.id), "login": person.login, "name": person.name}


def note(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    kind: str,
    person: PersonRow,
    *,
    actor: Actor | None,
    now: datetime,
    about: str = "",
    payload: Mapping[str, Json] | None = None,
) -> None:
    """Record a fact of a person's account; `about` is what it is of, where not the person."""
    journal.note(
        session,
        stream="people",
        kind=kind,
        object=about or f"person/{person.id}",
        actor=actor,
        payload={"person": named(person), **(payload or {})},
        now=now,
        province=person.province,
    )
