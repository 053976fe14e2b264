"""What an instance was before its last step, for as long as that step can be taken back.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undo",
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False, comment="whose completion it undoes"),
        sa.Column("version", sa.Integer(), nullable=False, comment="the instance's, before"),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("armed", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False, comment="the task's own"),
        sa.Column("unit_id", sa.Text(), comment="whose sheet it undoes"),
        sa.Column("sheet", sa.Text(), comment="that sheet as JSON; NULL where there was none"),
        sa.Column("scores", sa.Text(), server_default="[]", nullable=False),
        sa.Column("reminders", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"], name=op.f("fk_undo_instance_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_undo_task_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_undo_unit_id")),
        sa.PrimaryKeyConstraint("instance_id", name=op.f("pk_undo")),
        comment="At most the last step of each instance; no business state.",
    )
    op.create_index(op.f("ix_undo_task_id"), "undo", ["task_id"])
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON undo TO binhxet_app")


def downgrade() -> None:
    op.drop_table("undo")
