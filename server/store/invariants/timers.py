"""Timers: armed, fired once, not before their time; the clock and calendars they go by."""

from server.store.invariants.payloads import PAYLOAD
from server.store.jobs.queue import JOBLESS

BREACHES = {
    "P6 clock moved otherwise than told": """
        SELECT CAST(d.clock_offset_seconds AS text) FROM deployment d
        JOIN (SELECT clock_offset_seconds FROM event WHERE stream = 'operations'
          AND kind = 'clock.moved' ORDER BY seq DESC LIMIT 1) told
        ON told.clock_offset_seconds <> d.clock_offset_seconds""",
    "P6 calendar of the country of other days": """
        SELECT n.edition FROM national_calendar n
        WHERE n.edition <> left(encode(sha256(convert_to(n.days, 'UTF8')), 'hex'), 16)""",
    "P6 timer of another case": """
        SELECT CAST(t.id AS text) FROM timer t LEFT JOIN instance i ON i.id = t.instance_id
        WHERE i.case_id IS DISTINCT FROM t.case_id""",
    "P6 timer differs from history": f"""
        SELECT told.object FROM (SELECT DISTINCT ON (e.object) e.object,
            CAST(p.payload ->> 'due' AS timestamptz) AS due FROM event e {PAYLOAD}
          WHERE e.kind = 'deadline.passed' ORDER BY e.object, e.seq DESC) told
        FULL JOIN timer t ON told.object = 'timer/' || t.id
        WHERE t.id IS NULL OR t.state = 'fired' AND t.due IS DISTINCT FROM told.due
          OR t.state NOT IN ('armed', 'fired', 'disarmed')""",  # noqa: S608 - a constant
    "P4 timer overdue": """
        SELECT CAST(t.id AS text) FROM timer t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'armed' AND c.state IN ('open', 'ending')
          AND t.due < :now - interval '60 seconds'""",
    "P4 timer without its job": f"""
        SELECT CAST(t.id AS text) FROM timer t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'armed' AND t.due > :now AND c.state IN ('open', 'ending')
          AND {JOBLESS}""",  # noqa: S608 - constants
    "P4 timer fired twice": f"""
        SELECT e.object FROM event e {PAYLOAD}
        WHERE e.kind = 'deadline.passed'
        GROUP BY e.object, p.payload ->> 'due' HAVING count(*) > 1""",  # noqa: S608 - a constant
    "P4 timer fired early": f"""
        SELECT e.object FROM event e {PAYLOAD}
        WHERE e.kind = 'deadline.passed'
          AND CAST(p.payload ->> 'due' AS timestamptz) > e.act_time""",  # noqa: S608 - a constant
}
