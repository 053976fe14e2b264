"""Sessions that an OpenID provider began, and what it sends that counts once.

Each write of the latter is a short transaction of its own: it counts whatever comes of the rest.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, text

from server.store import Session


def keep(session: Session, session_hash: str, *, subject_hash: str, id_token: bytes) -> None:
    """Say of a session who began it; `id_token` is sealed."""
    values = {"session": session_hash, "subject": subject_hash, "token": id_token}
    session.execute(_KEEP, values)


def move(session: Session, waiting_hash: str, session_hash: str) -> None:
    """Say the same of the session that follows one that waited for its second factor."""
    session.execute(_MOVE, {"old": waiting_hash, "new": session_hash})


def id_token_of(session: Session, session_hash: str) -> tuple[UUID, bytes] | None:
    """Return whose session it was and the sealed token; None where no provider began it."""
    row = session.execute(_TOKEN, {"session": session_hash}).one_or_none()
    return (row.person_id, row.id_token) if row else None


def end_of(session: Session, subject_hashes: Collection[str], *, now: datetime) -> Sequence[UUID]:
    """End every session, and every sign-in that waits, that the provider's account began.

    Returns whose they were, a session each.
    """
    values = {"subjects": list(subject_hashes), "now": now}
    return session.execute(_END, values).scalars().all()


def spend(engine: Engine, key_hash: str, *, until: datetime, at: datetime) -> bool:
    """Note that something came, until it is refused anyway; False where it had come before."""
    with engine.begin() as connection:
        connection.execute(_FORGET, {"at": at})
        spent = connection.execute(_SPEND, {"key": key_hash, "until": until})
        return spent.one_or_none() is not None


_KEEP = text("""
INSERT INTO provider_session (session_hash, subject_hash, id_token)
VALUES (:session, :subject, :token)
""")
_MOVE = text("UPDATE provider_session SET session_hash = :new WHERE session_hash = :old")
_TOKEN = text("""
SELECT s.person_id, p.id_token FROM provider_session p
JOIN web_session s ON s.id_hash = p.session_hash WHERE p.session_hash = :session
""")
_END = text("""
UPDATE web_session SET ended_at = :now WHERE id_hash IN (
  SELECT s.id_hash FROM web_session s JOIN provider_session p ON p.session_hash = s.id_hash
  WHERE p.subject_hash = ANY(:subjects) AND s.ended_at IS NULL
  ORDER BY s.id_hash FOR NO KEY UPDATE OF s) RETURNING person_id
""")
_FORGET = text("DELETE FROM spent_token WHERE until < :at")
_SPEND = text("""
INSERT INTO spent_token (key_hash, until) VALUES (:key, :until)
ON CONFLICT (key_hash) DO NOTHING RETURNING 1
""")
