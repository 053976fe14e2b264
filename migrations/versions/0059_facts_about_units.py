"""Facts about units that decide on them: declared with a paper, or told by the records of duties.

Revision ID: 0059
Revises: 0058
"""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

BIND = """SELECT bind_table('unit_fact', 1, ARRAY['case_id', 'unit_id', 'condition_id'],
  ARRAY['number', 'dated', 'note', 'taken_back', 'due', 'reached', 'days'], '{}')"""


def upgrade() -> None:
    op.create_table(
        "unit_fact",
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case_.id"), primary_key=True),
        sa.Column("unit_id", sa.Text(), sa.ForeignKey("unit.id"), primary_key=True),
        sa.Column("condition_id", sa.Text(), primary_key=True, comment="of the rules of the case"),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("dated", sa.Date(), comment="of the paper that a declared fact rests on"),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "taken_back",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="why it no longer stands; empty: it stands",
        ),
        sa.Column(
            "due",
            sa.Date(),
            comment="of a duty the records tell of; NULL: the fact was declared",
        ),
        sa.Column("reached", sa.Date(), comment="when that duty was done; NULL: it was not"),
        sa.Column("days", sa.Integer(), comment="working days it was late"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON unit_fact TO binhxet_app")
    op.execute(BIND)


def downgrade() -> None:
    op.execute("SELECT unbind_table('unit_fact')")
    op.drop_table("unit_fact")
