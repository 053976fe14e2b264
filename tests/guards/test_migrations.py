"""Migrations: one line of them, each way and back, and the tables are what they make."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from server.config import ROOT
from tests.worlds.databases import Database


@pytest.fixture
def alembic(fresh_database: Database, tmp_path: Path) -> Config:
    with (tmp_path / "output.txt").open("w") as output:
        config = Config(toml_file=ROOT / "pyproject.toml", stdout=output)
    config.attributes["url"] = fresh_database.owner_url
    return config


def test_there_is_one_head(alembic: Config) -> None:
    assert len(ScriptDirectory.from_config(alembic).get_heads()) == 1


def test_down_to_nothing_and_up_again(alembic: Config, fresh_database: Database) -> None:
    command.downgrade(alembic, "base")
    engine = create_engine(fresh_database.owner_url)
    assert inspect(engine).get_table_names() in ([], ["alembic_version"])
    command.upgrade(alembic, "head")
    assert "case_" in inspect(engine).get_table_names()
    engine.dispose()


def test_the_tables_in_code_are_those_the_migrations_make(alembic: Config) -> None:
    alembic.print_stdout = lambda *_: None  # type: ignore[method-assign] # silence its success
    command.check(alembic)


def test_migrations_import_no_models() -> None:
    for version in (ROOT / "migrations" / "versions").glob("*.py"):
        assert "from server" not in version.read_text(), version.name
