"""The three roles and the database of an installation, made in the embedded server."""

from typing import LiteralString

import psycopg
from psycopg import sql

OWNER = "binhxet_owner"
APPLICATION = "binhxet_app"
SEQUENCER = "binhxet_log"
SUPERUSER = "postgres"
DATABASE = "binhxet"


def make_roles(conninfo: str) -> None:
    """Make the owner of the schema, the application's role and the log's, where missing."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for role in (OWNER, APPLICATION, SEQUENCER):
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE").format(
                        sql.Identifier(role)
                    )
                )
        see = sql.SQL("GRANT pg_read_all_stats TO {}")  # whom a migration waits for, and since when
        connection.execute(see.format(sql.Identifier(OWNER)))


def make_database(conninfo: str, name: str, *, template: str = "template1") -> None:
    """Make a database of the owner's, where missing; nobody else may connect or create in it."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        if _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", name):
            return
        database = sql.Identifier(name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                database, sql.Identifier(OWNER), sql.Identifier(template)
            )
        )
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
                database, sql.Identifier(APPLICATION), sql.Identifier(SEQUENCER)
            )
        )


def drop_database(conninfo: str, name: str) -> None:
    """Drop a database, its connections with it."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def _exists(
    connection: psycopg.Connection[tuple[object, ...]], query: LiteralString, name: str
) -> bool:
    return connection.execute(query, (name,)).fetchone() is not None
