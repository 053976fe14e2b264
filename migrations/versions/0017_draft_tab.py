"""A draft knows from which tab of a browser it came, and how often that tab had sent it.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft", sa.Column("tab", sa.Text(), server_default="", nullable=False))
    op.add_column("draft", sa.Column("turn", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("draft", "turn")
    op.drop_column("draft", "tab")
