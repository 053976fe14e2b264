"""Columns that repeat what stands elsewhere, so that lists are found by them."""

from server.store.invariants.payloads import PAYLOAD

BREACHES = {
    "P6 event listed under another's name": f"""
        SELECT e.stream || ' ' || e.seq FROM event e
        JOIN event_payload i ON i.event_id = e.id {PAYLOAD}
        CROSS JOIN LATERAL json_to_record(p.payload) AS x(actor json, outcome text, act text)
        LEFT JOIN task t ON e.kind LIKE 'task.%' AND e.object = 'task/' || t.id
        WHERE 'case/' || i.case_id IS DISTINCT FROM
            CASE WHEN e.stream LIKE 'case/%' THEN e.stream END
          OR CAST(i.actor_id AS text) IS DISTINCT FROM x.actor ->> 'person'
          OR i.actor_post <> coalesce(x.actor ->> 'post', '')
          OR i.on_behalf_post <> CASE WHEN x.actor ->> 'delegation' IS NOT NULL
            THEN x.actor ->> 'post' ELSE '' END
          OR i.act_kind <> coalesce(x.outcome, '')
          OR i.act_class <> coalesce(x.act, '')
          OR i.element <> t.element
          OR i.subject_unit_id <> coalesce(t.subject_unit_id, '')
            AND t.id IS NOT NULL
          OR (e.object LIKE 'unit/%' AND i.subject_unit_id <> substr(e.object, 6))""",  # noqa: S608
    "P6 task sorted by another day than it is due": """
        SELECT CAST(t.id AS text) FROM task t
        WHERE t.due_sort <> coalesce(t.due, '9999-12-31T00:00:00Z')""",
}
