"""What is to be an alarm among security events, and which alarms wait to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    text,
)

from server.domain.identity.security_events import (
    ALARM_OF,
    FACTOR_REMOVED,
    FAILURES,
    FILE_INFECTED,
    KINDS,
    PASSKEY_COPIED,
    SIGNED_IN,
    SecurityGroup,
)
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import reached
from server.store.tables import security_event

SEEN = "seen/"
"""Before the alarm's id, in `once` of the event that tells who saw it.

Of an alarm about nobody each province has its own such event: the id is followed by the province.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """Failures one after another: of a person, or from a network.

    The latter are about persons of a province and names that nobody has, or, with no province,
    about such names alone. `since` is the first of them.
    """

    person_id: UUID | None
    province: str
    address: str
    address_hash: str
    since: datetime
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One event that is an alarm, of some rules where its person approves something alone."""

    id: UUID
    person_id: UUID
    province: str
    address: str
    address_hash: str
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRow:
    """An alarm as it is about to be seen."""

    person_id: UUID | None
    province: str
    seen: bool


def bursts(
    session: Session, rule: str, *, most: int, apart: timedelta, since: datetime
) -> Sequence[Burst]:
    """Find bursts of at least so many failures, none further `apart`, that have no alarm yet."""
    values = {"failed": list(FAILURES), "since": since, "apart": apart, "most": most}
    rows = session.execute(_BURSTS[rule], {**values, "kind": ALARM_OF[rule]}).mappings()
    return [Burst(**row) for row in rows]


def occasions(session: Session, rule: str, *, since: datetime) -> Sequence[Occasion]:
    """Find what is an alarm by one of it, and has none yet."""
    values = {"kind": _KIND_OF[rule], "since": since, "rule": f"alarm/{rule}/"}
    return [Occasion(**row) for row in session.execute(_OCCASIONS[rule], values).mappings()]


def alarm(session: Session, alarm_id: UUID, *, reach: Reach) -> AlarmRow | None:
    """Return an alarm of a reach; None where there is none such."""
    told = security_event.c
    query = select(told.person_id, told.province, was_seen(reach).label("seen")).where(
        told.id == alarm_id, told.kind.in_(_KINDS), read_by(security_event, reach)
    )
    row = session.execute(query).mappings().one_or_none()
    return AlarmRow(**row) if row else None


def unseen(session: Session, reach: Reach, *, most: int) -> int:
    """Count the alarms of a reach that nobody has seen, up to so many."""
    told = security_event.c
    waiting = select(told.id).where(
        told.kind.in_(_KINDS), read_by(security_event, reach), ~was_seen(reach)
    )
    counted = select(func.count()).select_from(waiting.limit(most).subquery())
    return int(session.execute(counted).scalar_one())


def read_by(table: FromClause, reach: Reach) -> ColumnElement[bool]:
    """Ask for events about persons of a reach, and for those about nobody who is known."""
    return or_(reached(table.c.province, reach), of_nobody(table))


def of_nobody(table: FromClause) -> ColumnElement[bool]:
    """Ask for events about nobody who is known."""
    return and_(table.c.province == "", table.c.person_id.is_(None))


def was_seen(reach: Reach) -> ColumnElement[bool]:
    """Tell of an alarm whether somebody has seen it for this reach."""
    seen = security_event.alias("seen_alarm")
    return exists().where(seen.c.once.in_(seen_as(security_event, reach)))


def seen_as(table: FromClause, reach: Reach) -> Sequence[ColumnElement[str]]:
    """Return by which `once` there may be an event that tells a reach who saw an alarm."""
    seen = literal(SEEN) + cast(table.c.id, String)
    return [seen, *(seen + literal(f"/{province}") for province in reach.provinces)]


_KINDS: Final = KINDS[SecurityGroup.ALARMS]
_KIND_OF: Final = {
    "place": SIGNED_IN,
    "factor": FACTOR_REMOVED,
    "passkey": PASSKEY_COPIED,
    "virus": FILE_INFECTED,
}
_TRIED = """
tried AS (
  SELECT * FROM security_event
  WHERE kind = ANY(:failed) AND at > :since AND {known}),
"""
_FAILED = """
failed AS (
  SELECT *, at - lag(at) OVER (PARTITION BY {about} ORDER BY at, id) > :apart AS anew
  FROM {tried}),
numbered AS (
  SELECT *, count(*) FILTER (WHERE anew) OVER (PARTITION BY {about} ORDER BY at, id) AS burst
  FROM failed)
"""
_BURSTS = {
    "account": text(f"""
WITH {_TRIED.format(known="person_id IS NOT NULL")}
{_FAILED.format(about="person_id", tried="tried")},
found AS (
  SELECT person_id, min(province) AS province, '' AS address, '' AS address_hash,
    min(at) AS since, CAST(sum(times) AS integer) AS failures
  FROM numbered GROUP BY person_id, burst HAVING sum(times) >= :most)
SELECT * FROM found f WHERE NOT EXISTS (SELECT FROM security_event a
  WHERE a.kind = :kind AND a.person_id = f.person_id AND a.at >= f.since)
ORDER BY since, person_id
"""),  # noqa: S608 - constants
    "address": text(f"""
WITH {_TRIED.format(known="address_hash <> ''")}
of_known AS (
  SELECT at, id, times, address, address_hash, province FROM tried
  WHERE person_id IS NOT NULL AND province <> ''),
of_both AS (
  SELECT * FROM of_known
  UNION ALL
  SELECT t.at, t.id, t.times, t.address, t.address_hash, coalesce(k.province, '')
  FROM tried t LEFT JOIN (SELECT DISTINCT province, address_hash FROM of_known) k
    USING (address_hash)
  WHERE t.person_id IS NULL),
{_FAILED.format(about="province, address_hash", tried="of_both")},
found AS (
  SELECT CAST(NULL AS uuid) AS person_id, province, max(address) AS address, address_hash,
    min(at) AS since, CAST(sum(times) AS integer) AS failures
  FROM numbered GROUP BY province, address_hash, burst HAVING sum(times) >= :most)
SELECT * FROM found f WHERE NOT EXISTS (SELECT FROM security_event a
  WHERE a.kind = :kind AND (a.province, a.address_hash) = (f.province, f.address_hash)
    AND a.at >= f.since)
ORDER BY since, province, address_hash
"""),  # noqa: S608 - constants
}
_OCCASION = """
SELECT e.id, e.person_id, e.province, e.address, e.address_hash, e.browser FROM security_event e
WHERE e.kind = :kind AND e.at > :since AND e.person_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM security_event a WHERE a.once = :rule || e.id) AND {asked}
ORDER BY e.at, e.id
"""
_EARLIER = """SELECT FROM security_event b
  WHERE b.person_id = e.person_id AND b.kind = e.kind AND (b.at, b.id) < (e.at, e.id)"""
NEW_PLACE = f"""e.address_hash <> '' AND EXISTS ({_EARLIER}) AND NOT EXISTS ({_EARLIER}
  AND (b.address_hash = e.address_hash OR (b.address = e.address AND e.address <> '')))"""
"""Of an event `e` that somebody signed in: from a network they had not used. Addresses that are
still text tell it also where the key of the hashes is another since."""
_TAKEN = "CAST(e.details AS json) ->> 'end' IN ('own', 'reset')"
_OCCASIONS = {
    "place": text(_OCCASION.format(asked=NEW_PLACE)),
    "factor": text(_OCCASION.format(asked=_TAKEN)),
    "passkey": text(_OCCASION.format(asked="true")),
    "virus": text(_OCCASION.format(asked="true")),
}
