"""A completed task says by which version of its form it was completed: it is a record.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

VERSION = "the version whose form was filled in; empty while it is open"


def upgrade() -> None:
    op.add_column(
        "task",
        sa.Column("definition_hash", sa.Text(), server_default="", nullable=False, comment=VERSION),
    )
    # Who takes something back and hands it in again leaves several events: the last one counts.
    op.execute("""
UPDATE task SET definition_hash = told.definition_hash FROM (
  SELECT DISTINCT ON (e.object) e.object, e.definition_hash FROM event e
  WHERE e.kind = 'task.completed' ORDER BY e.object, e.seq DESC) told
WHERE task.state = 'done' AND told.object = 'task/' || task.id
""")
    op.create_index(
        "ix_task_record",
        "task",
        ["case_id", "element", "key", "closed_at"],
        postgresql_where=sa.text("state = 'done'"),
    )


def downgrade() -> None:
    op.drop_index("ix_task_record", "task")
    op.drop_column("task", "definition_hash")
