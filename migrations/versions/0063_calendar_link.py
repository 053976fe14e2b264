"""Private links by which a calendar program reads what is due.

Revision ID: 0063
Revises: 0062
"""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

READS = "A calendar program that reads what is due for a person in a post of theirs."


def upgrade() -> None:
    op.create_table(
        "calendar_link",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_calendar_link_person_id"),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name="fk_calendar_link_post_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_calendar_link"),
        sa.UniqueConstraint("person_id", "post_id", name="uq_calendar_link_person_id_post_id"),
        comment=READS,
    )
    op.execute("GRANT SELECT, INSERT, DELETE ON calendar_link TO binhxet_app")


def downgrade() -> None:
    op.drop_table("calendar_link")
