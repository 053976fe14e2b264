"""A ballot and a count keep the salt of their seal, which the event of the act tells.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

SALT = "of the seal in the event of the act; empty: none was made"


def upgrade() -> None:
    for table in ("vote", "count_entry"):
        op.add_column(
            table, sa.Column("salt", sa.Text(), server_default="", nullable=False, comment=SALT)
        )


def downgrade() -> None:
    op.drop_column("count_entry", "salt")
    op.drop_column("vote", "salt")
