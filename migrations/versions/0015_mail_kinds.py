"""Mail is written for more reasons than one line can name.

Revision ID: 0015
Revises: 0014
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE, SAYS = "opened, remind, escalate, mention", "why it was written: letters.Kind"


def upgrade() -> None:
    op.alter_column("mail", "kind", comment=SAYS, existing_comment=BEFORE)


def downgrade() -> None:
    op.alter_column("mail", "kind", comment=BEFORE, existing_comment=SAYS)
