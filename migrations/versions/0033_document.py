"""A document says which task made it, and whose register numbers it; meeting minutes are documents.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

COMMENTS = {
    "element": "the task of the diagram that made it",
    "agency": "the unit, body or bloc whose register numbers it",
    "year": "of its day: the year of the series",
    "sequence": "the number alone; NULL where it is written otherwise",
}


def upgrade() -> None:
    for name in ("element", "agency", "symbol"):
        column = sa.Column(
            name, sa.Text(), server_default="", nullable=False, comment=COMMENTS.get(name)
        )
        op.add_column("document", column)
    for name in ("year", "sequence"):
        op.add_column("document", sa.Column(name, sa.Integer(), comment=COMMENTS[name]))
    op.execute(MINUTES)
    op.execute(TASKS)
    op.execute(NUMBERS)


def downgrade() -> None:
    op.execute("DELETE FROM document WHERE kind LIKE 'bien\\_ban\\_%'")
    for name in ("element", "agency", "symbol", "year", "sequence"):
        op.drop_column("document", name)


MINUTES = """
INSERT INTO document(id, case_id, kind, subject, number, dated, task_id, at)
SELECT m.id, m.case_id, 'bien_ban_' || m.kind, '', m.minutes_no, m.minutes_date, t.id, m.at
FROM meeting m
JOIN LATERAL (SELECT t.id FROM task t WHERE t.case_id = m.case_id AND t.closed_at = m.at
  AND t.state = 'done' AND t.element = CASE m.kind WHEN 'adoption' THEN 'adopt'
    WHEN 'review' THEN 'meeting' ELSE 'council_vote' END ORDER BY t.id LIMIT 1) t ON true
"""
"""A meeting is entered by the act that closes its task."""
TASKS = """
UPDATE document SET element = task.element, agency = task.unit_id
FROM task WHERE task.id = document.task_id
"""
NUMBERS = r"""
UPDATE document SET year = CAST(extract(year FROM dated) AS int),
  sequence = CAST((regexp_match(number, '^([0-9]{1,6})/([^\s/]+(/[^\s/]+)*)$'))[1] AS int),
  symbol = coalesce((regexp_match(number, '^([0-9]{1,6})/([^\s/]+(/[^\s/]+)*)$'))[2], '')
"""
