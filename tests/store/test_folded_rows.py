"""Rows of older versions are folded by the migration as new ones are when they are written."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from server.config import ROOT
from server.domain.texts.vietnamese import (
    fold,
    name_sort_key,
    sort_key,
)
from server.store.database.addresses import owner_engine
from tests.worlds.databases import Database

NAME, UNIT, TITLE = "Đặng Thị Ánh", "Sở Giáo dục và Đào tạo", "Giám đốc Sở GD&ĐT"

ROWS = (
    "INSERT INTO unit(id, province) VALUES ('t/u', 't')",
    "INSERT INTO unit_name(unit_id, valid_from, name_vi, short_vi) VALUES ('t/u', :day, :unit, '')",
    "INSERT INTO post(id, unit_id, position, title_vi) VALUES ('t/u/head', 't/u', 'head', :title)",
    "INSERT INTO person(id, login, name, province, created_at) VALUES (:id, 'd', :name, 't', :at)",
)


def test_old_persons_posts_and_units_are_folded(fresh_database: Database, tmp_path: Path) -> None:
    with (tmp_path / "output.txt").open("w") as output:
        alembic = Config(toml_file=ROOT / "pyproject.toml", stdout=output)
    alembic.attributes["url"] = fresh_database.owner_url
    command.downgrade(alembic, "0022")
    engine = owner_engine(fresh_database.owner_url)
    with engine.begin() as old:
        for statement in ROWS:
            old.execute(text(statement), values(statement))
    command.upgrade(alembic, "head")
    with engine.connect() as new:
        person = new.execute(text("SELECT search, sort_key FROM person WHERE login = 'd'")).one()
        post = new.execute(text("SELECT search, sort_key FROM post WHERE id = 't/u/head'")).one()
        unit = new.execute(text("SELECT search FROM unit_name WHERE unit_id = 't/u'")).scalar_one()
    engine.dispose()
    assert tuple(person) == (fold(f"d {NAME}"), name_sort_key(NAME))
    assert tuple(post) == (fold(TITLE), sort_key(TITLE))
    assert unit == fold(UNIT)


def values(statement: str) -> dict[str, object]:
    known = {
        "day": date(2020, 1, 1),
        "unit": UNIT,
        "title": TITLE,
        "id": uuid4(),
        "name": NAME,
        "at": datetime(2020, 1, 1, tzinfo=UTC),
    }
    return {name: value for name, value in known.items() if f":{name}" in statement}
