"""Write security events; one that cannot be written costs nobody their act.

Each is written within a savepoint of the transaction that does what it tells of.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from server.domain.identity.security_events import OF_HISTORY, SIGN_IN
from server.domain.identity.sign_ins import TryResult
from server.store import Session
from server.store.database.sessions import once_committed

WHENCE = "binhxet.whence"
"""In the `info` of a session: what tells where its request comes from."""

log = logging.getLogger("server.security")


@dataclass(frozen=True, slots=True)
class Whence:
    """Where a request comes from; the hash is keyed."""

    address: str = ""
    address_hash: str = ""
    browser: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEvent:
    """What happened, about whose account, by whom; `once` names what is summed in one row.

    Without a province it is of that of the person.
    """

    at: datetime
    kind: str
    person_id: UUID | None
    actor_id: UUID | None = None
    post_id: str = ""
    province: str = ""
    once: str | None = None
    details: str = "{}"


def tell_try(connection: Connection, try_id: UUID, address_hash: str) -> None:
    """Tell what became of a try to sign in, by its row; it may be told again, with its sum."""
    values = {"id": try_id, "before": SIGN_IN, "address_hash": address_hash}
    _write(connection, _TRY, values, {"kind": SIGN_IN, "try": try_id, "address": address_hash})


def tell_broken_off(session: Session, *, since: datetime, until: datetime) -> None:
    """Tell the tries of a period whose end nobody knows, for the server died before it came."""
    values = {"before": SIGN_IN, "tried": TryResult.TRIED, "since": since, "until": until}
    session.execute(_BROKEN_OFF, values)


def tell(session: Session, event: SecurityEvent) -> None:
    """Tell an event in the request's transaction."""
    _tell(session.connection(), event, whence_of(session))


def tell_from(session: Session, event: SecurityEvent, whence: Whence) -> None:
    """Tell an event of elsewhere: an alarm is of where its events came from."""
    _tell(session.connection(), event, whence)


def tell_apart(engine: Engine, event: SecurityEvent, whence: Whence) -> None:
    """Tell an event in a transaction of its own: of what was refused."""
    try:
        with engine.begin() as connection:
            _tell(connection, event, whence)
    except SQLAlchemyError:
        log.exception("security event lost: %s", event.kind)


def tell_fact(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    kind: str,
    *,
    payload: Mapping[str, object],
    actor: tuple[UUID, str] | None,
    province: str,
    now: datetime,
) -> None:
    """Tell a fact of history that is a security event, too; all others are none."""
    if kind not in OF_HISTORY:
        return
    by, post = actor or (None, "")
    about = payload.get("person")
    named = about.get("id") if isinstance(about, Mapping) else None
    kept = {
        name: payload[name]
        for name in ("sessions", "codes", "end", "factor_kind")
        if name in payload
    }
    event = SecurityEvent(
        at=now,
        kind=kind,
        person_id=UUID(str(named)) if named else by,
        actor_id=by,
        post_id=post,
        province=province,
        details=json.dumps(kept, sort_keys=True),
    )
    tell(session, event)


def whence_of(session: Session) -> Whence:
    """Return where the request of a session comes from; nothing where there is none."""
    asked = session.info.get(WHENCE)
    return asked() if asked else Whence()


def _tell(connection: Connection, event: SecurityEvent, whence: Whence) -> None:
    values = asdict(event)
    said = {**values, "at": event.at.isoformat(), "address": whence.address_hash}
    _write(connection, _EVENT, values | asdict(whence), said)


def _write(
    connection: Connection, statement: str, values: Mapping[str, object], said: Mapping[str, object]
) -> None:
    """Write a row, and a line in the log, where neither a plain address nor a secret stands.

    The line is written when the transaction is: what is rolled back has not happened.
    """
    try:
        with connection.begin_nested():
            connection.execute(text(statement), {**values})
    except SQLAlchemyError:
        log.exception("security event lost: %s", said["kind"])
    else:
        line = {f"event_{name}": said[name] for name in said}
        once_committed(connection, partial(log.info, "security event", extra=line))


_AGAIN = """
ON CONFLICT (once) DO UPDATE SET
"""
_EVENT = f"""
INSERT INTO security_event AS s (id, at, kind, person_id, actor_id, post_id, province, address,
  address_hash, browser, once, details)
VALUES (gen_random_uuid(), :at, :kind, :person_id, :actor_id, :post_id,
  coalesce(nullif(:province, ''), (SELECT province FROM person WHERE id = :person_id), ''),
  :address, :address_hash, :browser, :once, :details)
{_AGAIN} times = s.times + 1
"""  # noqa: S608 - constants
_TOLD = """
INSERT INTO security_event (id, at, kind, person_id, province, login_hash, address, address_hash,
  browser, times, once, details)
SELECT gen_random_uuid(), t.at, :before || t.result, t.person_id, coalesce(p.province, ''),
  CASE WHEN t.person_id IS NULL THEN t.login_hash ELSE '' END, t.address, {hash},
  t.browser, t.times, 'try/' || t.id,
  CASE WHEN t.known_browser THEN '{{"known_browser": true}}' ELSE '{{}}' END
FROM sign_in_try t LEFT JOIN person p ON p.id = t.person_id
"""
_BROKEN_OFF = text(f"""
{_TOLD.format(hash="''")}
WHERE t.result = :tried AND t.at > :since AND t.at <= :until
ON CONFLICT (once) DO NOTHING
""")
_TRY = f"""
{_TOLD.format(hash=":address_hash")} WHERE t.id = :id
{_AGAIN} kind = excluded.kind, times = excluded.times
"""
