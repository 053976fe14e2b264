"""Cases and instances that could never go on, or went on when they should not."""

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
}
