"""Accounts of directories that sign persons in, and what an OpenID provider sends once.

Revision ID: 0080
Revises: 0079
"""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
LINK = "An account of a directory that signs a person in, or is proposed to."
SESSION = "A session that an OpenID provider began, which it may end, too."
SPENT = "What an OpenID provider sends once: an answer to a sign-in, the end of a session."
OPERATOR = "NULL: the operator of the machine"
KINDS = "link, appointment, reset"


def upgrade() -> None:
    op.alter_column(
        "account_proposal", "kind", comment=f"{KINDS}, directory", existing_comment=KINDS,
    )  # fmt: skip
    op.create_index(
        "uq_account_proposal_directory", "account_proposal", ["person_id"], unique=True,
        postgresql_where=sa.text("kind = 'directory' AND state = 'waiting'"),
    )  # fmt: skip
    op.create_table(
        "directory_link",
        sa.Column(
            "id", sa.Uuid(), primary_key=True, comment="that of the proposal, where there was one"
        ),
        sa.Column(
            "person_id", sa.Uuid(),
            sa.ForeignKey("person.id", name="fk_directory_link_person_id"), nullable=False,
        ),
        sa.Column(
            "directory", sa.Text(), nullable=False, comment="domain.directories.Directory"
        ),
        sa.Column(
            "subject", sa.Text(), nullable=False, comment="what the account is called there"
        ),
        sa.Column(
            "made_by", sa.Uuid(),
            sa.ForeignKey("person.id", name="fk_directory_link_made_by"), comment=OPERATOR,
        ),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column(
            "confirmed_by", sa.Uuid(),
            sa.ForeignKey("person.id", name="fk_directory_link_confirmed_by"), comment=OPERATOR,
        ),
        sa.Column("confirmed_at", INSTANT, comment="NULL: it waits, and signs nobody in"),
        comment=LINK,
    )  # fmt: skip
    op.create_index("ix_directory_link_person_id", "directory_link", ["person_id"])
    for name, columns in (
        ("subject", ["directory", "subject"]),
        ("person", ["person_id", "directory"]),
    ):
        op.create_index(
            f"uq_directory_link_{name}", "directory_link", columns, unique=True,
            postgresql_where=sa.text("confirmed_at IS NOT NULL"),
        )  # fmt: skip
    op.create_table(
        "provider_session",
        sa.Column(
            "session_hash", sa.Text(),
            sa.ForeignKey(
                "web_session.id_hash", name="fk_provider_session_session_hash", ondelete="CASCADE"
            ), primary_key=True,
        ),
        sa.Column("subject_hash", sa.Text(), nullable=False, comment="keyed"),
        sa.Column(
            "id_token", sa.LargeBinary(), nullable=False,
            comment="sealed; to leave the provider by",
        ),
        comment=SESSION,
    )  # fmt: skip
    op.create_index("ix_provider_session_subject_hash", "provider_session", ["subject_hash"])
    op.create_table(
        "spent_token",
        sa.Column("key_hash", sa.Text(), primary_key=True, comment="keyed"),
        sa.Column("until", INSTANT, nullable=False),
        comment=SPENT,
    )  # fmt: skip
    op.create_index("ix_spent_token_until", "spent_token", ["until"])
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON directory_link TO binhxet_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON provider_session TO binhxet_app")
    op.execute("GRANT SELECT, INSERT, DELETE ON spent_token TO binhxet_app")
    op.execute(
        "SELECT bind_table('directory_link', 1, ARRAY['id'],"
        " ARRAY['person_id', 'directory', 'subject', 'made_by', 'made_at', 'confirmed_by',"
        " 'confirmed_at'], '{}')"
    )


def downgrade() -> None:
    op.execute("SELECT unbind_table('directory_link')")
    for table in ("spent_token", "provider_session", "directory_link"):
        op.drop_table(table)
    op.drop_index("uq_account_proposal_directory", "account_proposal")
    op.alter_column(
        "account_proposal", "kind", comment=KINDS, existing_comment=f"{KINDS}, directory",
    )  # fmt: skip
