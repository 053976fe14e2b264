"""The job queue's schema: made whole once, then brought on by the library's own scripts, by name.

Procrastinate ships a script for each change of its schema and keeps no record of what was run; the
table `applied_script` beside its tables is ours.
"""

from collections.abc import Mapping
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.embedded.roles import APPLICATION
from server.store.database.addresses import libpq_url
from server.store.jobs.queue import JOBS
from server.store.schema.schema_patience import LOCK_SECONDS
from server.store.schema.schema_refusal import SchemaRefused

Connection = psycopg.Connection[tuple[object, ...]]
BASELINE = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
"""The newest script when the record began: a queue without a record has all up to it."""
_RECORD = f"""
CREATE TABLE {JOBS}.applied_script(name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())
"""
_NOTE = f"INSERT INTO {JOBS}.applied_script(name) SELECT unnest(%s::text[])"


def shipped() -> dict[str, str]:
    """Return the installed library's scripts by name; their order is that of the names."""
    folder = Path(SchemaManager.get_migrations_path())
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.sql")}


def upgrade_queue(owner_url: str, scripts: Mapping[str, str]) -> list[str]:
    """Bring the queue to the installed library's schema, as the owner; return the scripts run.

    Each script is a transaction with its record. Raises SchemaRefused where one cannot be run, and
    where the queue has one the library does not know: it is older than the database.
    """
    options = f"-c lock_timeout={LOCK_SECONDS}s"
    with psycopg.connect(libpq_url(owner_url), options=options) as connection:
        _make(connection, scripts)
        if unknown := sorted(_applied(connection) - scripts.keys()):
            raise SchemaRefused(
                "Hàng đợi công việc mới hơn thư viện đã cài / the job queue's schema is newer than "
                f"the installed Procrastinate: {unknown[-1]}. Hãy chạy bản phát hành mới hơn / run "
                "the newer release."
            )
        connection.commit()
        return [name for name in sorted(scripts) if _run(connection, name, scripts[name])]


def waiting(session: Session) -> list[str]:
    """Name the library's scripts a database still needs; the application's role may ask."""
    if session.scalar(text(f"SELECT to_regclass('{JOBS}.applied_script')")) is None:
        return sorted(shipped())
    applied = session.scalars(text(f"SELECT name FROM {JOBS}.applied_script"))  # noqa: S608
    return sorted(shipped().keys() - set(applied))


def _make(connection: Connection, scripts: Mapping[str, str]) -> None:
    """Make the queue where missing, and the record where missing; one at a time."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('binhxet job queue'))")
    found = connection.execute("SELECT to_regnamespace(%s)", (JOBS,)).fetchone()
    missing = found == (None,)
    if missing:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(JOBS)))
        _here(connection)
        connection.execute(SchemaManager.get_schema().encode())
    record = connection.execute("SELECT to_regclass(%s)", (f"{JOBS}.applied_script",)).fetchone()
    if record == (None,):
        connection.execute(_RECORD)
        names = [name for name in scripts if missing or name <= BASELINE]
        connection.execute(_NOTE, (names,))
        _arrange(connection)


def _applied(connection: Connection) -> set[str]:
    rows = connection.execute(f"SELECT name FROM {JOBS}.applied_script")  # noqa: S608 - constant
    return {str(name) for (name,) in rows}


def _run(connection: Connection, name: str, script: str) -> bool:
    """Run one script and record it, both or neither; answer whether it had not been run."""
    try:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('binhxet job queue'))")
            if name in _applied(connection):
                return False
            _here(connection)
            connection.execute(script.encode())
            _arrange(connection)
            connection.execute(_NOTE, ([name],))
    except psycopg.OperationalError:
        raise
    except psycopg.Error as error:
        raise SchemaRefused(
            f"Bước {name} của hàng đợi công việc không chạy được, các bước trước nó đã xong / that "
            f"step of the job queue's schema failed, those before it are done: {error}"
        ) from error
    return True


def _here(connection: Connection) -> None:
    connection.execute(sql.SQL("SET LOCAL search_path TO {}").format(sql.Identifier(JOBS)))


def _arrange(connection: Connection) -> None:
    """Make what the library has just made fit: search paths, no NOTIFY, the application's rights.

    Its functions name their tables without a schema, so each gets its search path fixed: they
    then work on the caller's own connection, whatever that one's path is. Nobody listens to its
    NOTIFY, whose lock would line up all commits.
    """
    functions = connection.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = %s::regnamespace", (JOBS,)
    ).fetchall()
    for (function,) in functions:
        connection.execute(f"ALTER FUNCTION {function} SET search_path = {JOBS}, pg_temp".encode())
    connection.execute(
        f"ALTER TABLE {JOBS}.procrastinate_jobs"
        " DISABLE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1"
    )
    for grant in (
        "GRANT USAGE ON SCHEMA {} TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}",
        "REVOKE INSERT, UPDATE, DELETE ON {}.applied_script FROM {}",
    ):
        names = sql.Identifier(JOBS), sql.Identifier(APPLICATION)
        connection.execute(sql.SQL(grant).format(*names))
