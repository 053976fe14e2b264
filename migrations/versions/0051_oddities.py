"""Signs about acts that an auditor should look at twice, made by the workers.

Revision ID: 0051
Revises: 0050
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "oddity",
        sa.Column("event_id", sa.Uuid(), sa.ForeignKey("event.id"), primary_key=True),
        sa.Column(
            "kind", sa.Text(), primary_key=True, comment="domain.history.oddities.Oddity"
        ),
        sa.Column(
            "act_time", sa.DateTime(timezone=True), nullable=False, comment="of the event"
        ),
        sa.Column("seq", sa.BigInteger(), nullable=False, comment="of the event"),
        sa.Column(
            "told", sa.Text(), server_default="{}", nullable=False,
            comment="JSON: what the sign names",
        ),
        comment="Made from history by the workers, and again where the thresholds change.",
    )  # fmt: skip
    op.create_index("ix_oddity_newest", "oddity", ["kind", "act_time", "seq", "event_id"])
    op.create_table(
        "examined",
        sa.Column("stream", sa.Text(), primary_key=True),
        sa.Column(
            "seq", sa.BigInteger(), nullable=False, comment="of the last event that was looked at"
        ),
        sa.Column(
            "thresholds", sa.Text(), server_default="", nullable=False,
            comment="by which it was looked at",
        ),
        comment="How far the workers have looked for signs.",
    )  # fmt: skip
    op.execute("GRANT SELECT, INSERT, DELETE ON oddity TO binhxet_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON examined TO binhxet_app")


def downgrade() -> None:
    op.drop_table("examined")
    op.drop_table("oddity")
