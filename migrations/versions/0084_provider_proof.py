"""Proofs before an act that an OpenID provider is asked for.

Revision ID: 0084
Revises: 0083
"""

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
PROOF = "A proof before an act that an OpenID provider is asked for; good for one act."


def upgrade() -> None:
    op.create_table(
        "provider_proof",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "session_hash", sa.Text(),
            sa.ForeignKey(
                "web_session.id_hash", name="fk_provider_proof_session_hash", ondelete="CASCADE"
            ), nullable=False,
        ),
        sa.Column("state_hash", sa.Text(), nullable=False),
        sa.Column(
            "purpose", sa.Text(), nullable=False, comment="the path of the act it is for"
        ),
        sa.Column(
            "sealed", sa.LargeBinary(), nullable=False,
            comment="what was sent, and what goes along",
        ),
        sa.Column(
            "begun_at", INSTANT, nullable=False, comment="by the real clock, as the others"
        ),
        sa.Column("answered_at", INSTANT, comment="an answer came, whatever it was worth"),
        sa.Column("proved_at", INSTANT, comment="NULL: it proves nothing"),
        sa.UniqueConstraint("state_hash", name="uq_provider_proof_state_hash"),
        comment=PROOF,
    )  # fmt: skip
    op.create_index("ix_provider_proof_session_hash", "provider_proof", ["session_hash"])
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON provider_proof TO binhxet_app")


def downgrade() -> None:
    op.drop_table("provider_proof")
