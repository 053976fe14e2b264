"""Whom an urging reached is asked for by post: a notice for who has no task of the duty yet.

Revision ID: 0071
Revises: 0070
"""

from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "CREATE INDEX ix_event_payload_urged ON event_payload"
        " USING gin ((CAST(payload AS jsonb) -> 'posts')) WHERE act = 'duty.urged'"
    )


def downgrade() -> None:
    op.drop_index("ix_event_payload_urged", "event_payload")
