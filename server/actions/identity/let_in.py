"""Start the session of somebody who has proved who they are, and know their browser again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.actions.identity import sign_in_tries
from server.domain.deadlines import local_day
from server.domain.identity.sign_ins import TryOrigin, TryResult
from server.domain.people.actors import NoPostToday
from server.store import Session
from server.store.identity import known_browsers, second_factors, web_sessions
from server.store.identity.security import Counted, Try
from server.store.identity.web_sessions import SessionPlace
from server.store.people import people


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the browser is given: the session's token, and the one by which it is known again.

    `spent` is the token it was known by so far.
    """

    session: str
    browser: str
    spent: str | None


@dataclass(frozen=True, slots=True)
class CodeAwaited:
    """Who it is was proved, and a second factor is to come; the token signs nobody in."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetThrough:
    """A try that was let through: how it was counted, and by which token its browser is known."""

    tried: Try
    counted: Counted
    known_as: str | None


def let_in_or_ask(  # noqa: PLR0913 - a sign-in, named part by part
    session: Session,
    person_id: UUID,
    passed: LetThrough,
    origin: TryOrigin,
    *,
    asks_factor: bool = True,
    now: datetime,
) -> Tokens | CodeAwaited:
    """Start the session, or wait for the second factor of who has one. Raises NoPostToday."""
    if asks_factor and second_factors.has_any(session, person_id):
        sign_in_tries.end(session, passed.tried, passed.counted, TryResult.CODE_ASKED)
        waiting = web_sessions.start_waiting(session, person_id, place_of(origin), now=now)
        return CodeAwaited(waiting)
    return let_in(session, person_id, passed, origin, now=now)


def let_in(
    session: Session, person_id: UUID, passed: LetThrough, origin: TryOrigin, *, now: datetime
) -> Tokens:
    """Start the session of a person. Raises NoPostToday."""
    try:
        token = start(session, person_id, origin, post_id=None, now=now)
    except NoPostToday:
        sign_in_tries.end(session, passed.tried, passed.counted, TryResult.NO_POST)
        raise
    web_sessions.note_sign_in(session, passed.counted, TryResult.SIGNED_IN)
    sign_in_tries.say(passed.tried, TryResult.SIGNED_IN)
    browser = known_browsers.remember(session, person_id, instead_of=passed.known_as, now=now)
    return Tokens(session=token, browser=browser, spent=passed.known_as)


def start(
    session: Session, person_id: UUID, origin: TryOrigin, *, post_id: str | None, now: datetime
) -> str:
    """Start a session in a post, the first where none is named. Raises NoPostToday."""
    held = people.choices(session, person_id, today=local_day(now))
    chosen = next((item for item in held if post_id in {None, item.post_id}), None)
    if chosen is None:
        raise NoPostToday
    return web_sessions.start(session, person_id, chosen, place_of(origin), now=now)


def place_of(origin: TryOrigin) -> SessionPlace:
    """Tell where a session is begun."""
    return SessionPlace(origin.address, origin.browser)
