"""The writes that stand outside a request's transaction, and last even when it is refused.

Each opens a short transaction of its own on the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, Engine, text

from server.domain.identity.sign_ins import TryResult
from server.store import Session
from server.store.database.ids import new_id
from server.store.security_events.writing import tell_try, whence_of

WINDOW = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """A try to sign in: of whom, as far as anybody signs in so, and from where.

    The hashes are keyed, that of security events by a key of their own; `address` and `browser`
    are plain.
    """

    person_id: UUID | None
    login_hash: str
    address_hash: str
    known_browser: bool
    address: str
    browser: str
    event_address: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A try that was let through: its row, and the window it was counted in under each key."""

    id: UUID
    windows: Mapping[str, datetime]
    event_address: str = ""


def begin_try(
    engine: Engine, tried: Try, limits: Mapping[str, int], *, now: datetime
) -> Counted | int:
    """Count one try under each key, and leave its row, before the password is looked at.

    Counting first means that parallel guesses cannot slip past a limit together. Where any key is
    at its limit nothing is counted further: what is refused must not lock anybody else out. Then
    the minutes until the window ends are returned, at least 1.
    """
    with engine.begin() as connection:
        windows = _locked(connection, limits, now)
        waits = [start + WINDOW - now for key, (start, n) in windows.items() if n >= limits[key]]
        if waits:
            _note_refused(connection, tried, now)
            return _minutes(max(waits))
        connection.execute(_COUNT, {"keys": list(limits), "now": now, "gone": now - WINDOW})
        row = new_id(now)
        connection.execute(_TRIED, _row(tried, row, TryResult.TRIED, now))
        starts = {key: start for key, (start, _n) in windows.items()}
        return Counted(row, starts, tried.event_address)


def wait_of(engine: Engine, key: str, limit: int, *, now: datetime) -> int | None:
    """Return the minutes until something counted under a key may be asked again; counts nothing."""
    values = {"key": key, "limit": limit, "gone": now - WINDOW}
    with engine.begin() as connection:
        start = connection.execute(_OVER, values).scalar_one_or_none()
    return None if start is None else _minutes(start + WINDOW - now)


def note_result(engine: Engine, tried: Counted, result: TryResult) -> None:
    """Say how a try ended that signed nobody in."""
    with engine.begin() as connection:
        connection.execute(_RESULT, {"id": tried.id, "result": result})
        tell_try(connection, tried.id, tried.event_address)


def note_person(engine: Engine, tried: Counted, person_id: UUID, *, known: bool) -> None:
    """Say whose try it was, where that became known once the password was right."""
    values = {"id": tried.id, "person": person_id, "known": known}
    with engine.begin() as connection:
        connection.execute(_PERSON, values)


def note_try(engine: Engine, tried: Try, result: TryResult, *, now: datetime) -> None:
    """Leave the row of a try that is counted under none of these keys."""
    row = new_id(now)
    with engine.begin() as connection:
        connection.execute(_TRIED, _row(tried, row, result, now))
        tell_try(connection, row, tried.event_address)


def forget_try(engine: Engine, tried: Counted, *, own: str) -> None:
    """After a right password, start counting from zero under the key that is one's own.

    Keys shared with other people only lose this one try, where its window still lasts: one's own
    account must not clear the guesses at others', and many people behind one address must not lock
    each other out.
    """
    with engine.begin() as connection:
        for key, start in sorted(tried.windows.items()):
            connection.execute(_FORGET, {"key": key, "own": key == own, "start": start})


def count_password_try(
    engine: Engine, key: str, limit: int, *, person_id: UUID, now: datetime
) -> tuple[int | None, str | None]:
    """Count one try of a person's own password, and read its hash in the same statement.

    Returns the minutes to wait where the key is over its limit, else None; and the hash, None
    where the account is not active.
    """
    values = {"key": key, "now": now, "gone": now - WINDOW, "over": limit + 1, "person": person_id}
    with engine.begin() as connection:
        row = connection.execute(_COUNT_OWN, values).one()
    wait = _minutes(row.window_start + WINDOW - now) if row.failures > limit else None
    return wait, row.password_hash


def note_unproven(session: Session, person_id: UUID, result: TryResult, *, now: datetime) -> None:
    """Leave the row of a proof that was none, before an act of somebody who is signed in."""
    whence = whence_of(session)
    tried = Try(
        person_id=person_id,
        login_hash="",
        address_hash="",
        known_browser=False,
        address=whence.address,
        browser=whence.browser,
        event_address=whence.address_hash,
    )
    note_try(session.get_bind().engine, tried, result, now=now)


def forget_password_tries(engine: Engine, key: str) -> None:
    """Start counting a person's own password from zero after a right one."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE throttle SET failures = 0 WHERE key = :key"), {"key": key})


def touch(engine: Engine, id_hash: str, *, seen_at: datetime, now: datetime) -> None:
    """Note that a session is in use, at most every five minutes."""
    if now - seen_at >= SEEN_EVERY:
        with engine.begin() as connection:
            connection.execute(_TOUCH, {"id": id_hash, "now": now})


def _minutes(left: timedelta) -> int:
    return max(1, -(-left // timedelta(minutes=1)))


def _locked(
    connection: Connection, keys: Mapping[str, int], now: datetime
) -> dict[str, tuple[datetime, int]]:
    """Lock the counters in the order of their keys; a window that has ended counts as a new one."""
    values = {"keys": sorted(keys), "now": now}
    connection.execute(_PREPARE, values)
    rows = connection.execute(_LOCK, values)
    found = {row.key: (row.window_start, row.failures) for row in rows}
    return {
        key: (start, n) if start > now - WINDOW else (now, 0) for key, (start, n) in found.items()
    }


def _note_refused(connection: Connection, tried: Try, now: datetime) -> None:
    """Sum what is refused of one account from one address in one row a window.

    A flood must not fill the table; of names that nobody has all are one.
    """
    values = {"address": tried.address_hash, "now": now, "gone": now - WINDOW}
    again = {"refused": TryResult.REFUSED, "person": tried.person_id}
    row = connection.execute(_AGAIN, values | again).scalar_one_or_none()
    if row is None:
        row = new_id(now)
        connection.execute(_TRIED, _row(tried, row, TryResult.REFUSED, now))
    tell_try(connection, row, tried.event_address)


def _row(tried: Try, row_id: UUID, result: TryResult, now: datetime) -> dict[str, object]:
    named = {name: getattr(tried, name) for name in _NAMED}
    return {"id": row_id, "at": now, "result": result, **named}


_NAMED = tuple(name for name in Try.__slots__ if name != "event_address")
_PREPARE = text("""
INSERT INTO throttle (key, window_start, failures)
SELECT key, :now, 0 FROM unnest(CAST(:keys AS text[])) WITH ORDINALITY x(key, n) ORDER BY n
ON CONFLICT (key) DO NOTHING
""")
_LOCK = text("SELECT * FROM throttle WHERE key = ANY(:keys) ORDER BY key FOR NO KEY UPDATE")
_OVER = text("""
SELECT window_start FROM throttle
WHERE key = :key AND failures >= :limit AND window_start > :gone
""")
_COUNT = text("""
UPDATE throttle SET
  failures = CASE WHEN window_start <= :gone THEN 1 ELSE failures + 1 END,
  window_start = CASE WHEN window_start <= :gone THEN :now ELSE window_start END
WHERE key = ANY(:keys)
""")
_FORGET = text("""
UPDATE throttle SET failures = CASE WHEN :own THEN 0 ELSE greatest(failures - 1, 0) END
WHERE key = :key AND (:own OR window_start = :start)
""")
_COUNT_OWN = text("""
WITH counted AS (
  INSERT INTO throttle AS t (key, window_start, failures) VALUES (:key, :now, 1)
  ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN t.window_start <= :gone THEN 1 ELSE least(t.failures + 1, :over) END,
    window_start = CASE WHEN t.window_start <= :gone THEN :now ELSE t.window_start END
  RETURNING window_start, failures)
SELECT counted.*, (SELECT password_hash FROM person WHERE id = :person AND deactivated_at IS NULL)
FROM counted
""")
_TRIED = text("""
INSERT INTO sign_in_try (id, at, person_id, result, login_hash, address_hash, known_browser,
  address, browser)
VALUES (:id, :at, :person_id, :result, :login_hash, :address_hash, :known_browser, :address,
  :browser)
""")
_AGAIN = text("""
UPDATE sign_in_try SET times = times + 1 WHERE id = (
  SELECT id FROM sign_in_try
  WHERE address_hash = :address AND result = :refused AND at > :gone AND at <= :now
    AND person_id IS NOT DISTINCT FROM CAST(:person AS uuid)
  ORDER BY id LIMIT 1 FOR NO KEY UPDATE) RETURNING id
""")
_RESULT = text("UPDATE sign_in_try SET result = :result WHERE id = :id")
_PERSON = text("UPDATE sign_in_try SET person_id = :person, known_browser = :known WHERE id = :id")
_TOUCH = text("UPDATE web_session SET seen_at = :now WHERE id_hash = :id AND ended_at IS NULL")
