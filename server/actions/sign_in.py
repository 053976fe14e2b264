"""Sign in: by password, or in a demonstration as one of its posts with one click."""

import hashlib
from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.domain.people import NoPostToday, NotADemonstration, TooManyTries, WrongPassword
from server.store import Session, passwords, people, security, web_sessions

TRIES_OF_LOGIN_FROM_ADDRESS = 8
TRIES_OF_LOGIN = 60
TRIES_FROM_ADDRESS = 120


def sign_in(session: Session, *, login: str, password: str, address: str, now: datetime) -> str:
    """Return the token of a new session. Raises WrongPassword, TooManyTries, NoPostToday.

    Every try is counted before the password is looked at, in a transaction of its own.
    """
    engine = session.get_bind().engine
    limits = _limits(login, address)
    if wait := security.count_try(engine, limits, now=now):
        raise TooManyTries(wait)
    account = people.account_by_login(session, login)
    if not passwords.fits(password, account.password_hash if account else None) or account is None:
        raise WrongPassword
    own = _of_login_from_address(login, address)
    security.forget_tries(engine, own, shared=limits.keys() - {own})
    return _start(session, account.person_id, post_id=None, now=now)


def sign_in_to_demonstration(session: Session, *, post_id: str, now: datetime) -> str:
    """Return the token of a new session in a demonstration post; raises NotADemonstration."""
    installed = people.deployment(session)
    if installed is None or not installed.demonstration:
        raise NotADemonstration
    held = people.demonstration_posts(session, today=local_day(now))
    person = next((item.person_id for item in held if item.post_id == post_id), None)
    if person is None:
        raise NotADemonstration
    return _start(session, person, post_id=post_id, now=now)


def _start(session: Session, person_id: UUID, *, post_id: str | None, now: datetime) -> str:
    held = people.choices(session, person_id, today=local_day(now))
    chosen = next((item for item in held if post_id in {None, item.post_id}), None)
    if chosen is None:
        raise NoPostToday
    return web_sessions.start(session, person_id, chosen, now=now)


def _limits(login: str, address: str) -> dict[str, int]:
    return {
        _of_login_from_address(login, address): TRIES_OF_LOGIN_FROM_ADDRESS,
        f"login:{_short(login)}": TRIES_OF_LOGIN,
        f"address:{_short(address)}": TRIES_FROM_ADDRESS,
    }


def _of_login_from_address(login: str, address: str) -> str:
    return f"login-from-address:{_short(login + ' ' + address)}"


def _short(text: str) -> str:
    """Keep neither names nor addresses in the counters."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
