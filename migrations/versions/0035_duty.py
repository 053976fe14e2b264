"""Milestones with a day are duties: who is asked has one for each, until when.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

COMMENTS = {
    "milestone": "a name in the case's manifest; reached or not is said by its row",
    "key": "empty: of the case itself",
    "due": "the last day in time",
}


def upgrade() -> None:
    op.create_table(
        "duty",
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case_.id"), primary_key=True),
        sa.Column("milestone", sa.Text(), primary_key=True, comment=COMMENTS["milestone"]),
        sa.Column("key", sa.Text(), primary_key=True, comment=COMMENTS["key"]),
        sa.Column("due", sa.Date(), nullable=False, comment=COMMENTS["due"]),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON duty TO binhxet_app")


def downgrade() -> None:
    op.drop_table("duty")
