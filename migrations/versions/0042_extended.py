"""A case keeps the days that were extended in it.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

COMMENT = "days extended since, by fact and field, as JSON"


def upgrade() -> None:
    op.add_column(
        "case_",
        sa.Column("extended", sa.Text(), nullable=False, server_default="{}", comment=COMMENT),
    )


def downgrade() -> None:
    op.drop_column("case_", "extended")
