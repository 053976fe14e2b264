"""A completion's class, by which the auditor filters; events that are there have none.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

CLASS = "the class of a completion; empty in events older than classes"


def upgrade() -> None:
    op.add_column(
        "event_payload",
        sa.Column("act_class", sa.Text(), server_default="", nullable=False, comment=CLASS),
    )


def downgrade() -> None:
    op.drop_column("event_payload", "act_class")
