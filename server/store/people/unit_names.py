"""What a unit or body is called on a day, whatever bloc-year it is in."""

import datetime as dt

from sqlalchemy import select

from server.domain.texts.words import Words
from server.store import Session
from server.store.tables import unit_name


def name_on(session: Session, unit_id: str, day: dt.date) -> Words:
    """Return the full name of a unit; empty where none is known on that day."""
    query = (
        select(unit_name.c.name_vi, unit_name.c.name_en)
        .where(unit_name.c.unit_id == unit_id, unit_name.c.valid_from <= day)
        .order_by(unit_name.c.valid_from.desc())
        .limit(1)
    )
    found = session.execute(query).one_or_none()
    return Words(found.name_vi, found.name_en) if found else Words("")
