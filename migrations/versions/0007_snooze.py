"""Tasks that somebody has put off for themselves until a day.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "snooze",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False, comment="the day it comes back"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_snooze_person_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_snooze_task_id")),
        sa.PrimaryKeyConstraint("person_id", "task_id", name=op.f("pk_snooze")),
        comment="Personal; the task itself, its due date and the others in the post know nothing.",
    )
    op.create_index(op.f("ix_snooze_task_id"), "snooze", ["task_id"])
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON snooze TO binhxet_app")


def downgrade() -> None:
    op.drop_table("snooze")
