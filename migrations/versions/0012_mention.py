"""Posts that a comment names, until somebody in the post has seen it.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = "opened, remind, escalate"


def upgrade() -> None:
    op.create_table(
        "mention",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.Column("seen_by", sa.Uuid()),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name="fk_mention_comment_id"),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name="fk_mention_post_id"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_mention_task_id"),
        sa.ForeignKeyConstraint(["seen_by"], ["person.id"], name="fk_mention_seen_by"),
        sa.PrimaryKeyConstraint("comment_id", "post_id", name="pk_mention"),
        comment="A post named in a comment: once a comment, new until somebody in it has seen it.",
    )
    op.create_index(
        "ix_mention_new",
        "mention",
        ["post_id", "at", "comment_id"],
        postgresql_where=sa.text("seen_at IS NULL"),
    )
    op.create_index("ix_mention_task_id", "mention", ["task_id"])
    op.alter_column("mail", "kind", comment=f"{KINDS}, mention", existing_comment=KINDS)
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON mention TO binhxet_app")


def downgrade() -> None:
    op.alter_column("mail", "kind", comment=KINDS, existing_comment=f"{KINDS}, mention")
    op.drop_table("mention")
