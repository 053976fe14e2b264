"""Since when the rows of a database are bound: before it stands what was found then."""

from datetime import datetime

from sqlalchemy import text

from server.store import Session


def as_found(session: Session) -> datetime | None:
    """Return the moment in which rows were bound as they were found, by the installation's clock.

    None: they are bound from the first day.
    """
    return _first(session, None)


def as_found_of(session: Session, stream: str) -> datetime | None:
    """Return the same of one stream; what it tells before is as found."""
    return _first(session, stream)


def _first(session: Session, stream: str | None) -> datetime | None:
    found: datetime | None = session.scalar(text(_BASELINE), {"stream": stream})
    return found


_BASELINE = """
SELECT min(p.act_time) FROM event_payload p JOIN event e ON e.id = p.event_id
WHERE p.act = 'history.baseline' AND e.kind = p.act
  AND e.stream = coalesce(CAST(:stream AS text), e.stream) AND e.stream <> 'operations'
"""
"""`act` is found by an index, `kind` is what is hashed."""
