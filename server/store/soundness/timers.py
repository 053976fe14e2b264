"""Timers: armed, fired once, and not before their time."""

BREACHES = {
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
}
