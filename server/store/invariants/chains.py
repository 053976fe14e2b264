"""The heads of the streams, and every hash chain recomputed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.history import chain

AT_A_TIME = 500
"""Events held in memory at once."""

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
        LEFT JOIN event_payload p ON p.event_id = e.id WHERE p.event_id IS NULL""",
    "P3 payload without its event": """
        SELECT CAST(p.event_id AS text) FROM event_payload p
        LEFT JOIN event e ON e.id = p.event_id WHERE e.id IS NULL""",
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
