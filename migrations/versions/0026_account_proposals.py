"""What a second person confirms about an account, whose hands a link went through, and its mail.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BY = "NULL: the operator of the machine"
LINK = "by which somebody else had the password set"
PATH = "where a letter that is about no task leads; a link's goes when it has left"


def upgrade() -> None:
    op.create_table(
        "account_proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="link, appointment"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Text()),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("decision", sa.Text(), server_default="", nullable=False),
        sa.Column("proposed_by", sa.Uuid(), comment=BY),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="waiting, done, declined"),
        sa.Column("settled_by", sa.Uuid(), comment=BY),
        sa.Column("settled_at", INSTANT),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_account_proposal_person_id"),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name="fk_account_proposal_post_id"),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["person.id"], name="fk_account_proposal_proposed_by"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["person.id"], name="fk_account_proposal_settled_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account_proposal"),
        sa.CheckConstraint(
            "(kind = 'appointment') = (post_id IS NOT NULL AND valid_from IS NOT NULL)",
            name="ck_account_proposal_post",
        ),
        comment="A link, or an appointment, that a second person confirms.",
    )
    op.create_index("ix_account_proposal_person_id", "account_proposal", ["person_id"])
    op.create_index(
        "uq_account_proposal_link",
        "account_proposal",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'link' AND state = 'waiting'"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON account_proposal TO binhxet_app")
    op.add_column("invite", sa.Column("made_by", sa.Uuid(), comment=BY))
    op.add_column("invite", sa.Column("handed_by", sa.Uuid(), comment=BY))
    op.add_column(
        "invite", sa.Column("mailed", sa.Boolean(), server_default="false", nullable=False)
    )
    op.create_foreign_key("fk_invite_made_by", "invite", "person", ["made_by"], ["id"])
    op.create_foreign_key("fk_invite_handed_by", "invite", "person", ["handed_by"], ["id"])
    op.execute("UPDATE invite SET used_at = now() WHERE used_at IS NULL")  # one person saw them
    op.add_column("person", sa.Column("password_link", sa.Text(), comment=LINK))
    op.create_foreign_key(
        "fk_person_password_link", "person", "invite", ["password_link"], ["token_hash"]
    )
    op.add_column("task", sa.Column("done_link_by", sa.Text(), server_default="", nullable=False))
    op.alter_column("mail", "task_id", nullable=True)
    op.alter_column("mail", "post_id", nullable=True)
    op.add_column(
        "mail", sa.Column("path", sa.Text(), server_default="", nullable=False, comment=PATH)
    )


def downgrade() -> None:
    op.execute("DELETE FROM mail WHERE task_id IS NULL OR post_id IS NULL")
    op.drop_column("mail", "path")
    op.alter_column("mail", "post_id", nullable=False)
    op.alter_column("mail", "task_id", nullable=False)
    op.drop_column("task", "done_link_by")
    op.drop_constraint("fk_person_password_link", "person", type_="foreignkey")
    op.drop_column("person", "password_link")
    op.drop_constraint("fk_invite_handed_by", "invite", type_="foreignkey")
    op.drop_constraint("fk_invite_made_by", "invite", type_="foreignkey")
    op.drop_column("invite", "mailed")
    op.drop_column("invite", "handed_by")
    op.drop_column("invite", "made_by")
    op.drop_table("account_proposal")
