"""Tries to sign in of before security events were told are copied among them, once."""

from uuid import uuid4

import psycopg
from alembic import command
from alembic.config import Config

from server.config import ROOT
from server.store.database.addresses import libpq_url
from server.store.schema.schema import upgrade
from tests.worlds.databases import Database

BEFORE = "0085"
TRIED = """
INSERT INTO sign_in_try (id, at, result, times, login_hash, address, browser, known_browser)
VALUES (%s, '2024-12-01T08:00:00Z', %s, %s, 'h', '192.0.2.9', 'Firefox', true)
"""
TOLD = """
INSERT INTO security_event (id, at, kind, once)
VALUES (gen_random_uuid(), now(), 'sign_in.wrong', 'try/' || %s)
"""
KEPT = """
SELECT kind, times, login_hash, address, browser, details, at = '2024-12-01T08:00:00Z'
FROM security_event ORDER BY kind
"""


def test_each_is_told_once_however_often_the_step_is_taken(fresh_database: Database) -> None:
    told, untold = str(uuid4()), str(uuid4())
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = fresh_database.owner_url
    command.downgrade(config, BEFORE)
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as owner:
        owner.execute(TRIED, (told, "wrong", 1))
        owner.execute(TRIED, (untold, "refused", 7))
        owner.execute(TOLD, (told,))
    for _ in range(2):
        upgrade(fresh_database.owner_url, report=print)
        command.downgrade(config, BEFORE)
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as owner:
        kept = owner.execute(KEPT).fetchall()
    copied = ("sign_in.refused", 7, "h", "192.0.2.9", "Firefox", '{"known_browser": true}', True)
    assert kept == [copied, ("sign_in.wrong", 1, "", "", "", "{}", False)]
