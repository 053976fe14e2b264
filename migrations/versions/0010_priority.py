"""Urgent tasks stand first: the lists' indexes begin with the priority.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OPEN = sa.text("state = 'open'")
SAYS = "0 ordinary, -1 urgent: the smaller stands first"


def upgrade() -> None:
    op.alter_column("task", "priority", comment=SAYS)
    op.create_check_constraint(op.f("ck_task_priority"), "task", "priority IN (-1, 0)")
    _index("priority", "due_sort", "id")


def downgrade() -> None:
    _index("due_sort", "id")
    op.drop_constraint(op.f("ck_task_priority"), "task", type_="check")
    op.alter_column("task", "priority", comment=None, existing_comment=SAYS)


def _index(*order: str) -> None:
    for name, holder in (("ix_task_inbox", "post_id"), ("ix_task_unit_inbox", "unit_id")):
        op.drop_index(name, "task")
        op.create_index(name, "task", [holder, *order], postgresql_where=OPEN)
