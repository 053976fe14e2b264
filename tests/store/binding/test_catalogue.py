"""The file beside the schema's question is what the migrations make."""

import os

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.store.binding.catalogue import catalogue
from server.store.binding.schema import FILE, unlike_release, written

AGAIN = "WRITE_CATALOGUE=1 .venv/bin/python -m pytest -n 0 tests/store/binding/test_catalogue.py"


def test_the_catalogue_is_what_the_migrations_make(session: Session) -> None:
    step = session.scalar(text("SELECT version_num FROM alembic_version"))
    made = written(str(step), catalogue(session))
    if "WRITE_CATALOGUE" in os.environ:
        FILE.write_text(made, encoding="utf-8")
    differ = set(made.splitlines()) ^ set(FILE.read_text(encoding="utf-8").splitlines())
    assert not differ, f"after a step of the schema: {AGAIN}"


def test_a_database_of_another_step_is_named_alone(session: Session) -> None:
    step = session.scalar(text("SELECT version_num FROM alembic_version"))
    session.connection().exec_driver_sql("SET LOCAL search_path = public")
    assert list(unlike_release(session)) == []
    assert step == FILE.read_text(encoding="utf-8").splitlines()[0]


def test_the_search_path_is_as_it_was(session: Session) -> None:
    before = session.scalar(text("SHOW search_path"))
    catalogue(session)
    assert session.scalar(text("SHOW search_path")) == before
