"""Signs about acts, and how far the workers have looked for them, are bound to their changes.

Revision ID: 0054
Revises: 0053
"""

from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "SELECT bind_table('oddity', 1, ARRAY['event_id', 'kind'],"
        " ARRAY['act_time', 'seq', 'told'], '{}')"
    )
    op.execute(
        "SELECT bind_table('examined', 1, ARRAY['stream'], ARRAY['seq', 'thresholds'], '{}')"
    )
    op.execute("SELECT take_baseline(ARRAY['oddity', 'examined'], false)")


def downgrade() -> None:
    op.execute("SELECT unbind_table('oddity')")
    op.execute("SELECT unbind_table('examined')")
