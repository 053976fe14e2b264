"""A draft saved in a lent post says on whose behalf.

Revision ID: 0083
Revises: 0082
"""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "draft", sa.Column("saved_on_behalf", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("draft", "saved_on_behalf")
