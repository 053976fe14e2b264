"""Old rows that are no business state, removed; what somebody is writing stays for the next night.

Many rows go in no order of anybody's, so none of them is waited for: whoever holds one may come to
wait for another that the night holds.
"""

from datetime import datetime

from sqlalchemy import text

from server.store import Session
from server.store.database import old_rows


def remove_acts(session: Session, *, before: datetime) -> int:
    """Remove the keys of acts older than an instant; nobody changes one, so none is ever held."""
    return _count(session, _ACTS, before=before)


def remove_sessions(session: Session, *, before: datetime) -> int:
    """Remove sessions last seen before an instant."""
    return _count(session, _SESSIONS, before=before)


def remove_sign_in_tries(session: Session, *, before: datetime) -> int:
    """Remove the rows of tries to sign in older than an instant."""
    return _count(session, _SIGN_INS, before=before)


def remove_security_events(session: Session, *, before: datetime) -> int:
    """Remove security events older than an instant."""
    return _count(session, _SECURITY_EVENTS, before=before)


def remove_addresses(session: Session, *, before: datetime) -> int:
    """Take the addresses out of security events older than an instant; keyed hashes stay."""
    return _count(session, _ADDRESSES, before=before)


def remove_known_browsers(session: Session, *, before: datetime) -> int:
    """Remove the browsers that have signed nobody in since an instant.

    Their persons are held meanwhile: who removes all of a person's holds the person, too.
    """
    return _count(session, _KNOWN_BROWSERS, before=before)


def remove_counters(session: Session, *, before: datetime) -> int:
    """Remove counters of tries and uses whose window began before an instant."""
    return _count(session, _COUNTERS, before=before)


def remove_undo(session: Session) -> int:
    """Remove what ended instances were before their last step: they are never reopened."""
    return _count(session, _UNDO)


def remove_snoozes(session: Session, *, before: datetime) -> int:
    """Remove what was put off until a day before an instant, or was done meanwhile."""
    return _count(session, _SNOOZES, before=before)


def remove_mail(session: Session, *, before: datetime) -> int:
    """Remove mail that ended before an instant; what is still to leave stays."""
    return _count(session, _MAIL, before=before)


def _count(session: Session, statement: str, **values: datetime) -> int:
    return len(session.execute(text(statement), values).all())


def _free(keys: str, rows: old_rows.OldRows) -> str:
    """Select the keys of old rows that nobody holds, and hold them."""
    own = ", ".join(f"r.{key}" for key in keys.split(", "))
    return f"""({keys}) IN (
      SELECT {own} {rows.found} FOR NO KEY UPDATE OF r SKIP LOCKED) RETURNING 1"""


_ACTS = f"DELETE FROM act r WHERE {old_rows.ACTS.old} RETURNING 1"  # noqa: S608 - a constant
_SESSIONS = f"DELETE FROM web_session WHERE {_free('id_hash', old_rows.SESSIONS)}"  # noqa: S608
_SIGN_INS = f"DELETE FROM sign_in_try WHERE {_free('id', old_rows.SIGN_INS)}"  # noqa: S608
_SECURITY_EVENTS = f"DELETE FROM security_event WHERE {_free('id', old_rows.SECURITY_EVENTS)}"  # noqa: S608
_ADDRESSES = f"""
UPDATE security_event SET address = '' WHERE {_free("id", old_rows.ADDRESSES)}
"""  # noqa: S608 - constants
_KNOWN_BROWSERS = f"""
WITH free AS (
  SELECT p.id FROM person p WHERE EXISTS (
    SELECT {old_rows.KNOWN_BROWSERS.found} AND r.person_id = p.id)
  FOR NO KEY UPDATE SKIP LOCKED)
DELETE FROM known_browser r USING free
WHERE r.person_id = free.id AND {old_rows.KNOWN_BROWSERS.old} RETURNING 1
"""  # noqa: S608 - constants
_COUNTERS = f"DELETE FROM throttle WHERE {_free('key', old_rows.COUNTERS)}"  # noqa: S608
_UNDO = f"DELETE FROM undo WHERE {_free('instance_id', old_rows.UNDO)}"  # noqa: S608
_SNOOZES = f"DELETE FROM snooze WHERE {_free('person_id, task_id', old_rows.SNOOZES)}"  # noqa: S608
_MAIL = f"DELETE FROM mail WHERE {_free('seq', old_rows.MAIL)}"  # noqa: S608
