"""What the system opens on a day: what came of it is what history and the cases say."""

_SINCE = """(SELECT greatest(max(v.effective_from),
            CAST(min(v.imported_at) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date))
          FROM bloc_year_version v WHERE v.bloc_year_id = x.bloc_year_id)"""
_DEPLOYED = """(SELECT CAST(max(d.deployed_at) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)
          FROM definition d WHERE d.key = x.kind)"""

BREACHES = {
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
