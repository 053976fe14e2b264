"""The migration that gives older persons their province."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from server.config import ROOT
from tests.worlds.databases import Database

BEFORE, AFTER = "0015", "0016"
OLD = """
INSERT INTO unit VALUES ('a/x', 'a'), ('b/x', 'b');
INSERT INTO post(id, unit_id, position) VALUES ('a/x/head', 'a/x', 'head'),
  ('b/x/head', 'b/x', 'head');
INSERT INTO person(id, login, created_at) VALUES
  ('00000000-0000-0000-0000-000000000001', 'moved', now()),
  ('00000000-0000-0000-0000-000000000002', 'nowhere', now());
INSERT INTO appointment(id, person_id, post_id, valid_from) VALUES
  (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'a/x/head', '2023-01-01'),
  (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'b/x/head', '2024-01-01');
"""


def test_an_older_person_is_of_the_province_of_their_newest_post(
    fresh_database: Database, tmp_path: Path
) -> None:
    """Who never held one is of the only province there is; where there are several, of none."""
    assert provinces(fresh_database, tmp_path, OLD) == {"moved": "b", "nowhere": ""}


def test_an_older_person_without_a_post_is_of_the_only_province(
    fresh_database: Database, tmp_path: Path
) -> None:
    only = OLD.replace("'b/x'", "'a/y'").replace("'b'", "'a'").replace("b/x", "a/y")
    assert provinces(fresh_database, tmp_path, only) == {"moved": "a", "nowhere": "a"}


def provinces(database: Database, tmp_path: Path, rows: str) -> dict[str, str]:
    """Write rows of the schema before, migrate, and read who is of which province."""
    with (tmp_path / "output.txt").open("w") as output:
        config = Config(toml_file=ROOT / "pyproject.toml", stdout=output)
        config.attributes["url"] = database.owner_url
        engine = create_engine(database.owner_url)
        command.downgrade(config, BEFORE)
        with engine.begin() as connection:
            connection.execute(text(rows))
        command.upgrade(config, AFTER)
        with engine.connect() as connection:
            found = connection.execute(text("SELECT login, province FROM person"))
            answer = {row.login: row.province for row in found}
        command.upgrade(config, "head")
    engine.dispose()
    return answer
