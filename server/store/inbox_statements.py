"""The statements of the task list, in SQL: one page, the counts, the units to narrow it to."""

from sqlalchemy import text

from server.store.people import ASSIGNEE_HOLDS, KIND_OF_TASK

FREE = f"(t.assignee_id IS NULL OR t.assignee_id = :me OR NOT {ASSIGNEE_HOLDS})"
PAGE = f"""
SELECT t.*, {{mark}} AS mark, c.kind, y.year, p.title_vi AS post_vi, p.title_en AS post_en,
  n.short_vi, n.short_en, a.id AS claimant_id, a.name AS assignee, z.until AS snoozed_until
FROM task t JOIN case_ c ON c.id = t.case_id JOIN bloc_year y ON y.id = c.bloc_year_id
JOIN post p ON p.id = t.post_id LEFT JOIN person a ON a.id = t.assignee_id AND {ASSIGNEE_HOLDS}
LEFT JOIN snooze z ON z.task_id = t.id AND z.person_id = :me AND z.until > :today
LEFT JOIN LATERAL (SELECT n.* FROM unit_name n WHERE n.unit_id = t.subject_unit_id
  AND n.valid_from <= :today ORDER BY n.valid_from DESC LIMIT 1) n ON true
WHERE {{where}} ORDER BY {{order}} LIMIT {{rows}}
"""  # noqa: S608 - conditions are constants of this module, values are bound
_LENT = f"(CAST(:lent AS text[]) IS NULL OR {KIND_OF_TASK} = ANY(:lent))"
_AWAKE = """NOT EXISTS (SELECT 1 FROM snooze z
      WHERE z.person_id = :me AND z.task_id = t.id AND z.until > :today)"""
COUNTS = text(f"""
SELECT 'post' AS what, p.post_id, (SELECT count(*) FROM (SELECT 1 FROM task t
    WHERE t.post_id = p.post_id AND t.state = 'open'
    AND {FREE} AND {_AWAKE}
    AND (p.kinds = '' OR {KIND_OF_TASK} = ANY(string_to_array(p.kinds, ','))) LIMIT :cap) x) AS n
FROM unnest(CAST(:posts AS text[]), CAST(:kinds AS text[])) AS p(post_id, kinds)
UNION ALL
SELECT 'entrusted', '', (SELECT count(*) FROM task t
    WHERE t.id = ANY(CAST(:entrusted AS uuid[])) AND t.state = 'open' AND {FREE} AND {_AWAKE})
UNION ALL
SELECT 'unit', :unit, (SELECT count(*) FROM (SELECT 1 FROM task t
    WHERE t.unit_id = :unit AND t.state = 'open' AND {_LENT} LIMIT :cap) x)
UNION ALL
SELECT 'snoozed', :post, (SELECT count(*) FROM (SELECT 1 FROM snooze z
    JOIN task t ON t.id = z.task_id WHERE z.person_id = :me AND z.until > :today
    AND (t.post_id = :post AND {_LENT} OR t.id = ANY(CAST(:entrusted AS uuid[])))
    AND t.state = 'open' AND {FREE} LIMIT :cap) x)
""")  # noqa: S608 - made of constants
UNITS = text("""
SELECT s.unit_id, n.short_vi, n.short_en FROM (
  SELECT DISTINCT other.unit_id FROM case_unit own JOIN case_ c ON c.id = own.case_id
  JOIN case_unit other ON other.case_id = own.case_id
  WHERE own.unit_id = :unit AND c.state = 'open' AND other.role IN ('leader', 'deputy', 'member')
) s JOIN LATERAL (SELECT n.* FROM unit_name n WHERE n.unit_id = s.unit_id
  AND n.valid_from <= :today ORDER BY n.valid_from DESC LIMIT 1) n ON true
ORDER BY n.sort_key, s.unit_id LIMIT :most
""")
