"""Signs about acts: which streams wait to be looked at, what is known of an act, what was found.

An event gets its number while its stream is locked, so the numbers up to the stream's head are all
there: how far a stream was examined is one number.
"""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text

from server.domain.canonical import Json
from server.domain.history.oddities import (
    JUDGING,
    ActFacts,
    DatedPaper,
    Oddity,
    OddityFound,
    SignInFacts,
    Thresholds,
)
from server.store import Session
from server.store.database import bulk
from server.store.tables import oddity
from server.store.working_days.own_days import own_days_of

SIGNED_IN_WITHIN = dt.timedelta(days=1)
"""An act follows from the newest sign-in of its person, where that is not older."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A stream with events nobody has looked at by these thresholds: those after `seq`."""

    stream: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedEvent:
    """An event as the rules look at it; no facts where no person acted, or nothing is readable."""

    id: UUID
    seq: int
    act_time: dt.datetime
    own_days: str
    """Of the event's province, beside the country's."""
    facts: ActFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What was found about an event."""

    kind: str
    told: Mapping[str, str]


def alone(session: Session) -> bool:
    """Tell whether nobody else looks for signs until this transaction ends."""
    return bool(session.execute(_ALONE).scalar_one())


def pending(session: Session, thresholds: str, *, limit: int) -> Sequence[Pending]:
    """List streams with something to look at by these thresholds."""
    rows = session.execute(_PENDING, {"thresholds": thresholds, "limit": limit})
    return [Pending(stream=row.stream, seq=row.seq) for row in rows]


def acts(
    session: Session, after: Pending, limits: Thresholds, *, limit: int
) -> list[ExaminedEvent]:
    """Read the next events of a stream with all the rules ask about them, in their order."""
    values = {
        "stream": after.stream, "seq": after.seq, "limit": limit, "hasty": limits.hasty,
        "judging": [*JUDGING], "within": SIGNED_IN_WITHIN,
    }  # fmt: skip
    return [_examined(row) for row in session.execute(_ACTS, values)]


def keep(
    session: Session,
    stream: str,
    looked_at: Sequence[ExaminedEvent],
    found: Mapping[UUID, Collection[OddityFound]],
    thresholds: str,
) -> None:
    """Keep the signs of these events of a stream instead of those they had, and how far it is.

    The places of sign-ins stay: what they were found by is not kept for ever.
    """
    rows = [
        {"event_id": each.id, "kind": sign.kind, "act_time": each.act_time, "seq": each.seq,
         "told": json.dumps(dict(sign.told), ensure_ascii=False, sort_keys=True)}
        for each in looked_at
        for sign in found.get(each.id, ())
    ]  # fmt: skip
    ids = [each.id for each in looked_at]
    session.execute(_FORGET, {"ids": ids, "stays": Oddity.NEW_PLACE})
    session.execute(_KEEP, {"rows": bulk.rows(rows)})
    last = looked_at[-1].seq
    session.execute(_SEEN, {"stream": stream, "seq": last, "thresholds": thresholds})


def signs_of(session: Session, event_ids: Collection[UUID]) -> dict[UUID, list[Sign]]:
    """Return what was found about each of these events."""
    query = select(oddity).where(oddity.c.event_id.in_(event_ids)).order_by(oddity.c.kind)
    found: dict[UUID, list[Sign]] = {}
    for row in session.execute(query) if event_ids else ():
        told = {str(name): str(value) for name, value in json.loads(row.told).items()}
        found.setdefault(row.event_id, []).append(Sign(kind=row.kind, told=told))
    return found


def behind(session: Session) -> bool:
    """Tell whether there are events the workers have not looked at yet."""
    return session.execute(_BEHIND).first() is not None


def _examined(row: Row[Any]) -> ExaminedEvent:
    try:
        payload = json.loads(row.payload or "")
        facts = _facts(row, payload) if isinstance(payload, dict) else None
    except (ValueError, TypeError, AttributeError, KeyError):
        facts = None
    return ExaminedEvent(
        id=row.id, seq=row.seq, act_time=row.act_time, own_days=row.own_days, facts=facts
    )


def _facts(row: Row[Any], payload: Mapping[str, Any]) -> ActFacts | None:
    """Gather what the rules ask; None for an act of the system."""
    actor = payload.get("actor")
    if not actor:
        return None
    behalf = actor.get("on_behalf") or {}
    return ActFacts(
        act=row.act,
        at=row.act_time,
        db_time=row.db_time,
        offset=dt.timedelta(seconds=row.clock_offset_seconds),
        simulated=row.simulated,
        post=row.actor_post,
        subject_unit=row.subject_unit_id,
        units=row.units or (),
        on_behalf=behalf.get("vi", ""),
        link_by=[hand["name"] for hand in actor.get("link_by", ())],
        papers=_papers(payload),
        opened_at=row.opened_at,
        before_at=row.before_at,
        sign_in=None if row.sign_in is None else _sign_in(row.sign_in),
    )


def _papers(payload: Mapping[str, Any]) -> list[DatedPaper]:
    """Return the papers with a day: those a step made, and a number that was kept for one."""
    said = [*payload.get("documents", ()), *([payload["number"]] if "number" in payload else ())]
    return [
        DatedPaper(
            name=str(each.get("number") or _symbol(each)),
            dated=dt.date.fromisoformat(each["dated"]),
        )
        for each in said
        if each.get("dated")
    ]


def _symbol(number: Mapping[str, Json]) -> str:
    return f"{number.get('sequence', '')}/{number.get('symbol', '')}"


def _sign_in(told: Mapping[str, Any]) -> SignInFacts:
    return SignInFacts(
        at=dt.datetime.fromisoformat(told["at"]),
        address=told["address"],
        known_place=told["known"],
        first_ever=told["first"],
    )


_ALONE = text("SELECT pg_try_advisory_xact_lock(hashtext('oddity'))")
_HEADS = """
  SELECT 'case/' || id AS stream, seq FROM case_
  UNION ALL SELECT name, seq FROM stream"""
_PENDING = text(f"""
SELECT h.stream, CASE x.thresholds WHEN :thresholds THEN x.seq ELSE 0 END AS seq
FROM ({_HEADS}) h LEFT JOIN examined x ON x.stream = h.stream
WHERE h.seq > coalesce(CASE x.thresholds WHEN :thresholds THEN x.seq END, 0)
ORDER BY h.stream LIMIT :limit
""")  # noqa: S608 - a constant
_BEHIND = text(f"""
SELECT FROM ({_HEADS}) h LEFT JOIN examined x ON x.stream = h.stream
WHERE h.seq > coalesce(x.seq, 0) LIMIT 1
""")
_SAME = "s.person_id = p.actor_id AND s.result = 'signed_in'"
_ACTS = text(f"""
SELECT e.id, e.seq, e.act_time, e.db_time, e.clock_offset_seconds, e.simulated, p.payload, p.act,
  p.actor_post, p.subject_unit_id, {own_days_of("e.province")} AS own_days,
  (SELECT t.opened_at FROM task t
    WHERE e.kind = 'task.completed' AND 'task/' || t.id = e.object
      AND t.id = CAST(substr(e.object, 6) AS uuid)) AS opened_at,
  (SELECT b.act_time FROM event_payload b
    WHERE b.actor_id = p.actor_id AND b.act = ANY(:judging)
      AND (b.act_time, b.seq, b.event_id) < (e.act_time, e.seq, e.id)
      AND b.act_time > e.act_time - CAST(:hasty AS interval)
    ORDER BY b.act_time DESC, b.seq DESC, b.event_id DESC LIMIT 1) AS before_at,
  ARRAY(SELECT o.unit_id FROM appointment a JOIN post o ON o.id = a.post_id
    WHERE a.person_id = p.actor_id
      AND a.valid_from <= CAST(e.act_time AT TIME ZONE '+7' AS date)
      AND (a.valid_to IS NULL OR a.valid_to >= CAST(e.act_time AT TIME ZONE '+7' AS date)))
    AS units,
  (SELECT json_build_object('at', s.at, 'address', s.address,
      'known', EXISTS (SELECT FROM sign_in_try k WHERE k.person_id = s.person_id
        AND k.result = s.result AND k.address_hash = s.address_hash AND k.at < s.at),
      'first', NOT EXISTS (SELECT FROM sign_in_try k WHERE k.person_id = s.person_id
        AND k.result = s.result AND k.at < s.at))
    FROM sign_in_try s WHERE {_SAME} AND s.at <= e.act_time
      AND s.at > e.act_time - CAST(:within AS interval)
    ORDER BY s.at DESC LIMIT 1) AS sign_in
FROM event e LEFT JOIN event_payload p ON p.event_id = e.id
WHERE e.stream = :stream AND e.seq > :seq ORDER BY e.seq LIMIT :limit
""")  # noqa: S608 - constants
_FORGET = text("DELETE FROM oddity WHERE event_id = ANY(:ids) AND kind <> :stays")
_KEEP = text("""
INSERT INTO oddity(event_id, kind, act_time, seq, told)
SELECT event_id, kind, act_time, seq, told
FROM json_to_recordset(CAST(:rows AS json)) AS x(event_id uuid, kind text, act_time timestamptz,
  seq bigint, told text)
ON CONFLICT DO NOTHING
""")
_SEEN = text("""
INSERT INTO examined AS x (stream, seq, thresholds) VALUES (:stream, :seq, :thresholds)
ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, thresholds = excluded.thresholds
""")
