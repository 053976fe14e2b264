"""Sign in: by password, or in a demonstration as one of its posts with one click."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.domain.identity.sign_ins import (
    Limits,
    TryOrigin,
    TryResult,
    limits,
)
from server.domain.people.actors import (
    DEMONSTRATION_PASSWORD,
    NoPostToday,
    NotADemonstration,
    TooManyTries,
    WrongPassword,
)
from server.store import Session
from server.store.history import journal
from server.store.identity import (
    invites,
    known_browsers,
    passwords,
    security,
    web_sessions,
)
from server.store.identity.security import Counted, Try
from server.store.identity.web_sessions import SessionPlace
from server.store.people import people
from server.store.people.people import Account

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the browser is given: the session's token, and the one by which it is known again.

    `spent` is the token it was known by so far.
    """

    session: str
    browser: str
    spent: str | None


def sign_in(
    session: Session, *, login: str, password: str, origin: TryOrigin, now: datetime
) -> Tokens:
    """Start a session. Raises WrongPassword, TooManyTries, NoPostToday.

    Every try is counted, and leaves a row, before the password is looked at, in a transaction of
    its own; a worker killed meanwhile leaves a try whose end is not known.
    """
    account = people.account_by_login(session, login)
    known_as = _known_as(session, account, origin, now)
    tried = _tried(login, account, origin, known=known_as is not None)
    bounds = limits(login, origin, known_as)
    counted = _begin(session, tried, bounds, now)
    if not _fits(session, password, account, now) or account is None:
        _end(session, tried, counted, TryResult.WRONG)
        raise WrongPassword
    security.forget_try(session.get_bind().engine, counted, own=bounds.own)
    try:
        token = _start(session, account.person_id, origin, post_id=None, now=now)
    except NoPostToday:
        _end(session, tried, counted, TryResult.NO_POST)
        raise
    web_sessions.note_sign_in(session, counted.id, TryResult.SIGNED_IN)
    _say(tried, TryResult.SIGNED_IN)
    browser = known_browsers.remember(session, account.person_id, instead_of=known_as, now=now)
    return Tokens(session=token, browser=browser, spent=known_as)


def sign_in_to_demonstration(
    session: Session, *, post_id: str, login: str = "", origin: TryOrigin, now: datetime
) -> str:
    """Return the token of a new session in a demonstration post; raises NotADemonstration.

    `login` says who of those that hold it, the first of them where it is left out.
    """
    installed = people.deployment(session)
    if installed is None or not installed.demonstration:
        raise NotADemonstration
    held = people.demonstration_posts(session, today=local_day(now))
    meant = (item for item in held if item.post_id == post_id and login in {"", item.login})
    person_id = next((item.person_id for item in meant), None)
    if person_id is None:
        raise NotADemonstration
    token = _start(session, person_id, origin, post_id=post_id, now=now)
    tried = Try(
        person_id=person_id,
        login_hash="",
        address_hash=origin.hashed("address", origin.network),
        known_browser=False,
        address=origin.address,
        browser=origin.browser,
    )
    security.note_try(session.get_bind().engine, tried, TryResult.DEMONSTRATION, now=now)
    _say(tried, TryResult.DEMONSTRATION)
    return token


def _known_as(
    session: Session, account: Account | None, origin: TryOrigin, now: datetime
) -> str | None:
    if account is None:
        return None
    return known_browsers.token_of(session, account.person_id, origin.tokens, now=now)


def _tried(login: str, account: Account | None, origin: TryOrigin, *, known: bool) -> Try:
    return Try(
        person_id=account.person_id if account else None,
        login_hash=origin.hashed("login", login),
        address_hash=origin.hashed("address", origin.network),
        known_browser=known,
        address=origin.address,
        browser=origin.browser,
    )


def _begin(session: Session, tried: Try, bounds: Limits, now: datetime) -> Counted:
    counted = security.begin_try(session.get_bind().engine, tried, bounds.by_key, now=now)
    if isinstance(counted, Counted):
        return counted
    _say(tried, TryResult.REFUSED)
    raise TooManyTries(counted)


def _end(session: Session, tried: Try, counted: Counted, result: TryResult) -> None:
    security.note_result(session.get_bind().engine, counted, result)
    _say(tried, result)


def _fits(session: Session, password: str, account: Account | None, now: datetime) -> bool:
    """Tell whether it is the account's password; a hash of an older form is made anew."""
    stored = account.password_hash if account else None
    if not passwords.fits(password, stored) or account is None:
        return False
    if password == DEMONSTRATION_PASSWORD and not account.demonstration:
        return False
    if not passwords.is_normal(password, stored):
        _hash_anew(session, account.person_id, password, now=now)
    return True


def _hash_anew(session: Session, person_id: UUID, password: str, *, now: datetime) -> None:
    province = invites.hash_anew(session, person_id, passwords.hash_password(password))
    journal.note(
        session,
        stream="people",
        kind="person.password_hashed",
        object=f"person/{person_id}",
        actor=None,
        payload={"person": {"id": str(person_id)}},
        now=now,
        province=province,
    )


def _start(
    session: Session, person_id: UUID, origin: TryOrigin, *, post_id: str | None, now: datetime
) -> str:
    held = people.choices(session, person_id, today=local_day(now))
    chosen = next((item for item in held if post_id in {None, item.post_id}), None)
    if chosen is None:
        raise NoPostToday
    place = SessionPlace(origin.address, origin.browser)
    return web_sessions.start(session, person_id, chosen, place, now=now)


def _say(tried: Try, result: TryResult) -> None:
    """Write the log's line: neither what was typed nor a plain address stands in it."""
    level = logging.INFO if result in _LET_IN else logging.WARNING
    person = tried.person_id or "-"
    log.log(level, "sign-in: %s person=%s address=%s", result.value, person, tried.address_hash)


_LET_IN = frozenset({TryResult.SIGNED_IN, TryResult.DEMONSTRATION})
