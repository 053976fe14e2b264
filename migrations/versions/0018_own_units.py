"""Who scored, approved or explained a sheet is found by the person.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_task_sheet_work",
        "task",
        ["done_by", "case_id"],
        postgresql_where=sa.text(
            "state = 'done' AND form IN ('score', 'approve_sheet', 'explain')"
        ),
    )


def downgrade() -> None:
    op.drop_index("ix_task_sheet_work", "task")
