"""The acts that make a completing POST idempotent: the same key and body, the first answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One completing POST: a random key made when the form was rendered, and what was sent."""

    key: str
    endpoint: str
    body_hash: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier POST with the same key was and where it led."""

    endpoint: str
    body_hash: str
    location: str


def claim(
    session: Session, act: Act, *, person_id: UUID, location: str, now: datetime
) -> Earlier | None:
    """Take a key for this transaction; the earlier act where the key is taken.

    A second POST with the same key waits here until the first has committed or rolled back.
    """
    took = session.execute(
        text("""
        INSERT INTO act(key, person_id, endpoint, body_hash, location, at)
        VALUES (:key, :person, :endpoint, :hash, :location, :at)
        ON CONFLICT (key, person_id) DO NOTHING RETURNING key
        """),
        {
            "key": act.key,
            "person": person_id,
            "endpoint": act.endpoint,
            "hash": act.body_hash,
            "location": location,
            "at": now,
        },
    ).one_or_none()
    if took is not None:
        return None
    row = session.execute(
        text("SELECT endpoint, body_hash, location FROM act WHERE key = :k AND person_id = :p"),
        {"k": act.key, "p": person_id},
    ).one()
    return Earlier(row.endpoint, row.body_hash, row.location)
