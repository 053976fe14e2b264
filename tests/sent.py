"""What is sent to the database, as the driver gets it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from psycopg import Cursor

Sent = tuple[str, Any]
"""A statement and its values."""


@contextmanager
def statements_sent() -> Iterator[list[Sent]]:
    """Keep each statement that is sent meanwhile."""
    kept: list[Sent] = []
    send = Cursor.execute

    def keep(cursor: Cursor, query: str, params: object = None, **how: bool) -> Cursor:
        kept.append((str(query), params))
        return send(cursor, query, params, **how)  # type: ignore[call-overload,no-any-return]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cursor, "execute", keep)
        yield kept
