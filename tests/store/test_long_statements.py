"""A statement is parsed once, however long: those of a step, a task and the list are long."""

from psycopg import _queries
from sqlalchemy import text

from server.store import engine_for
from server.store.database.sessions import LONGEST_KEPT
from tests.worlds.databases import Database


def test_a_long_statement_is_parsed_once(database: Database) -> None:
    statement = text("SELECT :n" + " " * (LONGEST_KEPT - 100))
    engine = engine_for(database.url)
    with engine.connect() as connection:
        connection.execute(statement, {"n": 1})
        before = _queries._query2pg.cache_info()  # noqa: SLF001 - what psycopg keeps, and for how long
        connection.execute(statement, {"n": 2})
    after = _queries._query2pg.cache_info()  # noqa: SLF001 - as above
    engine.dispose()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)
