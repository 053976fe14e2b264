"""A payload is questioned as it was written, but for the one character PostgreSQL refuses."""

import json

import pytest
from sqlalchemy import text

from server.store import engine_for
from server.store.invariants.payloads import READABLE
from tests.worlds.databases import Database

ASKED = text(
    f"SELECT CAST({READABLE} AS json) ->> 'said' FROM (SELECT CAST(:kept AS text) AS payload) x"  # noqa: S608 - constants
)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("a\0b\0\0", "a\ufffdb\ufffd\ufffd"),
        ("\\u0000", "\\u0000"),
        ("\\\\u0000 and \\u0000\\u0000", "\\\\u0000 and \\u0000\\u0000"),
        ("\\\0", "\\\ufffd"),
        ("C:\\users", "C:\\users"),
    ],
)
def test_a_text_is_read_as_it_was_written(said: str, read: str, database: Database) -> None:
    engine = engine_for(database.url)
    with engine.connect() as connection:
        assert connection.execute(ASKED, {"kept": json.dumps({"said": said})}).scalar() == read
    engine.dispose()
