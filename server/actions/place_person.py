"""Say of which province a person is, of whom older data do not tell it."""

from datetime import datetime

from server.domain.appointments import NoSuchPerson, ProvinceMissing
from server.store import Session, journal, people_admin


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
    journal.note(
        session,
        stream="people",
        kind="person.placed",
        object=f"person/{person.id}",
        actor=None,
        payload={
            "person": {"id": str(person.id), "login": person.login, "name": person.name},
            "changes": [{"path": "province", "old": "", "new": province}],
        },
        now=now,
        province=province,
    )
