"""What a sound database holds, as questions to it; every row of an answer is a breach."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.replay import Event, Facts
from server.store import Session, chain

_BREACHES: Mapping[str, str] = {
    "P1 acknowledged act without effect": """
        SELECT a.location FROM act a WHERE a.location ~ '^/tasks/[0-9a-f-]{36}/done$'
          AND NOT EXISTS (SELECT 1 FROM event e WHERE e.kind = 'task.completed'
            AND e.object = 'task/' || split_part(a.location, '/', 3))""",
    "P1 file without bytes": """
        SELECT CAST(a.id AS text) FROM attachment a WHERE a.size <> coalesce((
          SELECT sum(length(b.bytes)) FROM blob_chunk b WHERE b.sha256 = a.sha256), 0)""",
    "P2 act applied twice": """
        SELECT object FROM event WHERE kind IN ('task.completed', 'task.taken_back')
        GROUP BY object HAVING count(*) FILTER (WHERE kind = 'task.completed')
          > 1 + count(*) FILTER (WHERE kind = 'task.taken_back')""",
    "P3 act without event": """
        SELECT CAST(t.id AS text) FROM task t WHERE t.state = 'done' AND NOT EXISTS (
          SELECT 1 FROM event e WHERE e.stream = 'case/' || t.case_id
            AND e.kind = 'task.completed' AND e.object = 'task/' || t.id)""",
    "P3 act beyond its delegation": """
        SELECT e.stream || ' ' || e.seq FROM event e JOIN event_payload p ON p.event_id = e.id
        CROSS JOIN LATERAL (SELECT CAST(p.payload AS json) -> 'actor' AS actor) a
        LEFT JOIN delegation d ON CAST(d.id AS text) = a.actor ->> 'delegation'
        LEFT JOIN case_ c ON e.stream = 'case/' || c.id
        WHERE p.on_behalf_post <> '' AND (d.id IS NULL OR d.post_id <> p.on_behalf_post
          OR CAST(d.person_id AS text) <> a.actor ->> 'person'
          OR CAST(e.act_time AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)
            NOT BETWEEN d.valid_from AND d.valid_to
          OR d.revoked_at < e.act_time - interval '60 seconds'
          OR (c.kind = ANY(d.kinds)) IS FALSE
          OR (e.kind LIKE 'task.%' AND e.object <> 'task/' || d.task_id))""",
    "P3 case behind its chain": """
        SELECT CAST(c.id AS text) FROM case_ c LEFT JOIN LATERAL (SELECT seq, hash FROM event e
          WHERE e.stream = 'case/' || c.id ORDER BY seq DESC LIMIT 1) e ON true
        WHERE c.seq <> coalesce(e.seq, 0) OR c.head <> coalesce(e.hash, '')""",
    "P3 stream behind its chain": """
        SELECT s.name FROM stream s LEFT JOIN LATERAL (SELECT seq, hash FROM event e
          WHERE e.stream = s.name ORDER BY seq DESC LIMIT 1) e ON true
        WHERE s.seq <> coalesce(e.seq, 0) OR s.head <> coalesce(e.hash, '')""",
    "P4 timer overdue": """
        SELECT CAST(t.id AS text) FROM timer t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'armed' AND c.state = 'open' AND t.due < :now - interval '60 seconds'""",
    "P4 timer fired twice": """
        SELECT e.object FROM event e JOIN event_payload p ON p.event_id = e.id
        WHERE e.kind = 'deadline.passed'
        GROUP BY e.object, CAST(p.payload AS json) ->> 'due' HAVING count(*) > 1""",
    "P4 timer fired early": """
        SELECT e.object FROM event e JOIN event_payload p ON p.event_id = e.id
        WHERE e.kind = 'deadline.passed'
          AND CAST(CAST(p.payload AS json) ->> 'due' AS timestamptz) > e.act_time""",
    "P5 case stuck": """
        SELECT CAST(c.id AS text) FROM case_ c WHERE c.state = 'open' AND NOT EXISTS (
          SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open') AND NOT EXISTS (
          SELECT 1 FROM timer m WHERE m.case_id = c.id AND m.state = 'armed')""",
    "P5 instance stuck": """
        SELECT CAST(i.id AS text) FROM instance i JOIN case_ c ON c.id = i.case_id
        WHERE i.status = 'running' AND c.state = 'open' AND cardinality(i.armed) = 0
          AND NOT EXISTS (SELECT 1 FROM task t WHERE t.instance_id = i.id AND t.state = 'open')""",
    "P5 awaited but not running": """
        SELECT x.case_id || ' ' || x.process || ' ' || x.key FROM expected x
        JOIN case_ c ON c.id = x.case_id WHERE x.state = 'open' AND c.state = 'open'
          AND NOT EXISTS (SELECT 1 FROM instance i WHERE i.case_id = x.case_id
            AND i.process = x.process AND i.key = x.key AND i.status = 'running')""",
    "P5 closed case with open task": """
        SELECT CAST(c.id AS text) FROM case_ c WHERE c.state IN ('closed', 'cancelled')
          AND EXISTS (
          SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open')""",
    "P5 finished instance with open task": """
        SELECT CAST(t.id AS text) FROM task t JOIN instance i ON i.id = t.instance_id
        WHERE t.state = 'open' AND i.status <> 'running'""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A running instance as its rows tell it: definition, engine's state, open tasks, waits."""

    id: UUID
    definition_hash: str
    engine_version: str
    doc: str
    open: frozenset[str]
    timers: frozenset[str]
    armed: frozenset[str]


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


def running(session: Session) -> Iterator[Running]:
    """List the running instances."""
    found = session.execute(
        text("""
        SELECT i.id, i.definition_hash, i.engine_version, i.doc, i.armed,
          ARRAY(SELECT CAST(t.id AS text) FROM task t
            WHERE t.instance_id = i.id AND t.state = 'open') AS open,
          ARRAY(SELECT m.element FROM timer m
            WHERE m.instance_id = i.id AND m.state = 'armed') AS timers
        FROM instance i WHERE i.status = 'running' ORDER BY i.id
        """)
    )
    for row in found:
        yield Running(
            id=row.id,
            definition_hash=row.definition_hash,
            engine_version=row.engine_version,
            doc=row.doc,
            open=frozenset(row.open),
            timers=frozenset(row.timers),
            armed=frozenset(row.armed),
        )


def all_cases(session: Session) -> list[tuple[UUID, str]]:
    """List every case with the digest of its rules."""
    found = session.execute(text("SELECT id, rules_digest FROM case_ ORDER BY id"))
    return [(row.id, row.rules_digest) for row in found]


def history(session: Session, case_id: UUID) -> list[Event] | None:
    """List a case's events in order; None where a payload has been erased on legal ground."""
    found = session.execute(
        text("""
        SELECT e.kind, e.object, coalesce(t.form, '') AS form, p.payload FROM event e
        LEFT JOIN event_payload p ON p.event_id = e.id
        LEFT JOIN task t ON t.case_id = :case AND e.object = 'task/' || t.id
        WHERE e.stream = 'case/' || CAST(:case AS text) ORDER BY e.seq
        """),
        {"case": case_id},
    ).all()
    if any(row.payload is None for row in found):
        return None
    return [
        Event(kind=r.kind, object=r.object, form=r.form, payload=json.loads(r.payload))
        for r in found
    ]


def facts(session: Session, case_id: UUID) -> Facts:
    """Tell the state of a case as the replay of its events tells it; see `domain.replay`."""
    found = session.execute(_FACTS, {"case": case_id})
    return {row.name: row.value for row in found if row.value}


_LINE = """
  (VALUES ('self_points', CAST(trim_scale(s.self_points) AS text)),
    ('not_applicable', CASE WHEN s.not_applicable THEN 'True' END), ('reason', s.reason),
    ('note', s.note), ('appraisal_1', CAST(trim_scale(s.appraisal_1) AS text)),
    ('reason_1', s.reason_1),
    ('na_accepted', CASE WHEN s.na_accepted THEN 'True' END), ('stance', s.stance),
    ('explanation', s.explanation), ('appraisal_2', CAST(trim_scale(s.appraisal_2) AS text)),
    ('reason_2', s.reason_2)) AS x(part, value)"""
_SHEET = """
  (VALUES ('self_total', CAST(trim_scale(s.self_total) AS text)),
    ('final_total', CAST(trim_scale(s.final_total) AS text)),
    ('scaled', CAST(trim_scale(s.scaled) AS text)),
    ('rank', CASE WHEN c.adopted_at IS NOT NULL THEN CAST(s.rank AS text) END),
    ('state', CASE WHEN s.state IN ('adopted', 'taken_out') THEN s.state END)) AS x(part, value)"""
_NOMINEE = """
  (VALUES ('decision', n.decision), ('number', n.decision_number),
    ('council', CASE n.council_passed WHEN true THEN 'passed' WHEN false THEN 'dropped' END))
  AS x(part, value)"""
_FACTS = text(
    f"""
SELECT 'case' AS name, state AS value FROM case_ WHERE id = :case
UNION ALL SELECT 'task/' || id, outcome FROM task WHERE case_id = :case AND state = 'done'
UNION ALL SELECT 'holder/task/' || id, CAST(assignee_id AS text) FROM task
  WHERE case_id = :case AND state = 'open'
UNION ALL SELECT 'open/' || process || '/' || key || '/' || round,
  string_agg(element, ' ' ORDER BY element COLLATE "C")
  FROM task WHERE case_id = :case AND state = 'open' GROUP BY process, key, round
UNION ALL SELECT 'instance/' || i.process || '/' || i.key || '/' || i.round, i.status
  FROM instance i JOIN case_ c ON c.id = i.case_id
  WHERE i.case_id = :case AND c.state <> 'cancelled'
UNION ALL SELECT 'line/' || s.unit_id || '/' || s.criterion_id || '.' || x.part, x.value
  FROM score s CROSS JOIN LATERAL {_LINE} WHERE s.case_id = :case
UNION ALL SELECT 'sheet/' || s.unit_id || '/' || x.part, x.value
  FROM sheet s JOIN case_ c ON c.id = s.case_id CROSS JOIN LATERAL {_SHEET} WHERE s.case_id = :case
UNION ALL SELECT 'candidate/' || award_id || '/' || unit_id, result
  FROM candidate WHERE case_id = :case
UNION ALL SELECT 'tally/' || round || '/' || award_id || '/' || unit_id, yes || '/' || base
  FROM tally WHERE case_id = :case
UNION ALL SELECT 'vote/' || v.round || '/' || by_unit_id || '/' || award_id || '/' || unit_id,
  choice FROM vote v JOIN poll p ON p.case_id = v.case_id AND p.round = v.round
  WHERE v.case_id = :case AND p.closed_at IS NOT NULL
UNION ALL SELECT 'nominee/' || n.id || '/' || x.part, x.value
  FROM nominee n CROSS JOIN LATERAL {_NOMINEE} WHERE n.case_id = :case
"""  # noqa: S608 - constants of this module
)
