"""Remove what has served its time: keys, ended sessions, old mail, files, claims of who left."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from server.actions.tasks import abandoned
from server.config import SIGN_INS_KEPT
from server.domain.deadlines import local_day
from server.store import Session
from server.store.cases import cases
from server.store.database import housekeeping
from server.store.history import journal
from server.store.identity import known_browsers, shown_answers, web_sessions
from server.store.tasks import blobs, claims

ACTS_KEPT = timedelta(days=30)
FILES_KEPT = timedelta(days=7)
MAIL_KEPT = timedelta(days=90)
COUNTERS_KEPT = timedelta(days=1)


Part = Callable[[Session, datetime], int]


def parts(sign_ins_kept: timedelta = SIGN_INS_KEPT) -> Mapping[str, Part]:
    """Answer what is done at night, by name; each returns how many rows.

    It removes old rows that are no business state, and puts back what nobody can work on.
    """
    return {
        **_PARTS,
        "sign_ins": _told(
            "sign_in_try",
            lambda session, now: housekeeping.remove_sign_in_tries(
                session, before=now - sign_ins_kept
            ),
        ),
    }


def _told(name: str, part: Part) -> Part:
    """Have an event say how many rows of a bound table the night removed."""

    def remove(session: Session, now: datetime) -> int:
        removed = part(session, now)
        if removed:
            journal.note(
                session,
                stream="operations",
                kind="rows.removed",
                object=f"table/{name}",
                actor=None,
                payload={"rows": removed},
                now=now,
            )
        return removed

    return remove


def _put_back(session: Session, now: datetime) -> int:
    """Give the tasks of who may no longer act in a post back to it; each case keeps its fact."""
    put_back = 0
    for case_id in claims.cases_with_abandoned(session, today=local_day(now)):
        case = cases.lock(session, case_id)
        if case is None:
            continue
        facts = abandoned.put_back(session, case_id, now=now)
        if facts:
            journal.append(session, case.head, facts, now=now, offset=case.clock_offset)
        put_back += len(facts)
    return put_back


_PARTS: Mapping[str, Part] = {
    "acts": _told(
        "act", lambda session, now: housekeeping.remove_acts(session, before=now - ACTS_KEPT)
    ),
    "sessions": lambda session, now: housekeeping.remove_sessions(session, before=now - ACTS_KEPT),
    "known_browsers": lambda session, now: housekeeping.remove_known_browsers(
        session, before=now - known_browsers.KEPT
    ),
    "shown_answers": lambda session, now: shown_answers.remove_old(
        session, before=now - web_sessions.LONGEST
    ),
    "counters": lambda session, now: housekeeping.remove_counters(
        session, before=now - COUNTERS_KEPT
    ),
    "snoozes": lambda session, now: housekeeping.remove_snoozes(session, before=now - FILES_KEPT),
    "mail": _told(
        "mail", lambda session, now: housekeeping.remove_mail(session, before=now - MAIL_KEPT)
    ),
    "undo": _told("undo", lambda session, _: housekeeping.remove_undo(session)),
    "files": lambda session, now: blobs.sweep(session, now - FILES_KEPT),
    "claims": _put_back,
}
