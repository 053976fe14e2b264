"""The task list by newest has its index; a unit's list goes by its posts; a unit's newest cases.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_index("ix_task_newest", "task", ["post_id", "opened_at", "id"], postgresql_where=OPEN)
    op.drop_index("ix_task_unit_inbox", "task")
    op.create_index("ix_case_unit_newest", "case_unit", ["unit_id", "case_id"])
    op.drop_index("ix_case_unit_unit_id", "case_unit")


def downgrade() -> None:
    op.create_index("ix_case_unit_unit_id", "case_unit", ["unit_id"])
    op.drop_index("ix_case_unit_newest", "case_unit")
    unit = ["unit_id", "priority", "due_sort", "id"]
    op.create_index("ix_task_unit_inbox", "task", unit, postgresql_where=OPEN)
    op.drop_index("ix_task_newest", "task")
