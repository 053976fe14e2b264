"""A database that is away, closed to us or not of this release is named, with what to mend."""

import psycopg
import pytest
from sqlalchemy.engine import make_url

from server.cli import main
from server.store.database.addresses import libpq_url
from server.store.schema.schema import refusal_of
from tests.worlds.databases import Database

SECRET = "a-secret-of-this-test-0123456789-abcdefghij"  # noqa: S105 - signs nothing but tests
AWAY = "postgresql://binhxet_app:hidden-word@127.0.0.1:1/binhxet"


def refused(
    command: str, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, **told: str
) -> str:
    """Run a command that is refused; return its words."""
    for name, value in told.items():
        patch.setenv(name, value)
    assert main([command]) == 1
    return capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "serve"])
def test_a_server_that_is_away_is_named_without_the_password(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = refused(command, capsys, monkeypatch, DATABASE_URL=AWAY, BINHXET_SECRET=SECRET)
    assert "“binhxet” @ 127.0.0.1" in said
    assert "hidden-word" not in said


def test_migrating_a_server_that_is_away_is_refused_by_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = refused("migrate", capsys, monkeypatch, BINHXET_OWNER_DATABASE_URL=AWAY)
    assert "“binhxet” @ 127.0.0.1" in said


@pytest.mark.parametrize(
    "why",
    [
        'password authentication failed for user "nobody"',
        'database "nowhere" does not exist',
        'role "nobody" is not permitted to log in',
        'no pg_hba.conf entry for host "10.0.0.1", user "nobody", database "binhxet"',
        "fe_sendauth: no password supplied",
    ],
)
def test_who_is_not_let_in_is_not_told_of_a_server_that_is_away(why: str) -> None:
    said = str(refusal_of(psycopg.OperationalError(f"connection failed: FATAL:  {why}"), AWAY))
    assert why in said
    assert "check the role, the password and the name of the database" in said
    assert "does not answer" not in said


def test_a_wrong_name_of_a_database_is_not_told_as_a_server_that_is_away(
    database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_url(database.url).set(database="nowhere")
    named = url.render_as_string(hide_password=False)
    said = refused("check", capsys, monkeypatch, DATABASE_URL=named)
    assert "does not allow it" in said


def test_a_host_that_is_unknown_has_its_address_looked_at() -> None:
    error = psycopg.OperationalError("failed to resolve host 'db.invalid'")
    assert "check the address" in str(refusal_of(error, AWAY))


def test_a_full_disk_of_the_embedded_server_is_named() -> None:
    refusal = refusal_of(psycopg.errors.DiskFull("could not extend file"), "")
    assert "“binhxet”" in str(refusal)
    assert "could not extend file" in str(refusal)


def test_a_mistake_of_ours_is_no_refusal() -> None:
    assert refusal_of(psycopg.errors.SyntaxError("at or near"), AWAY) is None


def test_the_application_may_not_migrate_and_is_told_so(
    fresh_database: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0012'")
    said = refused("migrate", capsys, monkeypatch, BINHXET_OWNER_DATABASE_URL=fresh_database.url)
    assert "vai trò" in said


def test_a_database_of_a_newer_release_is_not_migrated(
    fresh_database: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    said = refused(
        "migrate", capsys, monkeypatch, BINHXET_OWNER_DATABASE_URL=fresh_database.owner_url
    )
    assert "9999" in said


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_nothing_is_started_on_a_database_that_lacks_a_step(
    command: str,
    fresh_database: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0012'")
    said = refused(
        command, capsys, monkeypatch, DATABASE_URL=fresh_database.url, BINHXET_SECRET=SECRET
    )
    assert "0013" in said
    assert "binhxet migrate" in said
