"""What a person sees of their own account: sessions that are open, the last sign-in, failures."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.config.sessions import SESSIONS, SessionSettings
from server.domain.identity.sign_ins import TryResult
from server.store import Session

LET_IN = (TryResult.SIGNED_IN, TryResult.DEMONSTRATION)
FAILED = (
    TryResult.WRONG,
    TryResult.WRONG_CODE,
    TryResult.WRONG_PASSKEY,
    TryResult.COPIED_PASSKEY,
    TryResult.WRONG_FRESH,
    TryResult.REFUSED,
    TryResult.ANSWER_REFUSED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSession:
    """A session of a person that is open: where it was begun, since when, when it was last used."""

    id_hash: str
    address: str
    browser: str
    created_at: datetime
    seen_at: datetime

    @property
    def key(self) -> str:
        """What the page calls it by; it opens nothing."""
        return hashlib.sha256(f"own-session {self.id_hash}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierSignIn:
    """A sign-in before the present one."""

    at: datetime
    address: str
    browser: str


def listed(
    session: Session, person_id: UUID, *, now: datetime, limits: SessionSettings = SESSIONS
) -> Sequence[OwnSession]:
    """List a person's sessions that are open, the last used first."""
    values = {"person": person_id, "idle": now - limits.idle, "old": now - limits.longest}
    return [OwnSession(**row) for row in session.execute(_OPEN, values).mappings()]


def earlier_sign_in(session: Session, person_id: UUID, *, before: datetime) -> EarlierSignIn | None:
    """Return a person's last sign-in before an instant; None where no row of one is kept."""
    values = {"person": person_id, "before": before, "let_in": list(LET_IN)}
    row = session.execute(_EARLIER, values).mappings().one_or_none()
    return EarlierSignIn(**row) if row else None


def failures(session: Session, person_id: UUID, *, since: datetime | None) -> int:
    """Count the tries that let nobody in, after an instant or as far back as rows are kept."""
    values = {"person": person_id, "since": since, "failed": list(FAILED)}
    found: int = session.execute(_FAILURES, values).scalar_one()
    return found


_OPEN = text("""
SELECT id_hash, address, browser, created_at, seen_at FROM web_session
WHERE person_id = :person AND NOT waits AND ended_at IS NULL
  AND seen_at > :idle AND created_at > :old
ORDER BY seen_at DESC, id_hash
""")
_EARLIER = text("""
SELECT at, address, browser FROM sign_in_try
WHERE person_id = :person AND result = ANY(:let_in) AND at < :before
ORDER BY at DESC, id DESC LIMIT 1
""")
_FAILURES = text("""
SELECT coalesce(sum(times), 0) FROM sign_in_try
WHERE person_id = :person AND result = ANY(:failed)
  AND at > coalesce(CAST(:since AS timestamptz), '-infinity')
""")
