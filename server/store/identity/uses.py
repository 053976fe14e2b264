"""How often a person did something in a window: one row a person and kind, one statement a time."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, text

from server.store.identity.security import WINDOW


def count_use(
    engine: Engine, person_id: UUID, use: str, *, most: int, now: datetime
) -> timedelta | None:
    """Count one use; return how long to wait where it is one too many, else None.

    It stands by itself and at once, so that what is refused counts as well, a page that only reads
    can be counted, and the row is held for no longer than the statement.
    """
    values = {
        "key": f"use:{use}:{person_id}",
        "now": now,
        "gone": now - WINDOW,
        "ahead": now + WINDOW,
        "over": most + 1,
    }
    with engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        row = alone.execute(_COUNT, values).one()
    return row.window_start + WINDOW - now if row.failures > most else None


_COUNT = text("""
INSERT INTO throttle AS t (key, window_start, failures) VALUES (:key, :now, 1)
ON CONFLICT (key) DO UPDATE SET
  failures = CASE WHEN t.window_start <= :gone OR t.window_start > :ahead THEN 1
    ELSE least(t.failures + 1, :over) END,
  window_start = CASE WHEN t.window_start <= :gone OR t.window_start > :ahead THEN :now
    ELSE t.window_start END
RETURNING window_start, failures
""")
