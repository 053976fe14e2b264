"""A proof at the provider names the link that it was begun by: another in its place proves nothing.

Revision ID: 0089
Revises: 0088
"""

import sqlalchemy as sa
from alembic import op

revision = "0089"
down_revision = "0088"
branch_labels = None
depends_on = None

COMMENT = "the directory_link that proves it; NULL: of before, proves nothing"


def upgrade() -> None:
    op.add_column("provider_proof", sa.Column("link_id", sa.Uuid(), comment=COMMENT))


def downgrade() -> None:
    op.drop_column("provider_proof", "link_id")
