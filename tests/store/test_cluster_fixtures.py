"""The fixtures every database test stands on."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from server.embedded import Cluster
from tests.worlds.databases import Database


@pytest.mark.parametrize("attempt", [1, 2])
def test_what_a_test_commits_is_undone_after_it(session: Session, attempt: int) -> None:
    put = text(
        "SELECT jobs.procrastinate_defer_jobs_v1(ARRAY[ROW('q', 't', 0, null, null, '{}', null)"
        "::jobs.procrastinate_job_to_defer_v1])"
    )
    seen = text("SELECT count(*) FROM jobs.procrastinate_jobs")
    assert session.scalar(seen) == 0, f"attempt {attempt}"
    session.execute(put)
    session.commit()
    assert session.scalar(seen) == 1


def test_a_session_has_the_application_role(session: Session) -> None:
    assert session.scalar(text("SELECT current_user")) == "binhxet_app"


def test_a_fresh_database_is_migrated_and_belongs_to_the_owner(fresh_database: Database) -> None:
    engine = create_engine(fresh_database.owner_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT to_regclass('jobs.procrastinate_jobs')"))
        assert connection.scalar(text("SELECT current_user")) == "binhxet_owner"
    engine.dispose()


def test_the_application_role_may_not_make_tables(fresh_database: Database) -> None:
    conninfo = fresh_database.url.replace("+psycopg", "")
    with (
        psycopg.connect(conninfo) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE mine (id int)")


def test_the_server_listens_on_no_network_port(cluster: Cluster) -> None:
    with psycopg.connect(cluster.conninfo()) as connection:
        row = connection.execute("SHOW listen_addresses").fetchone()
    assert row == ("",)


def test_the_socket_stands_in_a_private_folder(cluster: Cluster) -> None:
    with psycopg.connect(cluster.conninfo()) as connection:
        row = connection.execute("SHOW unix_socket_directories").fetchone()
    assert row is not None
    assert Path(row[0].strip('"')).stat().st_mode & 0o777 == 0o700
