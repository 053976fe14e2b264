"""The heads of the streams, and every hash chain recomputed."""

from collections.abc import Iterator

from sqlalchemy import text

from server.store import Session, chain

BREACHES = {
    "P3 case behind its chain": """
        SELECT CAST(c.id AS text) FROM case_ c LEFT JOIN LATERAL (SELECT seq, hash FROM event e
          WHERE e.stream = 'case/' || c.id ORDER BY seq DESC LIMIT 1) e ON true
        WHERE c.seq <> coalesce(e.seq, 0) OR c.head <> coalesce(e.hash, '')""",
    "P3 stream behind its chain": """
        SELECT s.name FROM stream s LEFT JOIN LATERAL (SELECT seq, hash FROM event e
          WHERE e.stream = s.name ORDER BY seq DESC LIMIT 1) e ON true
        WHERE s.seq <> coalesce(e.seq, 0) OR s.head <> coalesce(e.hash, '')""",
}


def broken_chains(session: Session) -> Iterator[tuple[str, str]]:
    """Recompute every hash chain; name each event that does not fit."""
    streams = session.execute(text("SELECT DISTINCT stream FROM event ORDER BY stream"))
    for (stream,) in streams.all():
        rows = session.execute(
            text("""
            SELECT e.*, p.salt, p.payload FROM event e
            LEFT JOIN event_payload p ON p.event_id = e.id WHERE e.stream = :s ORDER BY e.seq
            """),
            {"s": stream},
        ).mappings()
        for found in chain.breaks(dict(row) for row in rows):
            yield f"P3 chain {stream}", f"{found.seq}: {found.why}"
