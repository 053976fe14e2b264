"""Who has a delivery notes with opening its page that it was received.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

COMMENT = (
    "The first opening of a delivered task's page by who has it; sent and answered is the task."
)


def upgrade() -> None:
    op.create_table(
        "receipt",
        sa.Column("task_id", sa.Uuid(), sa.ForeignKey("task.id"), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        *(
            sa.Column(name, sa.Text(), server_default="", nullable=False)
            for name in ("person_name", "post_title", "on_behalf")
        ),
        comment=COMMENT,
    )
    op.execute("GRANT SELECT, INSERT ON receipt TO binhxet_app")


def downgrade() -> None:
    op.drop_table("receipt")
