"""Reminders planned by a task's due date, each sent once.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="remind, escalate"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("post_id", sa.Text(), nullable=False, comment="the post it goes to"),
        sa.Column(
            "due", sa.DateTime(timezone=True), nullable=False, comment="when it is to be sent"
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="planned, sent, skipped"),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_reminder_post_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_reminder_task_id")),
        sa.PrimaryKeyConstraint("task_id", "kind", "day", name=op.f("pk_reminder")),
        comment="Once per task, kind and day. What is planned goes with its task.",
    )
    op.create_index(
        "ix_reminder_due", "reminder", ["due"], postgresql_where=sa.text("state = 'planned'")
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON reminder TO binhxet_app")


def downgrade() -> None:
    op.drop_table("reminder")
