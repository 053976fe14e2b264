"""Old rows that are no business state, removed."""

from datetime import datetime

from sqlalchemy import text

from server.store import Session


def remove_acts(session: Session, *, before: datetime) -> int:
    """Remove the keys of acts older than an instant."""
    return _count(session, "DELETE FROM act WHERE at < :before RETURNING 1", before)


def remove_sessions(session: Session, *, before: datetime) -> int:
    """Remove sessions last seen before an instant."""
    return _count(session, "DELETE FROM web_session WHERE seen_at < :before RETURNING 1", before)


def remove_sign_in_tries(session: Session, *, before: datetime) -> int:
    """Remove the rows of tries to sign in older than an instant."""
    return _count(session, "DELETE FROM sign_in_try WHERE at < :before RETURNING 1", before)


def remove_known_browsers(session: Session, *, before: datetime) -> int:
    """Remove the browsers that have signed nobody in since an instant."""
    statement = "DELETE FROM known_browser WHERE created_at < :before RETURNING 1"
    return _count(session, statement, before)


def remove_counters(session: Session, *, before: datetime) -> int:
    """Remove counters of passwords tried whose window began before an instant."""
    return _count(session, "DELETE FROM throttle WHERE window_start < :before RETURNING 1", before)


def remove_undo(session: Session) -> int:
    """Remove what ended instances were before their last step: they are never reopened."""
    found = session.execute(
        text("""
        DELETE FROM undo USING instance i WHERE i.id = undo.instance_id AND i.status <> 'running'
        RETURNING 1
        """)
    )
    return len(found.all())


def remove_snoozes(session: Session, *, before: datetime) -> int:
    """Remove what was put off until a day before an instant, or was done meanwhile."""
    return _count(
        session,
        "DELETE FROM snooze USING task t WHERE t.id = snooze.task_id"
        " AND (t.state <> 'open' OR snooze.until < CAST(:before AS date)) RETURNING 1",
        before,
    )


def remove_mail(session: Session, *, before: datetime) -> int:
    """Remove mail that ended before an instant; what is still to leave stays."""
    return _count(session, "DELETE FROM mail WHERE ended_at < :before RETURNING 1", before)


def _count(session: Session, statement: str, before: datetime) -> int:
    return len(session.execute(text(statement), {"before": before}).all())
