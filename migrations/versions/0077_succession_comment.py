"""The pairs of units of a succession are told the right way round by their column's comment.

Revision ID: 0077
Revises: 0076
"""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None

BEFORE = "former units by who took them over, as JSON"
AFTER = "who took over, by former unit, as JSON"


def upgrade() -> None:
    _say(AFTER, before=BEFORE)


def downgrade() -> None:
    _say(BEFORE, before=AFTER)


def _say(comment: str, *, before: str) -> None:
    op.alter_column(
        "province_succession", "units", existing_type=sa.Text(), existing_nullable=False,
        comment=comment, existing_comment=before,
    )  # fmt: skip
