"""The writes that stand outside a request's transaction, and last even when it is refused.

Each opens a short transaction of its own on the engine.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, text

WINDOW = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=5)


def count_try(engine: Engine, limits: Mapping[str, int], *, now: datetime) -> int | None:
    """Count one try under each key before the password is looked at.

    Counting first means that parallel guesses cannot slip past a limit together. Returns the
    minutes until the window ends, at least 1, where a key is over its limit; else None.
    """
    with engine.begin() as connection:
        rows = [
            connection.execute(_COUNT, {"key": key, "now": now, "gone": now - WINDOW}).one()
            for key in sorted(limits)
        ]
    waits = [row.window_start + WINDOW - now for row in rows if row.failures > limits[row.key]]
    return max(1, -(-max(waits) // timedelta(minutes=1))) if waits else None


def count_password_try(
    engine: Engine, key: str, limit: int, *, person_id: UUID, now: datetime
) -> tuple[int | None, str | None]:
    """Count one try of a person's own password, and read its hash in the same statement.

    Returns the minutes to wait where the key is over its limit, else None; and the hash, None
    where the account is not active.
    """
    values = {"key": key, "now": now, "gone": now - WINDOW, "person": person_id}
    with engine.begin() as connection:
        row = connection.execute(_COUNT_OWN, values).one()
    left = row.window_start + WINDOW - now
    wait = max(1, -(-left // timedelta(minutes=1))) if row.failures > limit else None
    return wait, row.password_hash


def forget_tries(engine: Engine, key: str, *, shared: Collection[str] = ()) -> None:
    """Start counting from zero after a right password.

    Keys shared with other people only lose this one try: one's own account must not clear the
    guesses at others', and many people behind one address must not lock each other out.
    """
    with engine.begin() as connection:
        connection.execute(_FORGET, {"key": key, "shared": list(shared)})


def touch(engine: Engine, id_hash: str, *, seen_at: datetime, now: datetime) -> None:
    """Note that a session is in use, at most every five minutes."""
    if now - seen_at >= SEEN_EVERY:
        with engine.begin() as connection:
            connection.execute(_TOUCH, {"id": id_hash, "now": now})


_COUNT = text("""
INSERT INTO throttle AS t (key, window_start, failures) VALUES (:key, :now, 1)
ON CONFLICT (key) DO UPDATE SET
  failures = CASE WHEN t.window_start <= :gone THEN 1 ELSE t.failures + 1 END,
  window_start = CASE WHEN t.window_start <= :gone THEN :now ELSE t.window_start END
RETURNING key, window_start, failures
""")
_COUNT_OWN = text(f"""
WITH counted AS ({_COUNT.text})
SELECT counted.*, (SELECT password_hash FROM person WHERE id = :person AND deactivated_at IS NULL)
FROM counted
""")  # noqa: S608 - a constant of this module
_FORGET = text("""
UPDATE throttle SET failures = CASE WHEN key = :key THEN 0 ELSE greatest(failures - 1, 0) END
WHERE key = :key OR key = ANY(:shared)
""")
_TOUCH = text("UPDATE web_session SET seen_at = :now WHERE id_hash = :id AND ended_at IS NULL")
