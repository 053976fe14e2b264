"""Cases and instances: opened on their day, able to go on, and over when they are."""

_SINCE = """(SELECT greatest(max(v.effective_from),
            CAST(min(v.imported_at) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date))
          FROM bloc_year_version v WHERE v.bloc_year_id = x.bloc_year_id)"""
_DEPLOYED = """(SELECT CAST(max(d.deployed_at) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)
          FROM definition d WHERE d.key = x.kind)"""

BREACHES = {
    "P5 case stuck": """
        SELECT CAST(c.id AS text) FROM case_ c WHERE c.state IN ('open', 'ending') AND NOT EXISTS (
          SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open') AND NOT EXISTS (
          SELECT 1 FROM timer m WHERE m.case_id = c.id AND m.state = 'armed')""",
    "P5 instance stuck": """
        SELECT CAST(i.id AS text) FROM instance i JOIN case_ c ON c.id = i.case_id
        WHERE i.status = 'running' AND c.state IN ('open', 'ending') AND cardinality(i.armed) = 0
          AND NOT EXISTS (SELECT 1 FROM task t WHERE t.instance_id = i.id AND t.state = 'open')""",
    "P6 ended instance waits": """
        SELECT CAST(i.id AS text) FROM instance i
        WHERE i.status <> 'running' AND cardinality(i.armed) > 0""",
    "P5 awaited but not running": """
        SELECT x.case_id || ' ' || x.process || ' ' || x.key FROM expected x
        JOIN case_ c ON c.id = x.case_id WHERE x.state = 'open' AND c.state IN ('open', 'ending')
          AND NOT EXISTS (SELECT 1 FROM instance i WHERE i.case_id = x.case_id
            AND i.process = x.process AND i.key = x.key AND i.status = 'running')""",
    "P5 case over and still running": """
        SELECT CAST(i.id AS text) FROM instance i JOIN case_ c ON c.id = i.case_id
        WHERE i.status = 'running' AND c.state IN ('closed', 'cancelled')""",
    "P6 milestone told by no event of its case": """
        SELECT m.case_id || ' ' || m.milestone || ' ' || m.key FROM milestone m
        LEFT JOIN event e ON e.id = m.event AND e.stream = 'case/' || m.case_id
          AND e.act_time = m.at
        WHERE m.event IS NOT NULL AND e.id IS NULL""",
    "P6 receipt before its task was sent, or after it was answered": """
        SELECT CAST(r.task_id AS text) FROM receipt r LEFT JOIN task t ON t.id = r.task_id
        WHERE t.id IS NULL OR r.at < t.opened_at OR r.at > t.closed_at""",
    "P5 closed case with open task": """
        SELECT CAST(c.id AS text) FROM case_ c WHERE c.state IN ('closed', 'cancelled')
          AND EXISTS (
          SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open')""",
    "P5 finished instance with open task": """
        SELECT CAST(t.id AS text) FROM task t JOIN instance i ON i.id = t.instance_id
        WHERE t.state = 'open' AND i.status <> 'running'""",
    "P6 opening on a day not as it came about": f"""
        SELECT concat_ws(' ', x.bloc_year_id, x.kind, x.at, x.number) FROM timed_opening x
        LEFT JOIN case_ c ON c.id = x.case_id
        LEFT JOIN event e ON e.stream = 'case/' || c.id AND e.kind = 'case.opened'
        LEFT JOIN event_payload p ON p.event_id = e.id
        WHERE CASE x.state
          WHEN 'opened' THEN e.id IS NULL OR p.actor_id IS NOT NULL OR c.simulated
            OR (c.bloc_year_id, c.kind) IS DISTINCT FROM (x.bloc_year_id, x.kind)
            OR x.day > CAST(e.act_time AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)
            OR EXISTS (SELECT FROM timed_opening o WHERE o.case_id = x.case_id
              AND (o.bloc_year_id, o.kind, o.at, o.number)
                IS DISTINCT FROM (x.bloc_year_id, x.kind, x.at, x.number))
          WHEN 'taken' THEN NOT EXISTS (SELECT FROM case_ o WHERE NOT o.simulated
            AND o.bloc_year_id = x.bloc_year_id AND o.kind = x.kind AND o.slot IS NOT NULL)
          WHEN 'past' THEN x.day >= greatest({_SINCE}, {_DEPLOYED})
          ELSE x.state NOT IN ('planned', 'dropped') END
          OR x.state <> 'opened' AND x.case_id IS NOT NULL
          OR x.state <> 'planned' AND x.error || x.detail <> ''""",  # noqa: S608 - constants
}
