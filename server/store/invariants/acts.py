"""Acts and what they left: events, effects, delegations."""

from server.store.invariants.payloads import PAYLOAD

BREACHES = {
    "P1 acknowledged act without effect": """
        SELECT a.location FROM act a WHERE a.location ~ '^/tasks/[0-9a-f-]{36}/done$'
          AND NOT EXISTS (SELECT 1 FROM event e WHERE e.kind = 'task.completed'
            AND e.object = 'task/' || split_part(a.location, '/', 3))""",
    "P2 act applied twice": """
        SELECT object FROM event WHERE kind IN ('task.completed', 'task.taken_back')
        GROUP BY object HAVING count(*) FILTER (WHERE kind = 'task.completed')
          > 1 + count(*) FILTER (WHERE kind = 'task.taken_back')""",
    "P3 act without event": """
        SELECT CAST(t.id AS text) FROM task t WHERE t.state = 'done' AND NOT EXISTS (
          SELECT 1 FROM event e WHERE e.stream = 'case/' || t.case_id
            AND e.kind = 'task.completed' AND e.object = 'task/' || t.id)""",
    "P3 act beyond its delegation": f"""
        SELECT e.stream || ' ' || e.seq FROM event e {PAYLOAD}
        CROSS JOIN LATERAL (SELECT p.payload -> 'actor' AS actor) a
        LEFT JOIN delegation d ON CAST(d.id AS text) = a.actor ->> 'delegation'
        LEFT JOIN case_ c ON e.stream = 'case/' || c.id
        WHERE p.on_behalf_post <> '' AND (d.id IS NULL OR d.post_id <> p.on_behalf_post
          OR CAST(d.person_id AS text) <> a.actor ->> 'person'
          OR CAST(e.act_time AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)
            NOT BETWEEN d.valid_from AND d.valid_to
          OR d.revoked_at < e.act_time - interval '60 seconds'
          OR (c.kind = ANY(d.kinds)) IS FALSE
          OR (e.kind LIKE 'task.%' AND e.object <> 'task/' || d.task_id))""",  # noqa: S608 - constants
}
