"""Which database sends the mail, so that a restored copy does not.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_place",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "place", sa.Text(), nullable=False, comment="server, timeline, database, table mail"
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name="only_row"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_place"),
        comment="The database whose mail leaves; in a copy of it the mail waits for an operator.",
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON mail_place TO binhxet_app")


def downgrade() -> None:
    op.drop_table("mail_place")
