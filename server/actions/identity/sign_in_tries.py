"""A try to sign in: counted, and told in a row and in the log, whatever becomes of it."""

import logging
from datetime import datetime
from uuid import UUID

from server.domain.identity.sign_ins import (
    TRIES_FROM_ADDRESS,
    Limits,
    TryOrigin,
    TryResult,
    address_key,
)
from server.domain.people.actors import TooManyTries
from server.store import Session
from server.store.identity import known_browsers, security
from server.store.identity.security import Counted, Try

log = logging.getLogger(__name__)


def of(person_id: UUID | None, origin: TryOrigin, *, known: bool = False, login: str = "") -> Try:
    """Describe a try: `login` is what was typed, of which only a keyed hash is kept."""
    return Try(
        person_id=person_id,
        login_hash=origin.hashed("login", login) if login else "",
        address_hash=origin.hashed("address", origin.network),
        known_browser=known,
        event_address=origin.event_address,
        address=origin.address,
        browser=origin.browser,
    )


def known_as(
    session: Session, person_id: UUID | None, origin: TryOrigin, now: datetime
) -> str | None:
    """Return the token by which the browser is known as this person's, of those it sent."""
    if person_id is None:
        return None
    return known_browsers.token_of(session, person_id, origin.tokens, now=now)


def begin(session: Session, tried: Try, bounds: Limits, now: datetime) -> Counted:
    """Count it, in a transaction of its own. Raises TooManyTries."""
    counted = security.begin_try(session.get_bind().engine, tried, bounds.by_key, now=now)
    if isinstance(counted, Counted):
        return counted
    say(tried, TryResult.REFUSED)
    raise TooManyTries(counted)


def check_address(session: Session, origin: TryOrigin, now: datetime) -> None:
    """Refuse a network with too many tries before a directory is asked. Raises TooManyTries.

    Strangers behind the same address lock no browser out that is known.
    """
    engine = session.get_bind().engine
    wait = security.wait_of(engine, address_key(origin), TRIES_FROM_ADDRESS, now=now)
    if wait and not known_browsers.any_of(session, origin.tokens, now=now):
        raise TooManyTries(wait)


def end(session: Session, tried: Try, counted: Counted, result: TryResult) -> None:
    """Say how it ended, where it let nobody in."""
    security.note_result(session.get_bind().engine, counted, result)
    say(tried, result)


def say(tried: Try, result: TryResult) -> None:
    """Write the log's line: neither what was typed nor a plain address stands in it."""
    level = logging.INFO if result in _AS_MEANT else logging.WARNING
    person = tried.person_id or "-"
    log.log(level, "sign-in: %s person=%s address=%s", result.value, person, tried.address_hash)


_AS_MEANT = frozenset({TryResult.SIGNED_IN, TryResult.DEMONSTRATION, TryResult.CODE_ASKED})
