"""A proposal to publish names the files of its upload that belong to no process.

Revision ID: 0043
Revises: 0042
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

LEFT_OUT = "files of the upload that belong to no process"


def upgrade() -> None:
    op.add_column(
        "definition_proposal",
        sa.Column(
            "left_out", sa.ARRAY(sa.Text()), server_default="{}", nullable=False, comment=LEFT_OUT
        ),
    )


def downgrade() -> None:
    op.drop_column("definition_proposal", "left_out")
