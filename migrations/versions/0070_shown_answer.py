"""Pages that answered a post, kept for their session, so that a reload sends nothing again.

Revision ID: 0070
Revises: 0069
"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

ANSWERED = "A page that answered a post, so that a reload asks for it again and sends nothing."


def upgrade() -> None:
    op.create_table(
        "shown_answer",
        sa.Column("key_hash", sa.Text(), nullable=False),
        sa.Column("session_hash", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column(
            "sealed", sa.LargeBinary(), nullable=False, comment="encrypted under BINHXET_SECRET"
        ),
        sa.ForeignKeyConstraint(
            ["session_hash"],
            ["web_session.id_hash"],
            name="fk_shown_answer_session_hash",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key_hash", name="pk_shown_answer"),
        comment=ANSWERED,
    )
    op.create_index("ix_shown_answer_session_hash", "shown_answer", ["session_hash"])
    op.create_index("ix_shown_answer_made_at", "shown_answer", ["made_at"])
    op.execute("GRANT SELECT, INSERT, DELETE ON shown_answer TO binhxet_app")


def downgrade() -> None:
    op.drop_table("shown_answer")
