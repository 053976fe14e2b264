"""What a post was answered by, kept sealed for its session: a reload asks for it again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from server.store import Session
from server.store.identity.web_sessions import LONGEST

KEPT = 20
"""How many a session keeps; the oldest goes."""
OF_PERSON = 40_000_000
"""Bytes that a person keeps in all sessions; the newest stays, however long it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAnswer:
    """A page as it was answered: its status, and its text, sealed."""

    status: int
    sealed: bytes


def keep(session: Session, *, key: str, holder: str, answer: ShownAnswer, now: datetime) -> None:
    """Keep an answer under the hash of its key, for the session of that hash.

    What is too old for any session goes with it, and so do all but the newest of this one, and of
    its person, however many sessions they open.
    """
    values = {"key": key, "holder": holder, "at": now, "gone": now - LONGEST}
    values |= {"kept": KEPT, "most": OF_PERSON}
    session.execute(_KEEP, values | {"status": answer.status, "sealed": answer.sealed})
    session.execute(_ONLY_NEWEST, values)


def find(session: Session, *, key: str, holder: str) -> ShownAnswer | None:
    """Return an answer to the session it was kept for; None to others, and where it is gone."""
    row = session.execute(_FIND, {"key": key, "holder": holder}).one_or_none()
    return ShownAnswer(status=row.status, sealed=bytes(row.sealed)) if row else None


def remove_old(session: Session, *, before: datetime) -> int:
    """Remove what was kept before an instant; return how many."""
    return len(session.execute(_OLD, {"before": before}).all())


def forget_all(session: Session) -> None:
    """Remove all: somebody's words that are erased may stand in any."""
    session.execute(_ALL)


_KEEP = text("""
INSERT INTO shown_answer (key_hash, session_hash, made_at, status, sealed)
VALUES (:key, :holder, :at, :status, :sealed)
""")
_ONLY_NEWEST = text("""
DELETE FROM shown_answer WHERE key_hash IN (
  SELECT key_hash FROM shown_answer WHERE made_at < :gone OR key_hash IN (
    SELECT key_hash FROM shown_answer WHERE session_hash = :holder
    ORDER BY made_at DESC, key_hash OFFSET :kept)
  UNION ALL SELECT key_hash FROM (
    SELECT key_hash, sum(octet_length(sealed)) OVER newest AS bytes, row_number() OVER newest AS n
    FROM shown_answer a JOIN web_session s ON s.id_hash = a.session_hash
    WHERE s.person_id = (SELECT person_id FROM web_session WHERE id_hash = :holder)
    WINDOW newest AS (ORDER BY made_at DESC, key_hash)) mine
  WHERE n > 1 AND bytes > :most)
""")
_FIND = text("""
SELECT status, sealed FROM shown_answer WHERE key_hash = :key AND session_hash = :holder
""")
_OLD = text("DELETE FROM shown_answer WHERE made_at < :before RETURNING 1")
_ALL = text("DELETE FROM shown_answer")
