"""Files, drafts and comments of tasks: every file its bytes, each where its task's end left it."""

from server.store.invariants.payloads import PAYLOAD

BREACHES = {
    "P1 file without bytes": """
        SELECT CAST(a.id AS text) FROM attachment a WHERE a.size <> coalesce((
          SELECT sum(length(b.bytes)) FROM blob_chunk b WHERE b.sha256 = a.sha256), 0)""",
    "P1 bytes differ from their hash": """
        SELECT b.sha256 FROM blob b CROSS JOIN LATERAL (
          SELECT string_agg(c.bytes, '' ORDER BY c.n) AS bytes, min(c.n) AS first, max(c.n) AS last,
            count(*) AS chunks FROM blob_chunk c WHERE c.sha256 = b.sha256) kept
        WHERE encode(sha256(coalesce(kept.bytes, '')), 'hex') <> b.sha256
          OR kept.first <> 0 OR kept.last <> kept.chunks - 1
          OR b.size <> length(kept.bytes)""",
    "P1 bytes of no file": """
        SELECT b.sha256 FROM blob b WHERE b.created_at < :now - interval '30 days'
          AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = b.sha256)
          AND NOT EXISTS (SELECT 1 FROM bloc_draft d WHERE d.letter_sha256 = b.sha256)
        UNION ALL SELECT DISTINCT c.sha256 FROM blob_chunk c
        WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = c.sha256)""",
    "P6 file of another case or unit": """
        SELECT CAST(a.id AS text) FROM attachment a LEFT JOIN task t ON t.id = a.task_id
        WHERE t.id IS NULL OR a.case_id <> t.case_id
          OR a.unit_id IS DISTINCT FROM t.subject_unit_id""",
    "P6 file against its task": """
        SELECT CAST(a.id AS text) FROM attachment a JOIN task t ON t.id = a.task_id
        WHERE a.state <> CASE t.state WHEN 'open' THEN 'draft' WHEN 'done' THEN 'kept'
          ELSE 'removed' END""",
    "P6 files differ from history": f"""
        SELECT CAST(t.id AS text) FROM task t
        JOIN LATERAL (SELECT p.payload FROM event e {PAYLOAD}
          WHERE e.stream = 'case/' || t.case_id AND e.object = 'task/' || t.id
            AND e.kind = 'task.completed' ORDER BY e.seq DESC LIMIT 1) last ON true
        CROSS JOIN LATERAL (SELECT
          (SELECT array_agg(x ORDER BY x) FROM json_array_elements(last.payload
              -> 'files') f CROSS JOIN LATERAL concat_ws('|', f ->> 'kind', f ->> 'subject',
              f ->> 'sha256', f ->> 'name') x) AS told,
          (SELECT array_agg(x ORDER BY x) FROM attachment a CROSS JOIN LATERAL
              concat_ws('|', a.kind, a.subject, a.sha256, a.file_name) x
            WHERE a.task_id = t.id AND a.state = 'kept') AS held) x
        WHERE t.state = 'done' AND x.told IS DISTINCT FROM x.held""",  # noqa: S608 - a constant
    "P6 files counted wrong": """
        SELECT CAST(t.id AS text) FROM task t LEFT JOIN (SELECT task_id, count(*) AS number
          FROM attachment GROUP BY task_id) a ON a.task_id = t.id
        WHERE t.files <> coalesce(a.number, 0)""",
    "P6 draft of a closed task": """
        SELECT CAST(d.task_id AS text) FROM draft d LEFT JOIN task t ON t.id = d.task_id
        WHERE t.state IS DISTINCT FROM 'open'""",
    "P6 comments counted wrong": """
        SELECT CAST(t.id AS text) FROM task t LEFT JOIN (SELECT task_id, count(*) AS number
          FROM comment GROUP BY task_id) c ON c.task_id = t.id
        WHERE t.comments <> coalesce(c.number, 0)""",
    "P6 comment of another case": """
        SELECT CAST(c.id AS text) FROM comment c LEFT JOIN task t ON t.id = c.task_id
        WHERE t.id IS NULL OR c.case_id <> t.case_id""",
}
