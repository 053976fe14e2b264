"""Further persons in a post, for tests of several people at once."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from server.actions.people import add_person, appoint
from server.domain.people.actors import Actor
from server.domain.people.appointments import Held, Period
from server.domain.people.posts import province_of
from tests.worlds.year import BEGINS


def another_holder(session: Session, actor: Actor, name: str) -> Actor:
    """Have the operator appoint one more person to the actor's post, before the year begins."""
    person = add_person.add(
        session,
        login=f"them-{uuid4().hex[:8]}",
        name=name,
        province=province_of(actor.post_id),
        actor=None,
        now=BEGINS,
    )
    first = (BEGINS - timedelta(days=1)).date()
    held = Held(person_id=person, post_id=actor.post_id, period=Period(first=first, last=None))
    assert appoint.appoint(session, held, decision="", actor=None, now=BEGINS) is not None
    return replace(actor, person_id=person, name=name)
