"""Remove what has served its time: keys, ended sessions, old mail, files, claims of who left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from server.actions.tasks import abandoned
from server.config import SIGN_INS_KEPT
from server.config import keeping as kept
from server.config.keeping import KEEPING, KeepingSettings
from server.domain.deadlines import local_day
from server.store import Session
from server.store.cases import cases
from server.store.database import housekeeping, old_rows
from server.store.database.old_rows import DueRows, OldRows
from server.store.history import journal
from server.store.identity import known_browsers, provider_proofs, shown_answers, web_sessions
from server.store.tasks import blobs, claims

COUNTERS_KEPT = timedelta(days=1)
SNOOZES_KEPT = timedelta(days=7)
AT_ONCE = timedelta()
SIGN_INS = "BINHXET_SIGN_INS_KEPT"


Take: TypeAlias = Callable[[Session, datetime], int]
"""Removes the rows older than an instant; returns how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightPart:
    """A part of the night's work: which rows, how long they stay, which setting says so.

    `old` is None for what is put back and not removed; no setting: the time is not to be chosen.
    An event counts what is taken of a table whose rows are bound (`told`).
    """

    take: Take
    old: OldRows | None
    kept: timedelta
    setting: str = ""
    told: bool = False

    def __call__(self, session: Session, now: datetime) -> int:
        """Do it; return how many rows."""
        removed = self.take(session, now - self.kept)
        if removed and self.told and self.old is not None:
            journal.note(
                session,
                stream="operations",
                kind="rows.removed",
                object=f"table/{self.old.table}",
                actor=None,
                payload={"rows": removed},
                now=now,
            )
        return removed

    def due(self, session: Session, now: datetime) -> DueRows | None:
        """Say what it would take, and take nothing."""
        if self.old is None:
            return None
        return old_rows.due(session, self.old, before=now - self.kept)


def parts(
    sign_ins_kept: timedelta = SIGN_INS_KEPT, keeping: KeepingSettings = KEEPING
) -> Mapping[str, NightPart]:
    """Answer what is done at night, by name; each returns how many rows.

    It removes old rows that are no business state, and puts back what nobody can work on.
    """
    return {
        **_chosen(sign_ins_kept, keeping),
        **_of_security(keeping),
        "known_browsers": NightPart(
            take=_before(housekeeping.remove_known_browsers),
            old=old_rows.KNOWN_BROWSERS,
            kept=known_browsers.KEPT,
        ),
        "shown_answers": NightPart(
            take=_before(shown_answers.remove_old),
            old=old_rows.SHOWN_ANSWERS,
            kept=web_sessions.LONGEST,
        ),
        "provider_proofs": NightPart(
            take=_before(provider_proofs.remove_old),
            old=old_rows.PROVIDER_PROOFS,
            kept=provider_proofs.KEPT,
        ),
        "counters": NightPart(
            take=_before(housekeeping.remove_counters), old=old_rows.COUNTERS, kept=COUNTERS_KEPT
        ),
        "snoozes": NightPart(
            take=_before(housekeeping.remove_snoozes), old=old_rows.SNOOZES, kept=SNOOZES_KEPT
        ),
        "undo": NightPart(
            take=lambda session, _: housekeeping.remove_undo(session),
            told=True,
            old=old_rows.UNDO,
            kept=AT_ONCE,
        ),
        "claims": NightPart(take=_put_back, old=None, kept=AT_ONCE),
    }


def _chosen(sign_ins_kept: timedelta, keeping: KeepingSettings) -> Mapping[str, NightPart]:
    """Answer the parts whose time the installation chooses."""
    return {
        "acts": NightPart(
            take=_before(housekeeping.remove_acts),
            told=True,
            old=old_rows.ACTS,
            kept=keeping.acts,
            setting=kept.ACTS_KEPT,
        ),
        "sessions": NightPart(
            take=_before(housekeeping.remove_sessions),
            old=old_rows.SESSIONS,
            kept=keeping.sessions,
            setting=kept.SESSIONS_KEPT,
        ),
        "sign_ins": NightPart(
            take=_before(housekeeping.remove_sign_in_tries),
            told=True,
            old=old_rows.SIGN_INS,
            kept=sign_ins_kept,
            setting=SIGN_INS,
        ),
        "mail": NightPart(
            take=_before(housekeeping.remove_mail),
            told=True,
            old=old_rows.MAIL,
            kept=keeping.mail,
            setting=kept.MAIL_KEPT,
        ),
        "files": NightPart(
            take=blobs.sweep, old=old_rows.FILES, kept=keeping.files, setting=kept.FILES_KEPT
        ),
    }


def _of_security(keeping: KeepingSettings) -> Mapping[str, NightPart]:
    """Answer those of security events: their addresses go first, then they themselves."""
    return {
        "security_events": NightPart(
            take=_before(housekeeping.remove_security_events),
            old=old_rows.SECURITY_EVENTS,
            kept=keeping.security_events,
            setting=kept.SECURITY_EVENTS_KEPT,
        ),
        "addresses": NightPart(
            take=_before(housekeeping.remove_addresses),
            old=old_rows.ADDRESSES,
            kept=keeping.addresses,
            setting=kept.ADDRESSES_KEPT,
        ),
    }


def _before(remove: Callable[..., int]) -> Take:
    return lambda session, before: remove(session, before=before)


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
