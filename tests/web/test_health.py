"""What whoever watches the installation may ask without signing in, and what they are told."""

import psycopg
import pytest
from flask import Flask

from server.actions.deployment import deploy
from server.app import web_application
from server.config import ROOT
from server.store.database.addresses import libpq_url
from server.store.database.sessions import statements
from tests.worlds.databases import Database
from tests.worlds.web.pages import settings_of
from tests.worlds.year import BEGINS

pytestmark = pytest.mark.own_database
NOWHERE = Database("x", "postgresql+psycopg://nobody@/x?host=/nowhere", "")


def ready(app: Flask) -> tuple[int, str, str | None]:
    answer = app.test_client().get("/readyz")
    return answer.status_code, answer.text, answer.headers.get("Retry-After")


READY, NOT_READY = (200, "ok\n", None), (503, "not ready\n", "5")


@pytest.fixture
def deployed(app: Flask, database: Database) -> Flask:
    """Answer an application whose definitions are there."""
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        for key in deploy.keys(ROOT / "workflows"):
            connection.execute(
                "INSERT INTO definition(hash, key, version, files, deployed_at)"
                " VALUES (%s, %s, 1, '{}', %s)",
                (key, key, BEGINS),
            )
    return app


def test_a_process_without_a_database_lives_and_is_not_ready() -> None:
    app = web_application(settings_of(NOWHERE))
    lives = app.test_client().get("/healthz")
    assert (lives.status_code, lives.text) == (200, "ok\n")
    assert ready(app) == NOT_READY


def test_that_the_process_lives_costs_no_statement(app: Flask) -> None:
    before = statements.count
    assert app.test_client().get("/healthz").status_code == 200
    assert statements.count == before


def test_it_is_ready_with_its_schema_and_definitions(deployed: Flask) -> None:
    assert ready(deployed) == READY


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM definition WHERE key = 'evaluation'",
        "UPDATE alembic_version SET version_num = '0001'",
        "DELETE FROM jobs.applied_script WHERE name = (SELECT max(name) FROM jobs.applied_script)",
        "DROP TABLE deployment",
    ],
)
def test_what_is_missing_is_logged_and_told_to_nobody(
    deployed: Flask, database: Database, caplog: pytest.LogCaptureFixture, change: str
) -> None:
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        connection.execute(change.encode())
    assert ready(deployed) == NOT_READY
    assert "not ready: " in caplog.text
