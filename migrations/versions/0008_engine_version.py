"""Each instance says by which version of the engine its state was written.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "instance", sa.Column("engine_version", sa.Text(), server_default="", nullable=False)
    )
    op.execute("""
        UPDATE instance SET engine_version = coalesce(substring(doc from '"engine":"([^"]*)"'), '')
    """)


def downgrade() -> None:
    op.drop_column("instance", "engine_version")
