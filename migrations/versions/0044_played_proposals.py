"""A proposal to publish keeps what its processes showed when they were played.

Revision ID: 0044
Revises: 0043
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

PLAYED = "JSON: of each definition how far it was played, and what that showed"


def upgrade() -> None:
    op.add_column(
        "definition_proposal",
        sa.Column("played", sa.Text(), server_default="", nullable=False, comment=PLAYED),
    )


def downgrade() -> None:
    op.drop_column("definition_proposal", "played")
