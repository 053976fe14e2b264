"""Sessions of the browser: the cookie holds a random id, the row its SHA-256."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from server.config.sessions import SESSIONS, SessionSettings
from server.domain.identity.second_factors import HALF_HOLDS
from server.domain.identity.sign_ins import TryResult
from server.domain.people.actors import LinkHand
from server.domain.people.lineage import Lineage
from server.domain.people.posts import province_of
from server.store import Session
from server.store.database.deployment import CLOCK_OFFSET
from server.store.identity.invites import (
    LINK_HANDS,
    LINK_IN_FORCE,
    link_hands,
)
from server.store.identity.second_factors import held_by
from server.store.identity.security import Counted
from server.store.notices.sources import unread
from server.store.people.lineage import LINEAGE, lineage_of
from server.store.people.people import (
    CHOICE_COLUMNS,
    CHOICE_ORDER,
    HELD_TODAY,
    NAME_TODAY,
    PostChoice,
    choice_of,
)
from server.store.security_events.writing import tell_try
from server.store.working_days.own_days import own_days_of

LONGEST = SESSIONS.longest
"""The usual, which no installation goes beyond."""


@dataclass(frozen=True, slots=True)
class SessionPlace:
    """Where a session is begun: the address, and the browser as it names itself."""

    address: str
    browser: str


NOWHERE = SessionPlace("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSignIn:
    """A sign-in whose password was right, and which waits for its code."""

    id_hash: str
    person_id: UUID
    name: str
    codes: int
    """Recovery codes that are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInSession:
    """A live session, its person, and the posts the person may act in today.

    `entrusted` are posts lent for one task each; nobody acts in them beside that task.
    """

    id_hash: str
    person_id: UUID
    name: str
    demonstration: bool
    post_id: str | None
    delegation_id: UUID | None
    seen_at: datetime
    clock_offset: timedelta
    """How far the installation's clock is moved; zero in production."""
    link_by: tuple[LinkHand, ...]
    warned: bool
    """A link for this account is proposed, or is in somebody's hands."""
    has_factor: bool
    """A password alone signs the person in no longer."""
    own_days: Mapping[str, str]
    """By province of the posts: its days off and worked days, as one text."""
    lineage: Lineage
    """Which province follows which today."""
    unread: int
    """New notices of the post acted in: counted to 101 at most."""
    choices: tuple[PostChoice, ...]
    entrusted: tuple[PostChoice, ...]


def hashed(token: str) -> str:
    """Return the key of the row that belongs to a cookie's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(
    session: Session,
    person_id: UUID,
    choice: PostChoice,
    place: SessionPlace = NOWHERE,
    *,
    now: datetime,
) -> str:
    """Make a session and return its token, which is kept nowhere but in the cookie."""
    token = secrets.token_urlsafe(32)
    session.execute(
        _START,
        {
            "id": hashed(token),
            "person": person_id,
            "post": choice.post_id,
            "delegation": choice.delegation_id,
            "address": place.address,
            "browser": place.browser,
            "now": now,
        },
    )
    return token


def start_waiting(session: Session, person_id: UUID, place: SessionPlace, *, now: datetime) -> str:
    """Make what waits for the second factor, and return its token; it signs nobody in."""
    token = secrets.token_urlsafe(32)
    values = {"id": hashed(token), "person": person_id, "now": now}
    session.execute(_START_WAITING, values | {"address": place.address, "browser": place.browser})
    return token


def waiting(session: Session, token: str, *, now: datetime) -> WaitingSignIn | None:
    """Find a sign-in that waits for its code, for a few minutes."""
    values = {"id": hashed(token), "old": now - HALF_HOLDS}
    row = session.execute(_WAITING, values).mappings().one_or_none()
    return WaitingSignIn(**row) if row else None


def place_of(session: Session, id_hash: str) -> SessionPlace:
    """Tell where a session was begun."""
    row = session.execute(_PLACE, {"id": id_hash}).one_or_none()
    return SessionPlace(row.address, row.browser) if row else NOWHERE


def live(
    session: Session,
    token: str,
    *,
    now: datetime,
    today: date,
    limits: SessionSettings = SESSIONS,
) -> SignedInSession | None:
    """Find a session that was not ended, is not idle for too long, and is not too old."""
    bounds = {"idle": now - limits.idle, "old": now - limits.longest}
    values = bounds | {"id": hashed(token), "today": today, "now": now}
    rows = session.execute(_LIVE, values).all()
    if not rows:
        return None
    first = rows[0]
    held = [choice_of(row) for row in rows if row.post_id is not None]
    return SignedInSession(
        id_hash=first.id_hash,
        person_id=first.person_id,
        name=first.name,
        demonstration=first.demonstration,
        post_id=first.acting_post,
        delegation_id=first.acting_delegation,
        seen_at=first.seen_at,
        clock_offset=timedelta(seconds=int(first.clock_offset)),
        link_by=link_hands(first),
        warned=first.warned,
        has_factor=first.has_factor,
        own_days={province_of(row.post_id): row.own_days for row in rows if row.post_id},
        lineage=lineage_of(first.lineage),
        unread=next((row.unread for row in rows if row.unread is not None), 0),
        choices=tuple(choice for choice in held if choice.scope.task_id is None),
        entrusted=tuple(choice for choice in held if choice.scope.task_id is not None),
    )


def ended_by_revocation(session: Session, token: str) -> bool:
    """Tell whether a session ended because the post it acted in was taken back."""
    return bool(session.execute(_REVOKED, {"id": hashed(token)}).scalar_one())


def note_sign_in(session: Session, tried: Counted, result: TryResult) -> None:
    """Say of a try, in the transaction that starts its session, that it signed somebody in."""
    session.execute(_SIGNED_IN, {"id": tried.id, "result": result})
    tell_try(session.connection(), tried.id, tried.event_address)


def act_as(session: Session, id_hash: str, choice: PostChoice) -> None:
    """Remember the post acted in from the next request on."""
    values = {"id": id_hash, "post": choice.post_id, "delegation": choice.delegation_id}
    session.execute(_ACT_AS, values)


def end(session: Session, id_hash: str, *, now: datetime) -> UUID | None:
    """End one session and return whose it was; None where it had ended already."""
    ended: UUID | None = session.execute(_END, {"id": id_hash, "now": now}).scalar_one_or_none()
    return ended


_START = text("""
INSERT INTO web_session (id_hash, person_id, post_id, delegation_id, created_at, seen_at,
  address, browser)
VALUES (:id, :person, :post, :delegation, :now, :now, :address, :browser)
""")
_START_WAITING = text("""
INSERT INTO web_session (id_hash, person_id, created_at, seen_at, address, browser, waits)
VALUES (:id, :person, :now, :now, :address, :browser, true)
""")
_WAITING = text("""
SELECT s.id_hash, s.person_id, person.name,
  (SELECT count(*) FROM recovery_code c WHERE c.person_id = person.id) AS codes
FROM web_session s JOIN person ON person.id = s.person_id AND person.deactivated_at IS NULL
WHERE s.id_hash = :id AND s.waits AND s.ended_at IS NULL AND s.created_at > :old
""")
_PLACE = text("SELECT address, browser FROM web_session WHERE id_hash = :id")
_UNREAD = unread(
    post="held.post_id",
    person="s.person_id",
    kinds="held.kinds",
    now="CAST(:now AS timestamptz)",
)
_ACTED_IN = """coalesce(held.task_id IS NULL AND held.post_id = s.post_id
    AND held.delegation_id IS NOT DISTINCT FROM s.delegation_id, false)"""
"""The post chosen in the session; where it is no longer held, the first of the others stands in."""
_LIVE = text(f"""
SELECT s.id_hash, s.person_id, s.post_id AS acting_post, s.delegation_id AS acting_delegation,
  s.seen_at, {CLOCK_OFFSET} AS clock_offset,
  person.name, person.demonstration, {LINK_HANDS},
  (EXISTS (SELECT FROM account_proposal q WHERE q.person_id = person.id AND q.kind = 'link'
      AND q.state = 'waiting' AND q.expires_at > :now)
    OR EXISTS (SELECT FROM invite o WHERE o.person_id = person.id AND o.used_at IS NULL
      AND o.expires_at > :now AND NOT o.mailed)) AS warned,
  {held_by("person.id")} AS has_factor,
  {own_days_of("split_part(held.post_id, '/', 1)")} AS own_days,
  {LINEAGE} AS lineage, {CHOICE_COLUMNS},
  CASE WHEN held.task_id IS NULL AND ({_ACTED_IN} OR NOT bool_or({_ACTED_IN}) OVER ())
    THEN {_UNREAD} END AS unread
FROM web_session s JOIN person ON person.id = s.person_id
{LINK_IN_FORCE}
LEFT JOIN LATERAL (SELECT * FROM ({HELD_TODAY}) h WHERE h.person_id = s.person_id) held ON true
LEFT JOIN post ON post.id = held.post_id
LEFT JOIN {NAME_TODAY}
WHERE s.id_hash = :id AND NOT s.waits AND s.ended_at IS NULL
  AND s.seen_at > :idle AND s.created_at > :old AND person.deactivated_at IS NULL
ORDER BY {CHOICE_ORDER}
""")  # noqa: S608 - made of constants
_REVOKED = text("""
SELECT EXISTS (SELECT FROM web_session s JOIN delegation d ON d.id = s.delegation_id
  WHERE s.id_hash = :id AND s.ended_at = d.revoked_at)
""")
_SIGNED_IN = text("UPDATE sign_in_try SET result = :result WHERE id = :id")
_ACT_AS = text(
    "UPDATE web_session SET post_id = :post, delegation_id = :delegation WHERE id_hash = :id"
)
_END = text("""
UPDATE web_session SET ended_at = :now WHERE id_hash = :id AND ended_at IS NULL RETURNING person_id
""")
