"""Where a session was begun, for the person whose it is.

Revision ID: 0073
Revises: 0072
"""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

PLACES = (("address", "from which it was begun"), ("browser", "as it names itself"))


def upgrade() -> None:
    for name, comment in PLACES:
        column = sa.Column(name, sa.Text(), server_default="", nullable=False, comment=comment)
        op.add_column("web_session", column)


def downgrade() -> None:
    for name, _ in PLACES:
        op.drop_column("web_session", name)
