"""Filters of the task list that a person keeps by a name.

Revision ID: 0065
Revises: 0064
"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

OWN = "A filter of the task list that a person keeps; nobody else sees it."


def upgrade() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "address", sa.Text(), nullable=False, comment="of the list, as the filter has it"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_saved_filter_person_id"),
        sa.PrimaryKeyConstraint("person_id", "name", name="pk_saved_filter"),
        comment=OWN,
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON saved_filter TO binhxet_app")


def downgrade() -> None:
    op.drop_table("saved_filter")
