"""A person belongs to a province: whose administrators keep the account, and whose auditors read.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

FROM_POSTS = """
UPDATE person SET province = coalesce(
  (SELECT split_part(a.post_id, '/', 1) FROM appointment a WHERE a.person_id = person.id
   ORDER BY a.valid_from DESC, a.id DESC LIMIT 1),
  (SELECT min(province) FROM unit HAVING min(province) = max(province)), '')
"""
"""The province of the newest post; without one, the only province there is; else none."""


def upgrade() -> None:
    op.add_column(
        "person",
        sa.Column(
            "province",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="whose administrators keep the account; empty: nobody's",
        ),
    )
    op.execute(FROM_POSTS)
    op.create_index("ix_person_province", "person", ["province", "login", "id"])


def downgrade() -> None:
    op.drop_index("ix_person_province", table_name="person")
    op.drop_column("person", "province")
