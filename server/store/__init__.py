"""PostgreSQL: the tables, the queries by noun, and the only writer of history."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from server.store.database.sessions import (
    engine_for,
    open_session,
    open_snapshot,
    statements,
)

__all__ = ["Engine", "Session", "engine_for", "open_session", "open_snapshot", "statements"]
