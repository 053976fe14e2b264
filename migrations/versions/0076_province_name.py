"""What provinces are called: in Vietnamese, with their kind, and in English.

Revision ID: 0076
Revises: 0075
"""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "province_name",
        sa.Column("province", sa.Text(), primary_key=True),
        sa.Column("name_vi", sa.Text(), nullable=False, comment="with its kind: tỉnh, thành phố"),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        comment="What provinces are called on pages; ids and history keep the id.",
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON province_name TO binhxet_app")
    op.execute(
        "SELECT bind_table('province_name', 1, ARRAY['province'],"
        " ARRAY['name_vi', 'name_en', 'named_at'], '{}')"
    )


def downgrade() -> None:
    op.execute("SELECT unbind_table('province_name')")
    op.drop_table("province_name")
