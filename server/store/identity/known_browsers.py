"""Browsers that have signed in as a person: each cookie's token is kept by its hash, for one use.

Each sign-in makes a new token for the same browser, so a copied cookie is worth nothing after its
owner's next sign-in; a new password or a closed account forgets them all.
"""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from server.store import Session

KEPT = timedelta(days=180)


def hashed(token: str) -> str:
    """Return the key of the row that belongs to a cookie's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(
    session: Session, person_id: UUID, tokens: Collection[str], *, now: datetime
) -> str | None:
    """Return the token, of those a browser sent, by which it is known as this person's."""
    by_hash = {hashed(token): token for token in tokens}
    values = {"person": person_id, "hashes": list(by_hash), "old": now - KEPT}
    found = session.execute(_FIND, values).scalars().first() if tokens else None
    return by_hash[found] if found else None


def any_of(session: Session, tokens: Collection[str], *, now: datetime) -> bool:
    """Tell whether a browser is known as anybody's, by the tokens that it sent."""
    values = {"hashes": [hashed(token) for token in tokens], "old": now - KEPT}
    return bool(tokens) and bool(session.execute(_ANY, values).scalar_one())


def remember(session: Session, person_id: UUID, *, instead_of: str | None, now: datetime) -> str:
    """Make a browser's next token and return it; the one before is worth nothing from now on."""
    token = secrets.token_urlsafe(24)
    old = hashed(instead_of) if instead_of else ""
    values = {"id": hashed(token), "old": old, "person": person_id, "now": now}
    session.execute(_REMEMBER, values)
    return token


_FIND = text("""
SELECT id_hash FROM known_browser
WHERE person_id = :person AND id_hash = ANY(:hashes) AND created_at > :old
""")
_ANY = text("""
SELECT EXISTS (SELECT FROM known_browser WHERE id_hash = ANY(:hashes) AND created_at > :old)
""")
_REMEMBER = text("""
WITH gone AS (DELETE FROM known_browser WHERE id_hash = :old)
INSERT INTO known_browser (id_hash, person_id, created_at) VALUES (:id, :person, :now)
""")
