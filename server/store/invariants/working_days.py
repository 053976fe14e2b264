"""Days off and worked days of a province are what history tells, by whom and by which paper."""

from server.store.invariants.payloads import PAYLOAD

_TOLD = f"""
        SELECT x ->> 'id' AS id, x ->> 'day' AS day, x ->> 'worked' AS worked, e.province,
          e.act_time, p.payload -> 'paper' ->> 'number' AS paper,
          p.payload -> 'paper' ->> 'dated' AS paper_on, p.payload ->> 'reason' AS reason,
          p.payload -> 'actor' ->> 'person' AS person, p.payload -> 'actor' ->> 'name' AS name
        FROM event e {PAYLOAD} CROSS JOIN json_array_elements(p.payload -> 'days') x
        WHERE e.stream = 'calendar'"""  # noqa: S608 - a constant

BREACHES = {
    "P6 day of a province differs from history": f"""
        SELECT coalesce(CAST(d.id AS text), added.id) FROM province_day d
        FULL JOIN ({_TOLD} AND e.kind = 'calendar.days_added') added
          ON added.id = CAST(d.id AS text)
        LEFT JOIN ({_TOLD} AND e.kind = 'calendar.day_taken_back') back
          ON back.id = coalesce(CAST(d.id AS text), added.id)
        WHERE d.id IS NULL OR added.id IS NULL
          OR (added.province, added.day, added.worked, added.paper, added.paper_on)
            IS DISTINCT FROM (d.province, CAST(d.day AS text), CAST(d.worked AS text), d.paper,
              CAST(d.paper_on AS text))
          OR (added.person, added.name, added.act_time)
            IS DISTINCT FROM (CAST(d.added_by AS text), d.added_name, d.added_at)
          OR (back.person, coalesce(back.name, ''), back.act_time, coalesce(back.reason, ''))
            IS DISTINCT FROM
            (CAST(d.taken_back_by AS text), d.taken_back_name, d.taken_back_at, d.reason)""",  # noqa: S608
}
