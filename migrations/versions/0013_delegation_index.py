"""The page of a task asks for its delegations.

Revision ID: 0013
Revises: 0012
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_delegation_task_id"), "delegation", ["task_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_delegation_task_id"), "delegation")
