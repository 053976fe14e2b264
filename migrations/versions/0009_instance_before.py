"""What an instance was on the version it was moved from, for as long as that can be undone.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "instance_before",
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("definition_hash", sa.Text(), nullable=False),
        sa.Column("case_definition_hash", sa.Text(), nullable=False),
        sa.Column("engine_version", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_instance_before_instance_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_instance_before_case_id")),
        sa.PrimaryKeyConstraint("instance_id", name=op.f("pk_instance_before")),
        comment="The last move of an instance to another version; no business state.",
    )
    op.create_index(op.f("ix_instance_before_case_id"), "instance_before", ["case_id"])
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON instance_before TO binhxet_app")


def downgrade() -> None:
    op.drop_table("instance_before")
