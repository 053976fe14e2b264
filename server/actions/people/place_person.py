"""Say of which province a person is, of whom older data do not tell it."""

from dataclasses import replace
from datetime import datetime

from server.actions.identity import accounts
from server.domain.canonical import Json
from server.domain.people.appointments import NoSuchPerson, ProvinceMissing
from server.store import Session
from server.store.people import people_admin


def place(session: Session, login: str, province: str, *, now: datetime) -> None:
    """Give a person without a province one, as the operator; nobody is moved to another.

    Raises NoSuchPerson, ProvinceMissing.
    """
    person = people_admin.by_login(session, login)
    if person is None or person.province:
        raise NoSuchPerson
    if province not in people_admin.provinces(session):
        raise ProvinceMissing
    people_admin.set_province(session, person.id, province)
    changes: list[Json] = [{"path": "province", "old": "", "new": province}]
    accounts.note(
        session,
        "person.placed",
        replace(person, province=province),
        actor=None,
        now=now,
        payload={"changes": changes},
    )
