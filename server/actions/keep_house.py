"""Remove what has served its time: keys of acts, ended sessions, old mail, files of no draft."""

from datetime import datetime, timedelta

from server.store import Session, blobs, housekeeping

ACTS_KEPT = timedelta(days=30)
FILES_KEPT = timedelta(days=7)
MAIL_KEPT = timedelta(days=90)


def keep_house(session: Session, *, now: datetime) -> dict[str, int]:
    """Remove old rows that are no business state; return how many of each."""
    return {
        "acts": housekeeping.remove_acts(session, before=now - ACTS_KEPT),
        "sessions": housekeeping.remove_sessions(session, before=now - ACTS_KEPT),
        "snoozes": housekeeping.remove_snoozes(session, before=now - FILES_KEPT),
        "mail": housekeeping.remove_mail(session, before=now - MAIL_KEPT),
        "undo": housekeeping.remove_undo(session),
        "files": blobs.sweep(session, now - FILES_KEPT),
    }
