"""A task keeps the act nobody does for a unit of their own; chains of cases have an index.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("task", sa.Column("bars", sa.Text(), server_default="", nullable=False))
    # Until now the lane said so, and no other lane did.
    op.execute("""
UPDATE task SET bars = CASE role WHEN 'appraiser' THEN 'appraise' ELSE 'decide_award' END
WHERE role IN ('appraiser', 'chairman')
""")
    op.create_index("ix_case_previous", "case_", ["previous_id"])
    op.create_index(
        "ix_milestone_of_case", "milestone", ["case_id"], postgresql_where=sa.text("key = ''")
    )


def downgrade() -> None:
    op.drop_index("ix_milestone_of_case", "milestone")
    op.drop_index("ix_case_previous", "case_")
    op.drop_column("task", "bars")
