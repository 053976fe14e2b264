"""Raise alarms about what security events tell; one for a burst, however long it goes on."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache, partial
from uuid import UUID

from server.actions.identity.approving_posts import approving_posts
from server.config.alarms import ACCOUNT, ADDRESS, FACTOR, PASSKEY, PLACE, VIRUS, AlarmSettings
from server.domain.identity.security_events import ALARM_OF
from server.store import Session
from server.store.security_events import alarms, writing
from server.store.security_events.alarms import Burst, Occasion
from server.store.security_events.writing import SecurityEvent, Whence

OF_APPROVERS = frozenset({PLACE, FACTOR})
"""Rules that ask whether the person approves something."""
OF_ANYBODY = frozenset({PASSKEY, VIRUS})
BURSTS_BACK = timedelta(hours=24)
ENDED_WITHIN = timedelta(minutes=10)
"""A try to sign in has its result by then, or never will."""
OCCASIONS_BACK = timedelta(hours=2)
"""Longer than no worker is alive without an alarm."""


def raise_alarms(session: Session, settings: AlarmSettings, *, now: datetime) -> int:
    """Tell what was broken off, raise what is due; return how many alarms were raised."""
    writing.tell_broken_off(session, since=now - BURSTS_BACK, until=now - ENDED_WITHIN)
    due = [*_of_bursts(session, settings, now), *_of_occasions(session, settings, now)]
    for event, whence in due:
        writing.tell_from(session, event, whence)
    return len(due)


def _of_bursts(
    session: Session, settings: AlarmSettings, now: datetime
) -> Iterator[tuple[SecurityEvent, Whence]]:
    limits = {ACCOUNT: settings.of_account, ADDRESS: settings.from_address}
    for rule in sorted(settings.rules & set(limits)):
        found = alarms.bursts(
            session, rule, most=limits[rule], apart=settings.apart, since=now - BURSTS_BACK
        )
        for burst in found:
            yield _alarm_of(burst, rule, now), Whence(burst.address, burst.address_hash)


def _alarm_of(burst: Burst, rule: str, now: datetime) -> SecurityEvent:
    about = burst.person_id or f"{burst.province}/{burst.address_hash}"
    return SecurityEvent(
        at=now,
        kind=ALARM_OF[rule],
        person_id=burst.person_id,
        province=burst.province,
        once=f"alarm/{rule}/{about}/{burst.since.isoformat()}",
        details=json.dumps({"failures": burst.failures}),
    )


def _of_occasions(
    session: Session, settings: AlarmSettings, now: datetime
) -> Iterator[tuple[SecurityEvent, Whence]]:
    """Ask of a person whether they approve something once, and where the rule does alone."""
    approves = cache(partial(_approves, session, now))
    for rule in sorted(settings.rules & (OF_APPROVERS | OF_ANYBODY)):
        for found in alarms.occasions(session, rule, since=now - OCCASIONS_BACK):
            if rule in OF_ANYBODY or approves(found.person_id):
                event = SecurityEvent(
                    at=now,
                    kind=ALARM_OF[rule],
                    person_id=found.person_id,
                    province=found.province,
                    once=_once(rule, found),
                )
                yield event, Whence(found.address, found.address_hash, found.browser)


def _once(rule: str, found: Occasion) -> str:
    return f"alarm/{rule}/{found.id}"


def _approves(session: Session, now: datetime, person_id: UUID) -> bool:
    return bool(approving_posts(session, person_id, now=now))
