"""The check of a transaction's own rows, where the database was sound before it."""

from datetime import datetime

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import Breach, check_rows

_WRITTEN = text("""
SELECT relname, current_setting('session_replication_role') = 'replica' AS by_hand
FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
""")
_FORGED = text("""
SELECT n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables WHERE relname = 'change'
""")
_SO_FAR = text("""
SELECT CAST(pg_current_xact_id_if_assigned() AS text),
  sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables
""")
CHECKED = "checked"


def changed_rows(session: Session, *, now: datetime) -> list[Breach]:
    """Return the breaches that rows show, of a database that was sound before the transaction.

    None where the test has checked everything itself and nothing was written since.
    """
    if session.connection().info.get(CHECKED) == _so_far(session):
        return []
    return check_rows(session, now=now, changed=written(session))


def note_checked(session: Session) -> None:
    """Remember that the whole check of what this transaction wrote until now found nothing."""
    session.connection().info[CHECKED] = _so_far(session)


def written(session: Session) -> frozenset[str] | None:
    """Name the tables that the transaction wrote to, or some more.

    None: all may be unlike their changes, since what is known of changes was written by hand.
    """
    session.flush()
    rows = session.execute(_WRITTEN).all()
    names = frozenset(row.relname for row in rows)
    forged = "change" in names and (rows[0].by_hand or session.scalar(_FORGED))
    return None if forged else names


def _so_far(session: Session) -> Row[tuple[str | None, int]]:
    """Answer the transaction and how many rows it has written."""
    session.flush()
    return session.execute(_SO_FAR).one()
