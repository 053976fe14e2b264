"""Which province follows which, from which day, by which decision.

Revision ID: 0072
Revises: 0071
"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "province_succession",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "province", sa.Text(), nullable=False, comment="that is no more, or has become another"
        ),
        sa.Column(
            "successor", sa.Text(), nullable=False,
            comment="whose offices look after it from the day",
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False, comment="the paper that says so"),
        sa.Column(
            "units", sa.Text(), nullable=False,
            comment="former units by who took them over, as JSON",
        ),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "taken_back_at", sa.DateTime(timezone=True), comment="from then on it says nothing"
        ),
        sa.Column(
            "reason", sa.Text(), server_default="", nullable=False,
            comment="why it was taken back",
        ),
        comment="Which province follows which; ids, streams and hashes stay the former's own.",
    )  # fmt: skip
    op.create_index(
        "uq_province_succession", "province_succession", ["province"], unique=True,
        postgresql_where=sa.text("taken_back_at IS NULL"),
    )  # fmt: skip
    op.execute("GRANT SELECT, INSERT, UPDATE ON province_succession TO binhxet_app")
    op.execute(
        "SELECT bind_table('province_succession', 1, ARRAY['id'], ARRAY['province', 'successor',"
        " 'day', 'decision', 'units', 'entered_at', 'taken_back_at', 'reason'], '{}')"
    )


def downgrade() -> None:
    op.execute("SELECT unbind_table('province_succession')")
    op.drop_table("province_succession")
