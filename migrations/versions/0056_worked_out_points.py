"""Points worked out from a figure keep the figure: as claimed, appraised, appraised again.

Revision ID: 0056
Revises: 0055
"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

KEY = "ARRAY['case_id', 'unit_id', 'criterion_id']"
BEFORE = """ARRAY['self_points', 'not_applicable', 'reason', 'note', 'appraisal_1', 'reason_1',
'na_accepted', 'stance', 'explanation', 'appraisal_2', 'reason_2']"""
NEW = {
    "actual": "what the unit counted or measured; NULL: points are given",
    "target": "what the unit was given to reach",
    "actual_1": "the same by the first appraisal",
    "target_1": None,
    "actual_2": "the same by the second appraisal",
    "target_2": None,
}
SINCE = BEFORE.replace("]", "".join(f", '{name}'" for name in (*NEW, "collated")) + "]")
BIND = "SELECT bind_table('score', {shape}, {key}, {columns}, '{{}}')"
BASELINE = "SELECT take_baseline(ARRAY['score'], false)"


def upgrade() -> None:
    for name, comment in NEW.items():
        op.add_column("score", sa.Column(name, sa.Numeric(16, 4), comment=comment))
    op.add_column(
        "score",
        sa.Column(
            "collated",
            sa.Numeric(7, 2),
            comment="by the best of the bloc, once sheets are put together",
        ),
    )
    op.execute(BIND.format(shape=2, key=KEY, columns=SINCE))
    op.execute(BASELINE)


def downgrade() -> None:
    op.execute(BIND.format(shape=1, key=KEY, columns=BEFORE))
    for name in ("collated", *reversed(NEW)):
        op.drop_column("score", name)
    op.execute(BASELINE)
