"""What was sent with an act is hashed with a key from now on: the guessable hashes are emptied.

Revision ID: 0025
Revises: 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KEYED = "keyed; empty: nothing is kept"


def upgrade() -> None:
    op.execute("UPDATE act SET body_hash = '' WHERE body_hash <> ''")
    op.alter_column("act", "body_hash", comment=KEYED, existing_comment=None)


def downgrade() -> None:
    op.alter_column("act", "body_hash", comment=None, existing_comment=KEYED)
