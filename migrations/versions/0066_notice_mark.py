"""How far a person has read the notices of a post, and which of the newer ones.

Revision ID: 0066
Revises: 0065
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

READ = "How far a person has read what a post is told; one row each, and what is told is derived."


def upgrade() -> None:
    op.create_table(
        "notice_mark",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Text(), nullable=False),
        sa.Column("read_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "keys",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="of what is newer and was read, the last 100",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_notice_mark_person_id"),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name="fk_notice_mark_post_id"),
        sa.PrimaryKeyConstraint("person_id", "post_id", name="pk_notice_mark"),
        comment=READ,
    )
    op.create_index("ix_receipt_at", "receipt", ["at"])
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON notice_mark TO binhxet_app")


def downgrade() -> None:
    op.drop_index("ix_receipt_at", table_name="receipt")
    op.drop_table("notice_mark")
