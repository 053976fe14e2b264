"""What one test commits, the next one does not find: a worker's database is put back."""

from collections.abc import Iterator
from concurrent.futures import Future
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.actions.transaction import transactions
from tests.worlds import states
from tests.worlds.databases import Databases, Working
from tests.worlds.year import Year, savepoints

TABLES = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
WHERE schemaname IN ('public', 'jobs') AND has_table_privilege(format('%I.%I',
  schemaname, tablename), 'SELECT')
"""
SEQUENCES = "SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2"


def contents(engine: Engine) -> dict[str, object]:
    """Return every table's rows, and where every sequence stands."""
    with engine.connect() as connection:
        tables = connection.execute(text(TABLES)).scalars().all()
        rows: dict[str, object] = {
            table: connection.exec_driver_sql(
                f"SELECT md5(string_agg(r::text, ' ' ORDER BY r::text)) FROM {table} r"  # noqa: S608 - ours
            ).scalar()
            for table in tables
        }
        return rows | {"": connection.execute(text(SEQUENCES)).all()}


@pytest.fixture
def shared(databases: Databases) -> Iterator[Working]:
    """Answer a database of this worker's as it was kept; it is left so.

    What earlier tests rolled back has still taken numbers of its sequences.
    """
    made = databases.working(states.BLOCS_LOADED)
    made.put_back()
    yield made
    made.put_back()


def test_what_acts_have_committed_is_gone_after_it(shared: Working) -> None:
    before = contents(shared.engine)
    for _ in range(2):  # the second time, rows that were put back are changed
        year = Year(begin=transactions(shared.database.url))
        year.open("evaluation")
        year.complete(year.tasks()[0])
        with psycopg.connect(shared.superuser) as superuser:
            superuser.execute("UPDATE appointment SET valid_to = valid_from")
            superuser.execute("DELETE FROM appointment WHERE post_id LIKE '%head'")
        assert contents(shared.engine) != before
        shared.put_back()
        assert contents(shared.engine) == before


def test_numbers_that_a_rolled_back_act_took_are_free_again(shared: Working) -> None:
    before = contents(shared.engine)
    with shared.engine.connect() as connection, Session(connection) as session:
        Year(begin=savepoints(session)).open("evaluation")
        session.rollback()
    assert contents(shared.engine)[""] != before[""]
    shared.put_back()
    assert contents(shared.engine) == before


def test_a_thread_that_is_still_at_work_comes_to_its_end(shared: Working) -> None:
    ended = Future[None]()
    at_work = Event()

    def work() -> None:
        try:
            with shared.engine.begin() as connection:
                for _ in range(5):
                    connection.execute(text("SELECT pg_sleep(0.6)"))
                    at_work.set()
            ended.set_result(None)
        except OperationalError as error:
            ended.set_exception(error)

    thread = Thread(target=work)
    thread.start()
    at_work.wait()
    shared.put_back()
    thread.join()
    assert ended.exception() is None


def test_a_transaction_that_a_test_left_open_is_ended(shared: Working) -> None:
    before = contents(shared.engine)
    left = shared.engine.connect()
    left.execute(text("UPDATE appointment SET valid_to = valid_from"))
    shared.put_back()
    with pytest.raises(OperationalError):
        left.execute(text("SELECT 1"))
    left.invalidate()
    left.close()
    assert contents(shared.engine) == before
