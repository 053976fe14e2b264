"""What a recall restores stands in `own_rows` alone; the columns from before it go.

Revision ID: 0045
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

UNREAD = "unread since own_rows; it goes a release later"


def upgrade() -> None:
    op.drop_column("undo", "sheet")
    op.drop_column("undo", "scores")


def downgrade() -> None:
    op.add_column("undo", sa.Column("sheet", sa.Text(), comment=UNREAD))
    op.add_column(
        "undo",
        sa.Column("scores", sa.Text(), server_default="[]", nullable=False, comment=UNREAD),
    )
