"""Comments: as many as their task says, each with a task of its case."""

BREACHES = {
    "P6 comments counted wrong": """
        SELECT CAST(t.id AS text) FROM task t LEFT JOIN (SELECT task_id, count(*) AS number
          FROM comment GROUP BY task_id) c ON c.task_id = t.id
        WHERE t.comments <> coalesce(c.number, 0)""",
    "P6 comment of another case": """
        SELECT CAST(c.id AS text) FROM comment c LEFT JOIN task t ON t.id = c.task_id
        WHERE t.id IS NULL OR c.case_id <> t.case_id""",
}
