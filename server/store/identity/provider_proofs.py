"""Proofs before an act that an OpenID provider is asked for: begun, answered, good for one act.

All moments are of the real clock, by which the provider's tokens are made.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, text

from server.store import Session
from server.store.database.old_rows import PROVIDER_PROOFS

MOST_OPEN = 5
"""How many a session has at most: as many pages as somebody may have open at such an act."""
MOST_OF_PERSON = 15
"""How many a person has in all their sessions."""
KEPT = timedelta(hours=12)
"""How long what was sent is kept; as long as a session lasts at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProof:
    """A proof that a session begins for one act; `sealed` is what was sent, and what goes along."""

    id: UUID
    session_hash: str
    state_hash: str
    purpose: str
    link_id: UUID
    """The link by which its person is to prove it."""
    sealed: bytes
    begun_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderProof:
    """A proof of a session, and how far it has come."""

    id: UUID
    purpose: str
    link_id: UUID | None
    sealed: bytes
    begun_at: datetime
    answered_at: datetime | None
    proved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtProof:
    """The proof that an act wants: of this session, for this path, not older than `since`.

    `issuer` vouches for the account by which it was proved, now as then.
    """

    session_hash: str
    purpose: str
    issuer: str
    since: datetime


def begin(session: Session, new: NewProof) -> None:
    """Keep a new one; what is old or left behind, and what is too much, is forgotten."""
    session.execute(_FORGET, {"before": new.begun_at - KEPT})
    bounds = {"most": MOST_OPEN - 1, "of_person": MOST_OF_PERSON - 1}
    session.execute(_FORGET_MANY, {"session": new.session_hash, **bounds})
    session.execute(
        _BEGIN,
        {
            "id": new.id,
            "session": new.session_hash,
            "state": new.state_hash,
            "purpose": new.purpose,
            "link": new.link_id,
            "sealed": new.sealed,
            "at": new.begun_at,
        },
    )


def find(session: Session, proof_id: UUID, session_hash: str) -> ProviderProof | None:
    """Return one of a session's own."""
    return _read(session, "id = :of", session_hash, proof_id)


def of_state(session: Session, state_hash: str, session_hash: str) -> ProviderProof | None:
    """Return the one that an answer names, where this session began it."""
    return _read(session, "state_hash = :of", session_hash, state_hash)


def remove_old(session: Session, *, before: datetime) -> int:
    """Remove those begun before an instant, or in a session that has ended; return how many."""
    return len(session.execute(_FORGET, {"before": before}).all())


def forget_all(session: Session) -> None:
    """Remove all: somebody's words that are erased may have been sent with any."""
    session.execute(_ALL)


def answer(engine: Engine, proof_id: UUID, *, at: datetime) -> bool:
    """Note that an answer came, whatever becomes of it; False where one had come before."""
    with engine.begin() as connection:
        return connection.execute(_ANSWER, {"id": proof_id, "at": at}).one_or_none() is not None


def prove(session: Session, proof_id: UUID, *, at: datetime) -> None:
    """Let it count for the act that it was begun for."""
    session.execute(_PROVE, {"id": proof_id, "at": at})


def stands(session: Session, sought: SoughtProof) -> bool:
    """Tell whether the act has been proved, and nothing has used it up."""
    return session.execute(_STANDS, _values(sought)).first() is not None


def spend(engine: Engine, sought: SoughtProof) -> bool:
    """Use it up, whatever becomes of the act: of two at once one gets it, and none again.

    It counts only while the link it was begun by is in force, for who vouches for it now.
    """
    with engine.begin() as connection:
        return connection.execute(_SPEND, _values(sought)).first() is not None


def _values(sought: SoughtProof) -> dict[str, object]:
    return {
        "session": sought.session_hash,
        "purpose": sought.purpose,
        "issuer": sought.issuer,
        "since": sought.since,
    }


def _read(session: Session, condition: str, holder: str, of: object) -> ProviderProof | None:
    statement = text(f"{_COLUMNS} WHERE session_hash = :session AND {condition}")
    row = session.execute(statement, {"session": holder, "of": of}).mappings().one_or_none()
    return ProviderProof(**row) if row is not None else None


_COLUMNS = """
SELECT id, purpose, link_id, sealed, begun_at, answered_at, proved_at FROM provider_proof
"""
_FORGET = text(f"DELETE {PROVIDER_PROOFS.found} RETURNING 1")
_ALL = text("DELETE FROM provider_proof")
_FORGET_MANY = text("""
DELETE FROM provider_proof WHERE id IN (
  SELECT id FROM provider_proof WHERE session_hash = :session
  ORDER BY begun_at DESC, id DESC OFFSET :most)
OR id IN (
  SELECT p.id FROM provider_proof p JOIN web_session s ON s.id_hash = p.session_hash
  WHERE s.person_id = (SELECT person_id FROM web_session WHERE id_hash = :session)
  ORDER BY p.begun_at DESC, p.id DESC OFFSET :of_person)
""")
_BEGIN = text("""
INSERT INTO provider_proof (id, session_hash, state_hash, purpose, link_id, sealed, begun_at)
VALUES (:id, :session, :state, :purpose, :link, :sealed, :at)
""")
_ANSWER = text("""
UPDATE provider_proof SET answered_at = :at WHERE id = :id AND answered_at IS NULL RETURNING 1
""")
_PROVE = text("UPDATE provider_proof SET proved_at = :at WHERE id = :id")
_STANDING = """
FROM provider_proof p
WHERE p.session_hash = :session AND p.purpose = :purpose AND p.proved_at > :since
AND EXISTS (
  SELECT 1 FROM web_session s JOIN directory_link l ON l.person_id = s.person_id
  WHERE l.id = p.link_id AND s.id_hash = p.session_hash AND s.ended_at IS NULL
  AND l.directory = 'openid' AND l.issuer = :issuer AND l.confirmed_at IS NOT NULL)
"""
_STANDS = text(f"SELECT 1 {_STANDING}")
_SPEND = text(f"DELETE {_STANDING} RETURNING 1")
