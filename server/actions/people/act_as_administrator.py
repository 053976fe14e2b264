"""Whose name stands under what is done at a terminal: an administrator's, as they are today."""

from datetime import datetime

from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import NoSuchPerson
from server.domain.people.posts import Position, unit_of
from server.domain.texts.words import Words
from server.store import Session
from server.store.people import lineage, people_admin


def by_login(session: Session, login: str, *, now: datetime) -> Actor:
    """Return a person acting as administrator; NoSuchPerson where they are none today."""
    person = people_admin.by_login(session, login)
    if person is None or person.deactivated_at is not None:
        raise NoSuchPerson
    today = local_day(now)
    held = [
        row
        for row in people_admin.appointments(session, person_ids=[person.id])
        if row.stands_on(today)
    ]
    for row in held:
        if row.post_id.endswith(f"/{Position.ADMINISTRATOR}"):
            return Actor(
                person_id=person.id,
                name=person.name,
                post_id=row.post_id,
                post_title=Words(row.title_vi, row.title_en),
                unit_id=unit_of(row.post_id),
                unit_ids=frozenset(unit_of(each.post_id) for each in held),
                positions=frozenset(each.post_id for each in held),
                demonstration=person.demonstration,
                lineage=lineage.in_force(session, today=today),
            )
    raise NoSuchPerson
