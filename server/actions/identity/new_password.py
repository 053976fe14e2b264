"""A new password, by whichever page or link it is set: one rule, one hash."""

from uuid import UUID

from server.domain.identity.passwords import check_password
from server.store import Session
from server.store.identity import passwords
from server.store.identity.person_words import words_about
from server.store.identity.stolen_passwords import stolen_passwords


def hashed(session: Session, person_id: UUID, *, password: str, again: str) -> str:
    """Return what is kept of a person's new password. Raises what `check_password` does."""
    about = words_about(session, person_id)
    check_password(password, again, about=about, lists=stolen_passwords())
    return passwords.hash_password(password)
