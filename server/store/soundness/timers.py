"""Timers: armed, fired once, and not before their time."""

from server.store.soundness.payloads import PAYLOAD

BREACHES = {
    "P4 timer overdue": """
        SELECT CAST(t.id AS text) FROM timer t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'armed' AND c.state = 'open' AND t.due < :now - interval '60 seconds'""",
    "P4 timer fired twice": f"""
        SELECT e.object FROM event e {PAYLOAD}
        WHERE e.kind = 'deadline.passed'
        GROUP BY e.object, p.payload ->> 'due' HAVING count(*) > 1""",  # noqa: S608 - a constant
    "P4 timer fired early": f"""
        SELECT e.object FROM event e {PAYLOAD}
        WHERE e.kind = 'deadline.passed'
          AND CAST(p.payload ->> 'due' AS timestamptz) > e.act_time""",  # noqa: S608 - a constant
}
