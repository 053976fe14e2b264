"""When the workers' chores were last done.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chore",
        sa.Column("name", sa.Text(), nullable=False, comment="sweep, keep_house"),
        sa.Column(
            "begun_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="by the worker that has it",
        ),
        sa.Column(
            "done_at",
            sa.DateTime(timezone=True),
            comment="when it was last done without an error",
        ),
        sa.Column(
            "error",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="what it failed at since it was last done",
        ),
        sa.PrimaryKeyConstraint("name", name="pk_chore"),
        comment="One row a chore, in real time: it is done by one worker, and made up for when"
        " missed.",
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON chore TO binhxet_app")


def downgrade() -> None:
    op.drop_table("chore")
