"""What is sealed under a former secret may be sealed anew.

Revision ID: 0079
Revises: 0078
"""

from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None

RIGHT = "UPDATE (secret) ON second_factor"
TOLD = (
    "What beside the password proves that it is the person; of a row the secret alone changes, "
    "when it is sealed anew."
)
BEFORE = "What beside the password proves that it is the person; a row is never changed."


def upgrade() -> None:
    op.execute(f"GRANT {RIGHT} TO binhxet_app")
    op.create_table_comment("second_factor", TOLD)


def downgrade() -> None:
    op.create_table_comment("second_factor", BEFORE)
    op.execute(f"REVOKE {RIGHT} FROM binhxet_app")
