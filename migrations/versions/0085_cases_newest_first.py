"""Cases by when they were opened: of all, and of a bloc-year, the played ones apart.

Revision ID: 0085
Revises: 0084
"""

from alembic import op

revision = "0085"
down_revision = "0084"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_case_newest", "case_", ["opened_at", "id"])
    op.create_index("ix_case_of_year", "case_", ["bloc_year_id", "simulated", "opened_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_case_of_year", "case_")
    op.drop_index("ix_case_newest", "case_")
