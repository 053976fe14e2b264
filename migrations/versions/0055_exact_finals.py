"""A final on the whole scale is kept as a fraction, so that what is compared is exact.

Revision ID: 0055
Revises: 0054
"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

KEY = "ARRAY['case_id', 'unit_id']"
BEFORE = """ARRAY['state', 'self_total', 'appraisal_1_total', 'appraisal_2_total', 'final_total',
'applicable_maximum', 'scaled', 'rank', 'shares_rank', 'reason']"""
SINCE = BEFORE.replace("'reason'", "'reason', 'scaled_numerator', 'scaled_denominator'")
BIND = "SELECT bind_table('sheet', {shape}, {key}, {columns}, '{{}}')"


def upgrade() -> None:
    op.add_column(
        "sheet",
        sa.Column(
            "scaled_numerator",
            sa.Numeric(),
            comment="the total on the table's scale, for comparison",
        ),
    )
    op.add_column(
        "sheet",
        sa.Column("scaled_denominator", sa.Numeric(), comment="in lowest terms, positive"),
    )
    op.alter_column("sheet", "scaled", comment="of rows from before it was a fraction; NULL since")
    op.execute(BIND.format(shape=2, key=KEY, columns=SINCE))
    op.execute("SELECT take_baseline(ARRAY['sheet'], false)")


def downgrade() -> None:
    op.execute("""
    UPDATE sheet SET scaled = round(scaled_numerator / scaled_denominator, 2)
    WHERE scaled_denominator IS NOT NULL
    """)
    op.execute(BIND.format(shape=1, key=KEY, columns=BEFORE))
    op.drop_column("sheet", "scaled_denominator")
    op.drop_column("sheet", "scaled_numerator")
    op.alter_column("sheet", "scaled", comment="the total on the table's scale, for comparison")
    op.execute("SELECT take_baseline(ARRAY['sheet'], false)")
