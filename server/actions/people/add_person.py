"""Give a person an account; they set their password by a one-time link."""

from datetime import datetime
from uuid import UUID

from server.actions.identity import accounts
from server.domain.people.actors import Actor
from server.domain.people.administering import administers, check_administrator
from server.domain.people.appointments import (
    LoginTaken,
    NotAdministrator,
    ProvinceMissing,
    check_person,
)
from server.domain.texts.typed_text import readable
from server.store import Session
from server.store.database.ids import new_id
from server.store.people import people_admin
from server.store.people.people_admin import PersonRow


def add(  # noqa: PLR0913 - an account, named part by part
    session: Session,
    *,
    login: str,
    name: str,
    province: str,
    email: str = "",
    actor: Actor | None,
    now: datetime,
) -> UUID:
    """Add an account without posts and without a password; `actor` is None for the operator.

    Raises NotAdministrator, CharacterRefused, BadLogin, NameMissing, ProvinceMissing, LoginTaken.
    """
    check_administrator(actor)
    if actor is not None and not administers(actor, province):
        raise NotAdministrator
    row = put(session, login=login, name=name, province=province, email=email, now=now)
    accounts.note(session, "person.added", row, actor=actor, now=now)
    return row.id


def put(  # noqa: PLR0913 - an account, named part by part
    session: Session, *, login: str, name: str, province: str, email: str, now: datetime
) -> PersonRow:
    """Write the account alone; its event is the caller's. Raises as `add` does of its fields."""
    name, email = readable(name), readable(email)
    _check_new(session, login, name, province)
    row = PersonRow(
        id=new_id(now),
        login=login,
        name=name,
        email=email,
        province=province,
        demonstration=False,
        signs_in=False,
        created_at=now,
        deactivated_at=None,
    )
    people_admin.add_person(session, row)
    return row


def _check_new(session: Session, login: str, name: str, province: str) -> None:
    check_person(login, name)
    if province not in people_admin.provinces(session):
        raise ProvinceMissing
    if people_admin.by_login(session, login) is not None:
        raise LoginTaken(login)
