"""Ask for the password once more, before an act that cannot be undone."""

import logging
from datetime import datetime

from server.domain.people.actors import (
    Actor,
    FreshPasswordWrong,
    TooManyTries,
)
from server.store import Session
from server.store.identity import passwords, security

TRIES = 8

log = logging.getLogger(__name__)


def confirm(session: Session, actor: Actor, password: str, now: datetime) -> None:
    """Check the actor's own password. Raises FreshPasswordWrong, TooManyTries.

    The try is counted first, in a transaction of its own, so it counts even when the act is
    refused.
    """
    engine = session.get_bind().engine
    key = f"fresh:{actor.person_id}"
    wait, kept = security.count_password_try(engine, key, TRIES, person_id=actor.person_id, now=now)
    if wait:
        raise TooManyTries(wait)
    if not passwords.fits(password, kept):
        security.note_wrong_fresh_password(engine, actor.person_id, now=now)
        log.warning("fresh password: wrong person=%s", actor.person_id)
        raise FreshPasswordWrong
    security.forget_password_tries(engine, key)
