"""Awards that were revoked after they had been published.

Revision ID: 0067
Revises: 0066
"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "award_revocation",
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case_.id"), primary_key=True),
        sa.Column("nominee_id", sa.Text(), primary_key=True),
        sa.Column("award_case_id", sa.Uuid(), nullable=False, comment="that decided the award"),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["award_case_id", "nominee_id"],
            ["nominee.case_id", "nominee.id"],
            name="fk_award_revocation_award_case_id_nominee_id",
        ),
        comment="Decisions by which awards were revoked; the rows of the awards stay.",
    )
    op.create_index(
        "ix_award_revocation_award_case_id", "award_revocation", ["award_case_id", "nominee_id"]
    )
    op.execute("GRANT SELECT, INSERT ON award_revocation TO binhxet_app")
    op.execute(
        "SELECT bind_table('award_revocation', 1, ARRAY['case_id', 'nominee_id'],"
        " ARRAY['award_case_id', 'decision_number', 'decision_date', 'at'], '{}')"
    )


def downgrade() -> None:
    op.execute("SELECT unbind_table('award_revocation')")
    op.drop_table("award_revocation")
