"""What is found of digital signatures in the files that are handed in.

Revision ID: 0069
Revises: 0067
"""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signature_reading",
        sa.Column(
            "sha256",
            sa.Text(),
            sa.ForeignKey("blob.sha256", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "trust", sa.Text(), nullable=False, comment="digest of the roots and lists judged by"
        ),
        sa.Column(
            "as_of", sa.DateTime(timezone=True), nullable=False, comment="when the file came in"
        ),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="domain.signatures.found.ReadState"),
        sa.Column("found", sa.Text(), nullable=False, comment="JSON: domain.signatures.found"),
        sa.CheckConstraint(
            "state IN ('none', 'read', 'locked', 'damaged', 'too_much')",
            name=op.f("ck_signature_reading_state"),
        ),
        comment="Read in the files by the workers, and again where the roots change.",
    )
    op.execute("GRANT SELECT, INSERT, DELETE ON signature_reading TO binhxet_app")
    op.execute(
        "SELECT bind_table('signature_reading', 1, ARRAY['sha256'],"
        " ARRAY['trust', 'as_of', 'read_at', 'state', 'found'], '{found}')"
    )


def downgrade() -> None:
    op.execute("SELECT unbind_table('signature_reading')")
    op.drop_table("signature_reading")
