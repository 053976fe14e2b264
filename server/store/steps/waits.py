"""Whom a wait of the bloc still waits for."""

from uuid import UUID

from sqlalchemy import text

from server.store import Session


def open_keys(session: Session, case_id: UUID, process: str) -> list[str]:
    """List the keys of a process that have not come in, in order."""
    found = session.execute(
        text("""
        SELECT key FROM expected WHERE case_id = :case AND process = :process AND state = 'open'
        ORDER BY key
        """),
        {"case": case_id, "process": process},
    )
    return [row.key for row in found]
