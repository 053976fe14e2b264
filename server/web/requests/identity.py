"""Who asks: the session of the cookie, its person, and the post they act in.

The cookie carries a random id (and the CSRF token), nothing else; the row is in the database, so a
session can be ended there.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from flask import Flask, request
from flask import session as cookie
from flask_login import LoginManager, current_user

from server.domain.deadlines import local_day
from server.domain.identity import second_factors
from server.domain.identity.second_factors import FactorRequired
from server.domain.people.actors import Actor
from server.store.database.busy import BUSY
from server.store.identity import security, web_sessions
from server.store.identity.web_sessions import SignedInSession, WaitingSignIn
from server.store.people.people import PostChoice
from server.web.requests.installation import installation
from server.web.requests.request_log import of_person
from server.web.requests.transaction import begin_at, now, session

COOKIE_KEY = "sid"
_KNOWN = "binhxet.signed_in"
WAITING_KEY = "waits"
LEFT_KEY = "left"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A signed-in person and the post they act in."""

    session: SignedInSession
    choice: PostChoice
    actor: Actor

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    @property
    def own_days(self) -> str:
        """The days off and worked days of the province acted in, as one text."""
        return self.session.own_days.get(self.actor.province, "")

    @property
    def unread(self) -> int:
        """How many notices are new in the post acted in."""
        return self.session.unread

    def get_id(self) -> str:
        """Answer flask-login's question; nothing is kept under it."""
        return str(self.actor.person_id)


def signed_in() -> SignedIn | None:
    """Return who is signed in, or nobody.

    The person and not flask-login's proxy, which would look them up again at each attribute.
    """
    found = current_user._get_current_object()  # noqa: SLF001 - werkzeug's documented way out
    return found if isinstance(found, SignedIn) else None


def known() -> SignedIn | None:
    """Return who is signed in where this request has asked it already; asks nothing now."""
    found = request.environ.get(_KNOWN)
    return found if isinstance(found, SignedIn) else None


def lost_its_post() -> bool:
    """Tell whether the browser's session ended because a delegation was revoked."""
    token = cookie.get(COOKIE_KEY)
    return isinstance(token, str) and web_sessions.ended_by_revocation(session(), token)


def delegation_is_over() -> bool:
    """Tell whether the delegation acted by ended by its day: they are back in their own post."""
    found = signed_in()
    lent = found.session.delegation_id if found else None
    return found is not None and lent is not None and found.choice.delegation_id != lent


def held() -> str | None:
    """Return the key of the session that this browser has a token of, whether it is open or not."""
    token = cookie.get(COOKIE_KEY)
    return web_sessions.hashed(token) if isinstance(token, str) else None


def remember(token: str) -> None:
    """Put the token of a new session into a cookie of its own; what was in it before goes."""
    cookie.clear()
    cookie[COOKIE_KEY] = token


def remember_waiting(token: str) -> None:
    """Put the token of a sign-in that waits for its code into a cookie of its own."""
    cookie.clear()
    cookie[WAITING_KEY] = token


def waiting() -> WaitingSignIn | None:
    """Return the sign-in of this browser that waits for its code; it is signed in as nobody."""
    token = cookie.get(WAITING_KEY)
    return web_sessions.waiting(session(), token, now=now()) if isinstance(token, str) else None


def forget() -> None:
    """Empty the cookie."""
    cookie.clear()


def remember_left(token: str) -> None:
    """Keep the token of a session that was left: its provider's own may be left, too."""
    cookie[LEFT_KEY] = token


def left() -> str | None:
    """Return the key of the session that this browser left last, where a provider began it."""
    token = cookie.get(LEFT_KEY)
    return web_sessions.hashed(token) if isinstance(token, str) else None


def chosen(found: SignedInSession) -> PostChoice | None:
    """Return the post chosen in this session, or the first where it is no longer held."""
    wanted = (found.post_id, found.delegation_id)
    same = [c for c in found.choices if (c.post_id, c.delegation_id) == wanted]
    return next(iter(same or found.choices), None)


def actor_of(found: SignedInSession, choice: PostChoice) -> Actor:
    """Describe the person in the chosen post; by delegation, also on whose behalf."""
    own = next((c for c in found.choices if c.delegation_id is None), choice)
    lent = choice.delegation_id is not None
    units = {c.unit_id for c in found.choices if c.delegation_id is None} | {choice.unit_id}
    return Actor(
        person_id=found.person_id,
        name=found.name,
        post_id=choice.post_id,
        post_title=(own if lent else choice).title,
        unit_id=choice.unit_id,
        unit_ids=frozenset(units),
        positions=frozenset(c.post_id for c in found.choices if c.delegation_id is None),
        on_behalf=choice.title if lent else None,
        delegation_id=choice.delegation_id,
        giver_id=choice.given_by,
        scope=choice.scope,
        demonstration=found.demonstration,
        link_by=found.link_by,
        lineage=found.lineage,
    )


def acting_on(found: SignedIn, task_id: UUID) -> Actor:
    """Describe the person at one task: where it was handed to them, in the giver's stead."""
    me = found.actor
    lent = next((c for c in found.session.entrusted if c.scope.task_id == task_id), None)
    if lent is None or (lent.post_id == me.post_id and me.delegation_id is None):
        return me
    return actor_of(found.session, lent)


def check_factor(found: SignedIn, who: Actor) -> None:
    """Refuse the person in a post that wants a second factor of them. Raises FactorRequired."""
    wanted = installation().settings.factor_posts
    second_factors.check_factor(who, wanted, has_factor=found.session.has_factor)


def lacks_factor(found: SignedIn, who: Actor) -> bool:
    """Tell whether the person may do nothing in that post before they have a factor."""
    try:
        check_factor(found, who)
    except FactorRequired:
        return True
    return False


def install(app: Flask) -> None:
    """Let flask-login ask us on every request."""
    manager = LoginManager(app, add_context_processor=False)  # an error page asks for nobody
    manager.session_protection = None
    manager.request_loader(lambda _request: _load())


def _live(token: str) -> SignedInSession | None:
    """Find the session, and know the time by it: it says whether a demonstration's clock moved."""
    moment = installation().clock()()
    found = _live_at(token, moment)
    if found is None:
        return None
    if found.clock_offset != installation().deployment().clock_offset:
        installation().look_at_clock()
        moment = installation().clock()()
        found = _live_at(token, moment)
    begin_at(moment)
    return found


def _live_at(token: str, moment: datetime) -> SignedInSession | None:
    limits = installation().settings.sessions
    today = local_day(moment)
    return web_sessions.live(session(), token, now=moment, today=today, limits=limits)


def _load() -> SignedIn | None:
    token = cookie.get(COOKIE_KEY)
    if not isinstance(token, str):
        return None
    found = _live(token)
    if found is not None:
        of_person(found.person_id)
    choice = chosen(found) if found else None
    if found is None or choice is None:
        return None
    with suppress(*BUSY):  # a page is shown also where nothing can be written
        security.touch(installation().engine, found.id_hash, seen_at=found.seen_at, now=now())
    who = SignedIn(session=found, choice=choice, actor=actor_of(found, choice))
    request.environ[_KNOWN] = who
    return who
