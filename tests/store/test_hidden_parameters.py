"""What is sent to the database stands in no error: tracebacks go to logs that many people read."""

import traceback
from uuid import uuid4

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from server.actions.transaction import transactions
from server.config import ROOT
from server.store import engine_for
from server.store.database.addresses import owner_engine
from server.store.tables import person
from tests.worlds.databases import Database

SECRET = "đồng lúa chín vàng"  # noqa: S105


def raised(url: str, *rows: dict[str, object], many: bool = False) -> str:
    """Insert persons the table refuses, and return the whole traceback as a log shows it."""

    def write() -> None:
        with transactions(url)() as session:
            for row in [list(rows)] if many else rows:
                session.execute(insert(person), row)

    with pytest.raises(DBAPIError) as found:
        write()
    engine_for(url).dispose()
    return "".join(traceback.format_exception(found.value))


def a_person(**more: object) -> dict[str, object]:
    kept = {"id": uuid4(), "login": "nva", "name": "x", "created_at": "2024-12-01T00:00:00Z"}
    return {**kept, "password_hash": SECRET, **more}


@pytest.mark.parametrize("many", [False, True])
def test_neither_parameters_nor_the_refused_row_stand_in_a_traceback(
    fresh_database: Database, *, many: bool
) -> None:
    missing = raised(fresh_database.url, a_person(name=None), a_person(name=None), many=many)
    assert "null value in column" in missing
    assert SECRET not in missing


def test_the_key_that_is_there_already_stands_in_no_traceback(fresh_database: Database) -> None:
    twice = raised(fresh_database.url, a_person(login=SECRET), a_person(login=SECRET))
    assert "uq_person_login" in twice
    assert SECRET not in twice


def test_the_owners_engine_shows_no_parameter(fresh_database: Database) -> None:
    engine = owner_engine(fresh_database.owner_url)

    def write() -> None:
        with engine.begin() as connection:
            connection.execute(text("SELECT CAST(:secret AS text) / 1"), {"secret": SECRET})

    with pytest.raises(DBAPIError) as found:
        write()
    assert SECRET not in "".join(traceback.format_exception(found.value))


def test_every_engine_of_ours_hides_parameters() -> None:
    folders = (ROOT / "server", ROOT / "migrations")
    sources = [path.read_text() for folder in folders for path in folder.rglob("*.py")]
    assert sum(source.count("create_engine(") for source in sources) == 2
    assert sum(source.count("hide_parameters=True") for source in sources) == 2
