"""What a sound database holds, as questions to it; every row of an answer is a breach."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlalchemy import text

from server.store import Session, chain

_BREACHES: Mapping[str, str] = {
    "P3 act without event": """
        SELECT CAST(t.id AS text) FROM task t WHERE t.state = 'done' AND NOT EXISTS (
          SELECT 1 FROM event e WHERE e.stream = 'case/' || t.case_id
            AND e.kind = 'task.completed' AND e.object = 'task/' || t.id)""",
    "P3 event twice": """
        SELECT object FROM event WHERE kind IN ('task.completed', 'task.taken_back')
        GROUP BY object HAVING count(*) FILTER (WHERE kind = 'task.completed')
          > 1 + count(*) FILTER (WHERE kind = 'task.taken_back')""",
    "P3 case behind its chain": """
        SELECT CAST(c.id AS text) FROM case_ c LEFT JOIN LATERAL (SELECT seq, hash FROM event e
          WHERE e.stream = 'case/' || c.id ORDER BY seq DESC LIMIT 1) e ON true
        WHERE c.seq <> coalesce(e.seq, 0) OR c.head <> coalesce(e.hash, '')""",
    "P4 timer overdue": """
        SELECT CAST(t.id AS text) FROM timer t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'armed' AND c.state = 'open' AND t.due < :now - interval '60 seconds'""",
    "P5 case stuck": """
        SELECT CAST(c.id AS text) FROM case_ c WHERE c.state = 'open' AND NOT EXISTS (
          SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open') AND NOT EXISTS (
          SELECT 1 FROM timer m WHERE m.case_id = c.id AND m.state = 'armed')""",
    "P5 closed case with open task": """
        SELECT CAST(c.id AS text) FROM case_ c WHERE c.state IN ('closed', 'cancelled')
          AND EXISTS (
          SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open')""",
    "P5 finished instance with open task": """
        SELECT CAST(t.id AS text) FROM task t JOIN instance i ON i.id = t.instance_id
        WHERE t.state = 'open' AND i.status <> 'running'""",
    "P1 file without bytes": """
        SELECT CAST(a.id AS text) FROM attachment a WHERE a.size <> coalesce((
          SELECT sum(length(b.bytes)) FROM blob_chunk b WHERE b.sha256 = a.sha256), 0)""",
}


def breaches(session: Session, *, now: object) -> Iterator[tuple[str, str]]:
    """Name every breach of what the tables promise: (promise, row)."""
    for promise, question in _BREACHES.items():
        for row in session.execute(text(question), {"now": now} if ":now" in question else {}):
            yield promise, str(row[0])


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


def running(session: Session) -> Iterator[tuple[UUID, str, str, set[str]]]:
    """List the running instances: id, definition, state, open tasks by the task rows."""
    found = session.execute(
        text("""
        SELECT i.id, i.definition_hash, i.doc, ARRAY(SELECT CAST(t.id AS text) FROM task t
          WHERE t.instance_id = i.id AND t.state = 'open') AS open
        FROM instance i WHERE i.status = 'running' ORDER BY i.id
        """)
    )
    for row in found:
        yield row.id, row.definition_hash, row.doc, set(row.open)
