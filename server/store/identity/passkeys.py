"""Passkeys of persons, and the challenges they are to sign."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, text

from server.domain.identity.passkeys import CHALLENGE_HOLDS
from server.store import Session

CHALLENGE_BYTES = 32
MOST_CHALLENGES = 50
"""How many wait for a person's passkeys in all their sessions; the oldest goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A passkey of a person, and what changes of it."""

    id: UUID
    credential: bytes
    public_key: bytes
    transports: str
    made_at: datetime
    name: str
    sign_count: int
    used_at: datetime | None = None


def listed(session: Session, person_id: UUID) -> Sequence[Passkey]:
    """List a person's passkeys, the oldest first."""
    rows = session.execute(_LISTED, {"person": person_id}).mappings()
    return [Passkey(**row) for row in rows]


def add(session: Session, person_id: UUID, new: Passkey) -> bool:
    """Insert a passkey; False where it is somebody's already."""
    values = {name: getattr(new, name) for name in Passkey.__slots__}
    added = session.execute(_ADD, values | {"person": person_id}).one_or_none()
    if added is not None:
        session.execute(_BEGIN_USE, values)
    return added is not None


def remove(session: Session, passkey_id: UUID) -> None:
    """Delete a passkey."""
    session.execute(_REMOVE, {"id": passkey_id})


def rename(session: Session, passkey_id: UUID, name: str) -> None:
    """Call it something else."""
    session.execute(_RENAME, {"id": passkey_id, "name": name})


def use(session: Session, passkey_id: UUID, sign_count: int, *, now: datetime) -> bool:
    """Note a use by its own count; False where that is not beyond the last. Of two at once one is.

    What counts nothing says 0 each time.
    """
    used = session.execute(_USE, {"id": passkey_id, "count": sign_count, "now": now})
    return used.one_or_none() is not None


def challenge(session: Session, session_hash: str, purpose: str, *, now: datetime) -> bytes:
    """Make what is to be signed next in a session for a purpose; one before counts no more."""
    made = secrets.token_bytes(CHALLENGE_BYTES)
    values = {"session": session_hash, "purpose": purpose, "now": now}
    bounds = {"old": now - CHALLENGE_HOLDS, "most": MOST_CHALLENGES - 1}
    session.execute(_FORGET, {"session": session_hash, **bounds})
    session.execute(_CHALLENGE, values | {"challenge": made})
    return made


def waiting_challenge(
    session: Session, session_hash: str, purpose: str, *, now: datetime
) -> bytes | None:
    """Return what waits in a session to be signed for a purpose."""
    values = {"session": session_hash, "purpose": purpose, "old": now - CHALLENGE_HOLDS}
    found: bytes | None = session.execute(_WAITING, values).scalar_one_or_none()
    return found


def take_challenge(
    engine: Engine, session_hash: str, purpose: str, *, now: datetime
) -> bytes | None:
    """Take it, whatever becomes of the request: of two at once one gets it, and none again."""
    values = {"session": session_hash, "purpose": purpose, "old": now - CHALLENGE_HOLDS}
    with engine.begin() as connection:
        row = connection.execute(_TAKE, values).one_or_none()
    return row.challenge if row is not None and row.fresh else None


_LISTED = text("""
SELECT k.id, k.credential, k.public_key, k.transports, k.made_at, u.name, u.sign_count, u.used_at
FROM passkey k JOIN passkey_use u ON u.passkey_id = k.id
WHERE k.person_id = :person ORDER BY k.made_at, k.id
""")
_ADD = text("""
INSERT INTO passkey (id, person_id, credential, public_key, transports, made_at)
VALUES (:id, :person, :credential, :public_key, :transports, :made_at)
ON CONFLICT (credential) DO NOTHING RETURNING 1
""")
_BEGIN_USE = text("""
INSERT INTO passkey_use (passkey_id, name, sign_count) VALUES (:id, :name, :sign_count)
""")
_REMOVE = text("DELETE FROM passkey WHERE id = :id")
_RENAME = text("UPDATE passkey_use SET name = :name WHERE passkey_id = :id")
_USE = text("""
UPDATE passkey_use SET sign_count = :count, used_at = :now
WHERE passkey_id = :id AND (:count > sign_count OR (:count = 0 AND sign_count = 0)) RETURNING 1
""")
_FORGET = text("""
DELETE FROM passkey_challenge WHERE (session_hash, purpose) IN (
  SELECT c.session_hash, c.purpose FROM (
    SELECT c.*, row_number() OVER (ORDER BY c.made_at DESC, c.session_hash, c.purpose) AS n
    FROM passkey_challenge c JOIN web_session s ON s.id_hash = c.session_hash
    WHERE s.person_id = (SELECT person_id FROM web_session WHERE id_hash = :session)) c
  WHERE c.made_at <= :old OR c.n > :most)
""")
_CHALLENGE = text("""
INSERT INTO passkey_challenge (session_hash, purpose, challenge, made_at)
VALUES (:session, :purpose, :challenge, :now)
ON CONFLICT (session_hash, purpose)
  DO UPDATE SET challenge = excluded.challenge, made_at = excluded.made_at
""")
_WAITING = text("""
SELECT challenge FROM passkey_challenge
WHERE session_hash = :session AND purpose = :purpose AND made_at > :old
""")
_TAKE = text("""
DELETE FROM passkey_challenge WHERE session_hash = :session AND purpose = :purpose
RETURNING challenge, made_at > :old AS fresh
""")
