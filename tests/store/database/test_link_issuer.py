"""Links with directories of before an issuer was written stand, bound anew, and name none yet."""

import psycopg
import pytest
from alembic import command
from alembic.config import Config

from server.config import ROOT
from server.store.database.addresses import libpq_url
from server.store.schema.schema import upgrade
from tests.worlds.databases import Database

BEFORE = "0086"
LINKED = """
WITH p AS (INSERT INTO person (id, login, name, province, created_at)
  VALUES (gen_random_uuid(), %(login)s, 'x', 'bac-giang', now()) RETURNING id)
INSERT INTO directory_link (id, person_id, directory, subject, made_at, confirmed_at)
SELECT gen_random_uuid(), id, 'openid', %(subject)s, now(), now() FROM p
"""
SHAPES = "SELECT shape, op FROM change WHERE table_name = 'directory_link' ORDER BY n"


def test_they_name_nobody_until_the_first_start(fresh_database: Database) -> None:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = fresh_database.owner_url
    command.downgrade(config, BEFORE)
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as owner:
        owner.execute(LINKED, {"login": "a", "subject": "nv-1"})
    upgrade(fresh_database.owner_url, report=print)
    with psycopg.connect(libpq_url(fresh_database.owner_url), autocommit=True) as owner:
        assert owner.execute("SELECT subject, issuer FROM directory_link").fetchall() == [
            ("nv-1", None)
        ]
        assert owner.execute(SHAPES).fetchall()[-1] == (2, "B")
        owner.execute("UPDATE directory_link SET issuer = 'https://a.example'")
        owner.execute(LINKED, {"login": "b", "subject": "nv-1"})
        owner.execute("UPDATE directory_link SET issuer = 'https://b.example' WHERE issuer IS NULL")
        with pytest.raises(psycopg.errors.UniqueViolation):
            owner.execute("UPDATE directory_link SET issuer = 'https://a.example'")
