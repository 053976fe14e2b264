"""A process that one administrator proposes to publish, and another publishes.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
STATES = "draft, waiting, published, rejected, withdrawn, expired"
OPERATOR = "NULL: deployed by the operator of the machine"
BASE = "hash of the newest version when it was proposed; empty where there was none"


def upgrade() -> None:
    op.create_table(
        "definition_proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False, comment="whose administrators settle it"),
        sa.Column("state", sa.Text(), nullable=False, comment=STATES),
        sa.Column("note", sa.Text(), server_default="", nullable=False, comment="why"),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_name", sa.Text(), nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("settled_by", sa.Uuid()),
        sa.Column("settled_name", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.Column("reason", sa.Text(), server_default="", nullable=False, comment="of a refusal"),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["person.id"], name="fk_definition_proposal_proposed_by"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["person.id"], name="fk_definition_proposal_settled_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_definition_proposal"),
        sa.CheckConstraint(
            "state <> 'published' OR settled_by <> proposed_by",
            name="ck_definition_proposal_four_eyes",
        ),
        comment="Versions of processes that a second administrator publishes.",
    )
    op.create_index(
        "uq_definition_proposal_draft",
        "definition_proposal",
        ["proposed_by"],
        unique=True,
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_table(
        "definition_proposal_version",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False, comment=BASE),
        sa.Column("files", sa.Text(), nullable=False, comment="JSON object: file name -> text"),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["definition_proposal.id"],
            name="fk_definition_proposal_version_proposal_id",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "key", name="pk_definition_proposal_version"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON definition_proposal TO binhxet_app")
    op.execute("GRANT SELECT, INSERT, DELETE ON definition_proposal_version TO binhxet_app")
    op.add_column("definition", sa.Column("proposal_id", sa.Uuid(), comment=OPERATOR))
    op.create_foreign_key(
        "fk_definition_proposal_id",
        "definition",
        "definition_proposal",
        ["proposal_id"],
        ["id"],
    )
    op.create_index("ix_definition_proposal_id", "definition", ["proposal_id"])


def downgrade() -> None:
    op.drop_column("definition", "proposal_id")
    op.drop_table("definition_proposal_version")
    op.drop_table("definition_proposal")
