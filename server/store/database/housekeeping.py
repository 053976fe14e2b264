"""Old rows that are no business state, removed; what somebody is writing stays for the next night.

Many rows go in no order of anybody's, so none of them is waited for: whoever holds one may come to
wait for another that the night holds.
"""

from datetime import datetime

from sqlalchemy import text

from server.store import Session


def remove_acts(session: Session, *, before: datetime) -> int:
    """Remove the keys of acts older than an instant; nobody changes one, so none is ever held."""
    return _count(session, "DELETE FROM act WHERE at < :before RETURNING 1", before=before)


def remove_sessions(session: Session, *, before: datetime) -> int:
    """Remove sessions last seen before an instant."""
    statement = """
    DELETE FROM web_session WHERE id_hash IN (
      SELECT id_hash FROM web_session WHERE seen_at < :before FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING 1
    """
    return _count(session, statement, before=before)


def remove_sign_in_tries(session: Session, *, before: datetime) -> int:
    """Remove the rows of tries to sign in older than an instant."""
    statement = """
    DELETE FROM sign_in_try WHERE id IN (
      SELECT id FROM sign_in_try WHERE at < :before FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING 1
    """
    return _count(session, statement, before=before)


def remove_known_browsers(session: Session, *, before: datetime) -> int:
    """Remove the browsers that have signed nobody in since an instant.

    Their persons are held meanwhile: who removes all of a person's holds the person, too.
    """
    statement = """
    WITH free AS (
      SELECT p.id FROM person p WHERE EXISTS (
        SELECT FROM known_browser b WHERE b.person_id = p.id AND b.created_at < :before)
      FOR NO KEY UPDATE SKIP LOCKED)
    DELETE FROM known_browser USING free
    WHERE known_browser.person_id = free.id AND known_browser.created_at < :before RETURNING 1
    """
    return _count(session, statement, before=before)


def remove_counters(session: Session, *, before: datetime) -> int:
    """Remove counters of passwords tried whose window began before an instant."""
    statement = """
    DELETE FROM throttle WHERE key IN (
      SELECT key FROM throttle WHERE window_start < :before FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING 1
    """
    return _count(session, statement, before=before)


def remove_undo(session: Session) -> int:
    """Remove what ended instances were before their last step: they are never reopened."""
    statement = """
    DELETE FROM undo WHERE instance_id IN (
      SELECT u.instance_id FROM undo u JOIN instance i ON i.id = u.instance_id
      WHERE i.status <> 'running' FOR NO KEY UPDATE OF u SKIP LOCKED)
    RETURNING 1
    """
    return _count(session, statement)


def remove_snoozes(session: Session, *, before: datetime) -> int:
    """Remove what was put off until a day before an instant, or was done meanwhile."""
    statement = """
    DELETE FROM snooze WHERE (person_id, task_id) IN (
      SELECT z.person_id, z.task_id FROM snooze z JOIN task t ON t.id = z.task_id
      WHERE t.state <> 'open' OR z.until < CAST(:before AS date)
      FOR NO KEY UPDATE OF z SKIP LOCKED)
    RETURNING 1
    """
    return _count(session, statement, before=before)


def remove_mail(session: Session, *, before: datetime) -> int:
    """Remove mail that ended before an instant; what is still to leave stays."""
    statement = """
    DELETE FROM mail WHERE seq IN (
      SELECT seq FROM mail WHERE ended_at < :before FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING 1
    """
    return _count(session, statement, before=before)


def _count(session: Session, statement: str, **values: datetime) -> int:
    return len(session.execute(text(statement), values).all())
