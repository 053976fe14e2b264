"""The schema brought to its newest version: ours by Alembic, the job queue's in its own schema."""

from collections.abc import Callable
from io import StringIO

import psycopg
from alembic import command
from alembic.config import Config
from procrastinate.schema import SchemaManager
from psycopg import sql
from sqlalchemy.engine import make_url

from server.config import ROOT
from server.store.cluster.roles import APPLICATION
from server.store.queue import JOBS

__all__ = ["JOBS", "libpq_url", "make_queue", "upgrade"]


def upgrade(owner_url: str, *, report: Callable[[str], None]) -> None:
    """Migrate to the head, and make the queue's schema where missing; safe to run again."""
    written = StringIO()
    command.upgrade(_alembic(owner_url, written), "head")
    if make_queue(owner_url):
        report("Hàng đợi công việc đã sẵn sàng / the job queue is in place")


def make_queue(owner_url: str) -> bool:
    """Make Procrastinate's schema as the owner; answer whether it had to be made.

    Its functions name their tables without a schema, so each gets its search path fixed: they
    then work on the caller's own connection, whatever that one's path is.
    """
    with psycopg.connect(libpq_url(owner_url)) as connection:
        schema = sql.Identifier(JOBS)
        found = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (JOBS,))
        if found.fetchone() is not None:
            return False
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
        connection.execute(sql.SQL("SET LOCAL search_path TO {}").format(schema))
        connection.execute(SchemaManager.get_schema().encode())
        _fix_search_paths(connection)
        _keep_quiet(connection)
        for grant in (
            "GRANT USAGE ON SCHEMA {} TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}",
        ):
            connection.execute(sql.SQL(grant).format(schema, sql.Identifier(APPLICATION)))
    return True


def libpq_url(url: str) -> str:
    """Answer what psycopg itself reads, from SQLAlchemy's URL of the same database."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _fix_search_paths(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    functions = connection.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = %s::regnamespace", (JOBS,)
    ).fetchall()
    for (function,) in functions:
        connection.execute(f"ALTER FUNCTION {function} SET search_path = {JOBS}, pg_temp".encode())


def _keep_quiet(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Take the queue's NOTIFY away: nobody listens, and its lock would line up all commits."""
    connection.execute(
        "ALTER TABLE procrastinate_jobs"
        " DISABLE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1"
    )


def _alembic(owner_url: str, written: StringIO) -> Config:
    config = Config(toml_file=ROOT / "pyproject.toml", stdout=written)
    config.attributes["url"] = owner_url
    return config
