"""The milestones of a case are rows; those of cases that were open before are what stood then.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

COMMENTS = {
    "milestone": "a name in the case's manifest",
    "key": "empty: of the case itself",
    "number": "1; one more each time where it repeats",
    "event": "what it was reached with, where known",
}


def upgrade() -> None:
    op.create_table(
        "milestone",
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case_.id"), primary_key=True),
        sa.Column("milestone", sa.Text(), primary_key=True, comment=COMMENTS["milestone"]),
        sa.Column("key", sa.Text(), primary_key=True, comment=COMMENTS["key"]),
        sa.Column("number", sa.Integer(), primary_key=True, comment=COMMENTS["number"]),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.Uuid(), sa.ForeignKey("event.id"), comment=COMMENTS["event"]),
    )
    op.execute("GRANT SELECT, INSERT, DELETE ON milestone TO binhxet_app")
    op.execute(REACHED)


def downgrade() -> None:
    op.drop_table("milestone")


REACHED = """
WITH told AS (
  SELECT DISTINCT ON (object) object, id FROM event WHERE kind = 'task.completed'
  ORDER BY object, seq DESC),
 done AS (
  SELECT DISTINCT ON (t.case_id, w.milestone, t.key)
    t.case_id, w.milestone, t.key, t.closed_at, t.id
  FROM task t JOIN case_ c ON c.id = t.case_id AND c.state <> 'cancelled'
  JOIN (VALUES ('evaluation', 'approve', 'approve', 'handed_in'),
    ('award_review', 'sign', '', 'signed'), ('submission', 'sign', '', 'submitted'),
    ('submission', 'issue', '', 'published'), ('submission', 'issue', '', 'told'),
    ('submission', 'notify_refusal', '', 'told')) AS w(kind, element, outcome, milestone)
    ON w.kind = c.kind AND w.element = t.element AND w.outcome IN ('', t.outcome)
  WHERE t.state = 'done' ORDER BY t.case_id, w.milestone, t.key, t.closed_at, t.id)
INSERT INTO milestone(case_id, milestone, key, number, at, event)
SELECT done.case_id, done.milestone, done.key, 1, done.closed_at, told.id
FROM done LEFT JOIN told ON told.object = 'task/' || done.id
UNION ALL SELECT id, 'opened', '', 1, opened_at, NULL FROM case_
UNION ALL SELECT id, 'closed', '', 1, closed_at, NULL FROM case_
  WHERE state = 'closed' AND closed_at IS NOT NULL
UNION ALL SELECT id, 'adopted', '', 1, adopted_at, NULL FROM case_
  WHERE state <> 'cancelled' AND adopted_at IS NOT NULL
UNION ALL SELECT p.case_id, w.milestone, '',
    row_number() OVER (PARTITION BY p.case_id, w.milestone ORDER BY p.round), p.closed_at, NULL
  FROM poll p JOIN case_ c ON c.id = p.case_id AND c.state <> 'cancelled'
  CROSS JOIN (VALUES ('round_closed'), ('counts_agreed')) AS w(milestone)
  WHERE p.closed_at IS NOT NULL
"""
"""What the three processes that there were had reached, from what stood in their tables."""
