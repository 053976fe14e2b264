"""Who did a task of a unit's own, in a post of that unit, is found by the person.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_task_own_work",
        "task",
        ["done_by", "case_id"],
        postgresql_where=sa.text("state = 'done' AND unit_id = subject_unit_id"),
    )
    op.drop_index("ix_task_sheet_work", "task")


def downgrade() -> None:
    op.create_index(
        "ix_task_sheet_work",
        "task",
        ["done_by", "case_id"],
        postgresql_where=sa.text(
            "state = 'done' AND form IN ('score', 'approve_sheet', 'explain')"
        ),
    )
    op.drop_index("ix_task_own_work", "task")
