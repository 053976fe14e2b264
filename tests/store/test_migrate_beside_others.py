"""`migrate` beside readers and writers: pages go on, and it gets its turn or says who has it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from alembic import command
from alembic.config import Config

from server.config import ROOT
from server.store.database.addresses import libpq_url
from server.store.schema import schema_patience
from server.store.schema.queue_schema import shipped, upgrade_queue
from server.store.schema.schema import SchemaRefused, upgrade
from server.store.schema.schema_patience import patiently
from tests.waiting import PATIENCE, eventually
from tests.worlds.databases import Database

BEFORE = "0015"
"""The step after this one changes `person`."""
HOLDS = {"reads": "SELECT count(*) FROM person", "writes": "UPDATE person SET name = name"}
LATER = {"99.01.00_01_pre_later.sql": "ALTER TABLE procrastinate_jobs ADD COLUMN later integer;"}


@pytest.fixture
def old(fresh_database: Database) -> Database:
    """Answer a database that lacks steps."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = fresh_database.owner_url
    command.downgrade(config, BEFORE)
    return fresh_database


@contextmanager
def held(database: Database, statement: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Hold a table as the application, in a transaction that goes on."""
    with psycopg.connect(libpq_url(database.url)) as connection:
        connection.execute(statement.encode())
        yield connection
        connection.rollback()


def pages_beside(database: Database, query: str, work: Callable[[list[str]], object]) -> list[str]:
    """Do a work while somebody holds a table, and read pages until it was held up twice.

    A page that comes behind the work waits for one try of it, no longer: else none would come back.
    Answers what the work said.
    """
    said: list[str] = []
    worker = threading.Thread(target=work, args=(said,))
    patience = f"-c statement_timeout={round(PATIENCE)}s"
    address = libpq_url(database.url)
    with (
        held(database, query),
        psycopg.connect(address, autocommit=True, options=patience) as page,
    ):
        worker.start()
        eventually(lambda: read(page) and len(said) > 1)
    worker.join()
    return said


def read(page: psycopg.Connection[tuple[object, ...]]) -> bool:
    page.execute("SELECT count(*) FROM person")
    page.execute("SELECT count(*) FROM jobs.procrastinate_jobs")
    return True


@pytest.mark.parametrize("query", HOLDS.values(), ids=HOLDS)
def test_pages_go_on_while_it_waits_and_then_it_gets_its_turn(old: Database, query: str) -> None:
    said = pages_beside(old, query, lambda said: upgrade(old.owner_url, report=said.append))
    assert any("pid" in line for line in said)
    upgrade(old.owner_url, report=said.append)
    with psycopg.connect(libpq_url(old.owner_url)) as owner:
        ((version,),) = owner.execute("SELECT version_num FROM alembic_version").fetchall()
    assert str(version) > BEFORE


def test_the_queues_own_steps_wait_no_longer(fresh_database: Database) -> None:
    url, scripts = fresh_database.owner_url, shipped() | LATER
    done: list[list[str]] = []

    def work(said: list[str]) -> None:
        changed = patiently(lambda: upgrade_queue(url, scripts), url, report=said.append)
        done.append(changed)

    pages_beside(fresh_database, "SELECT count(*) FROM jobs.procrastinate_jobs", work)
    assert done == [list(LATER)]


def test_who_never_lets_go_is_named_with_what_to_do_and_nothing_is_changed(old: Database) -> None:
    with held(old, HOLDS["reads"]) as reader:
        pid = reader.info.backend_pid
        with pytest.raises(SchemaRefused, match=rf"pid {pid} \(binhxet_app, .*, SELECT, .*pg_term"):
            upgrade(old.owner_url, report=print, give_up_seconds=0.5)
    with psycopg.connect(libpq_url(old.owner_url)) as owner:
        assert owner.execute("SELECT version_num FROM alembic_version").fetchall() == [(BEFORE,)]


def test_as_shipped_it_ends_within_a_minute_or_so() -> None:
    longest = schema_patience.LOCK_SECONDS + schema_patience.PAUSE_SECONDS
    assert schema_patience.GIVE_UP_SECONDS + longest <= 90
    assert schema_patience.LOCK_SECONDS <= 1
