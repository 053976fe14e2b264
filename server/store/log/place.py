"""Which database the log stands in: a copy, restored elsewhere or to another time, is another."""

from sqlalchemy import text

from server.store import Session
from server.store.database.standby import TIMELINE


def here(session: Session) -> str:
    """Name this database: its server, the server's timeline, and the ids of database and table."""
    return str(session.execute(_HERE).scalar_one())


def database(session: Session) -> str:
    """Name the database alone, whatever stands in it: its server and its id."""
    return str(session.execute(_DATABASE).scalar_one())


_HERE = text(f"""
SELECT concat_ws('/', s.system_identifier, {TIMELINE}, d.oid,
  CAST(CAST('leaf' AS regclass) AS oid))
FROM pg_control_system() s, pg_database d WHERE d.datname = current_database()
""")  # noqa: S608 - constants
_DATABASE = text("""
SELECT concat_ws('/', s.system_identifier, d.oid)
FROM pg_control_system() s, pg_database d WHERE d.datname = current_database()
""")
