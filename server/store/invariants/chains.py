"""The heads of the streams, every hash chain recomputed, and what was erased of them by law."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.history.erasing import ERASED
from server.store import Session
from server.store.history import chain
from server.store.invariants.payloads import PAYLOAD

AT_A_TIME = 500
"""Events held in memory at once."""

_TOLD = f"""
        SELECT e.id AS event, e.object, e.kind, e.act_time, p.payload,
          p.payload -> 'actor' ->> 'person' AS person, p.payload -> 'actor' ->> 'name' AS name
        FROM event e {PAYLOAD} WHERE e.stream = 'erasures'"""  # noqa: S608 - constants

BREACHES = {
    "P3 case behind its chain": """
        SELECT CAST(c.id AS text) FROM case_ c LEFT JOIN LATERAL (SELECT seq, hash FROM event e
          WHERE e.stream = 'case/' || c.id ORDER BY seq DESC LIMIT 1) e ON true
        WHERE c.seq <> coalesce(e.seq, 0) OR c.head <> coalesce(e.hash, '')""",
    "P3 stream behind its chain": """
        SELECT s.name FROM stream s LEFT JOIN LATERAL (SELECT seq, hash FROM event e
          WHERE e.stream = s.name ORDER BY seq DESC LIMIT 1) e ON true
        WHERE s.seq <> coalesce(e.seq, 0) OR s.head <> coalesce(e.hash, '')""",
    "P3 chain without its head": """
        SELECT DISTINCT e.stream FROM event e
        WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.name = e.stream)
          AND NOT EXISTS (SELECT 1 FROM case_ c WHERE 'case/' || c.id = e.stream)""",
    "P3 event without its payload": """
        SELECT e.stream || ' ' || e.seq FROM event e
        LEFT JOIN event_payload p ON p.event_id = e.id WHERE p.event_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM erased x WHERE x.event_id = e.id)""",
    "P3 payload without its event": """
        SELECT CAST(p.event_id AS text) FROM event_payload p
        LEFT JOIN event e ON e.id = p.event_id WHERE e.id IS NULL""",
    "P3 erased payload still stands": """
        SELECT CAST(x.event_id AS text) FROM erased x
        JOIN event_payload p ON p.event_id = x.event_id""",
    "P3 payload erased otherwise than told": f"""
        SELECT coalesce(CAST(x.event_id AS text), told.id) FROM erased x
        FULL JOIN (SELECT t.object, each ->> 'id' AS id, each ->> 'hash' AS hash,
            CAST(each -> 'remains' AS jsonb) AS remains, each ->> 'element' AS element,
            each ->> 'unit' AS unit
          FROM ({_TOLD} AND e.kind = 'data.erased') t
          CROSS JOIN LATERAL json_array_elements(t.payload -> 'events') each) told
        ON told.id = CAST(x.event_id AS text)
        LEFT JOIN event e ON e.id = x.event_id
        WHERE x.event_id IS NULL OR told.id IS NULL OR told.object <> 'erasure/' || x.erasure_id
          OR told.element <> x.element OR told.unit <> x.subject_unit_id
          OR told.hash <> e.hash OR told.remains <> CAST(x.remains AS jsonb)""",  # noqa: S608 - constants
    "P6 erasure differs from history": f"""
        SELECT coalesce('erasure/' || x.id, told.object) FROM erasure x
        FULL JOIN ({_TOLD} AND e.kind = 'erasure.proposed') told
          ON told.object = 'erasure/' || x.id
        LEFT JOIN ({_TOLD} AND e.kind <> 'erasure.proposed') ended
          ON ended.object = 'erasure/' || x.id
        WHERE x.id IS NULL OR told.object IS NULL
          OR CAST(x.proposed_by AS text) <> told.person OR x.proposed_name <> told.name
          OR x.proposed_at <> told.act_time
          OR x.expires_at <> CAST(told.payload ->> 'until' AS timestamptz)
          OR x.law <> told.payload ->> 'law' OR x.document <> told.payload ->> 'document'
          OR x.stays <> told.payload ->> 'stays'
          OR CAST(x.person_id AS text) IS DISTINCT FROM told.payload ->> 'person'
          OR (SELECT coalesce(jsonb_agg(y.event_id ORDER BY y.event_id), '[]') FROM erasure_event y
              WHERE y.erasure_id = x.id) <> (SELECT coalesce(jsonb_agg(z ORDER BY z), '[]')
              FROM json_array_elements_text(told.payload -> 'events') z)
          OR x.state <> CASE ended.kind WHEN 'data.erased' THEN 'done'
            WHEN 'erasure.rejected' THEN 'rejected' WHEN 'erasure.withdrawn' THEN 'withdrawn'
            ELSE 'waiting' END
          OR x.reason <> coalesce(ended.payload ->> 'reason', '')
          OR CAST(x.settled_by AS text) IS DISTINCT FROM ended.person
          OR x.settled_name <> coalesce(ended.name, '')
          OR x.settled_at IS DISTINCT FROM ended.act_time
          OR ended.kind = 'data.erased' AND ended.person = told.person""",  # noqa: S608 - constants
    "P3 erased remark still stands": f"""
        SELECT CAST(c.id AS text) FROM ({_TOLD} AND e.kind = 'data.erased') t
        CROSS JOIN LATERAL json_array_elements_text(t.payload -> 'comments') each
        JOIN comment c ON CAST(c.id AS text) = each
        WHERE c.text <> '{ERASED}' OR c.person_name <> '{ERASED}'""",  # noqa: S608 - constants
    "P3 erased file still stands": f"""
        SELECT CAST(a.id AS text) FROM ({_TOLD} AND e.kind = 'data.erased') t
        CROSS JOIN LATERAL json_array_elements(t.payload -> 'files') each
        JOIN attachment a ON CAST(a.id AS text) = each ->> 'id'""",  # noqa: S608 - constants
    "P3 erased account still named": f"""
        SELECT CAST(p.id AS text) FROM ({_TOLD} AND e.kind = 'data.erased') t
        JOIN person p ON CAST(p.id AS text) = t.payload ->> 'person'
        WHERE t.payload ->> 'account' = 'true' AND (p.name <> '{ERASED}' OR p.email <> ''
          OR p.login <> 'erased-' || replace(CAST(p.id AS text), '-', ''))""",  # noqa: S608 - constants
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenEvent:
    """An event that does not fit its stream's chain, and why: see `chain.Break`."""

    stream: str
    id: UUID
    seq: int
    why: str


def broken_chains(session: Session) -> Iterator[BrokenEvent]:
    """Recompute every hash chain from its first event; name each event that does not fit."""
    streams = session.execute(text("SELECT DISTINCT stream FROM event ORDER BY stream"))
    for (stream,) in streams.all():
        rows = session.execute(
            _EVENTS, {"s": stream}, execution_options={"yield_per": AT_A_TIME}
        ).mappings()
        for found in chain.breaks((dict(row) for row in rows), whole=True):
            yield BrokenEvent(stream=stream, id=found.event_id, seq=found.seq, why=found.why)


def ruined(session: Session, broken: Iterable[BrokenEvent]) -> list[UUID]:
    """Return the events whose payload is not what was written, or no JSON."""
    broken = list(broken)
    found = [event.id for event in broken if event.why == "payload"]
    others = [event.id for event in broken if event.why == "hash"]
    if others:
        rows = session.execute(_PAYLOADS, {"ids": others})
        found += [row.event_id for row in rows if not _is_json(row.payload)]
    return found


def _is_json(payload: str) -> bool:
    try:
        json.loads(payload)
    except ValueError:
        return False
    return True


_PAYLOADS = text("SELECT event_id, payload FROM event_payload WHERE event_id = ANY(:ids)")
_EVENTS = text("""
SELECT e.*, p.salt, p.payload FROM event e
LEFT JOIN event_payload p ON p.event_id = e.id WHERE e.stream = :s ORDER BY e.seq
""")
