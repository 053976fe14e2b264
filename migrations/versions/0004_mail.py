"""The outbox: mail written with its cause, in the order it leaves.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
STATES = "waiting, handed, sent, kept, unsure, failed"


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    op.create_table(
        "mail",
        sa.Column(
            "key", sa.Text(), nullable=False, comment="what it is about: nothing is told twice"
        ),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "seq",
            sa.BigInteger(),
            sa.Identity(always=True),
            nullable=False,
            comment="order of leaving",
        ),
        sa.Column("post_id", sa.Text(), nullable=False, comment="held by the person"),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="opened, remind, escalate"),
        sa.Column("address", sa.Text(), nullable=False),
        *(text(name) for name in ("subject_vi", "subject_en", "body_vi", "body_en")),
        sa.Column("state", sa.Text(), nullable=False, comment=STATES),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("next_at", INSTANT, nullable=False, comment="not tried before"),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease", sa.Uuid(), comment="who is sending it"),
        sa.Column("leased_until", INSTANT),
        sa.Column("ended_at", INSTANT, comment="when it left, was kept or was given up"),
        text("error"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_mail_post_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_mail_task_id")),
        sa.PrimaryKeyConstraint("key", "person_id", name=op.f("pk_mail")),
        comment="The outbox: a row is written with its cause, and leaves once.",
    )
    under_way = sa.text("state IN ('waiting', 'handed')")
    op.create_index("uq_mail_seq", "mail", ["seq"], unique=True)
    op.create_index("ix_mail_task_id", "mail", ["task_id"])
    op.create_index("ix_mail_person_id", "mail", ["person_id", "seq"])
    op.create_index("ix_mail_post_id", "mail", ["post_id", "seq"])
    op.create_index("ix_mail_under_way", "mail", ["seq"], postgresql_where=under_way)
    op.create_index("ix_mail_address", "mail", ["address", "seq"], postgresql_where=under_way)
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON mail TO binhxet_app")


def downgrade() -> None:
    op.drop_table("mail")
