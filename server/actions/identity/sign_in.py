"""Sign in: by password, or in a demonstration as one of its posts with one click."""

from datetime import datetime
from uuid import UUID

from server.actions.identity import let_in, sign_in_tries
from server.actions.identity.let_in import CodeAwaited, LetThrough, Tokens
from server.domain.deadlines import local_day
from server.domain.identity.sign_ins import TryOrigin, TryResult, limits
from server.domain.people.actors import DEMONSTRATION_PASSWORD, NotADemonstration, WrongPassword
from server.store import Session
from server.store.history import journal
from server.store.identity import (
    invites,
    passwords,
    security,
)
from server.store.people import people
from server.store.people.people import Account


def sign_in(
    session: Session, *, login: str, password: str, origin: TryOrigin, now: datetime
) -> Tokens | CodeAwaited:
    """Start a session, or wait for the second factor of who has one.

    Every try is counted, and leaves a row, before the password is looked at, in a transaction of
    its own; a worker killed meanwhile leaves a try whose end is not known. Raises WrongPassword,
    TooManyTries, NoPostToday.
    """
    account = people.account_by_login(session, login)
    person_id = account.person_id if account else None
    known_as = sign_in_tries.known_as(session, person_id, origin, now)
    tried = sign_in_tries.of(person_id, origin, known=known_as is not None, login=login)
    bounds = limits(login, origin, known_as)
    counted = sign_in_tries.begin(session, tried, bounds, now)
    if not _fits(session, password, account, now) or account is None:
        sign_in_tries.end(session, tried, counted, TryResult.WRONG)
        raise WrongPassword
    security.forget_try(session.get_bind().engine, counted, own=bounds.own)
    passed = LetThrough(tried=tried, counted=counted, known_as=known_as)
    return let_in.let_in_or_ask(session, account.person_id, passed, origin, now=now)


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
    token = let_in.start(session, person_id, origin, post_id=post_id, now=now)
    tried = sign_in_tries.of(person_id, origin)
    security.note_try(session.get_bind().engine, tried, TryResult.DEMONSTRATION, now=now)
    sign_in_tries.say(tried, TryResult.DEMONSTRATION)
    return token


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
