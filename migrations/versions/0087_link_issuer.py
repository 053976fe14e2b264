"""A link with an account of a directory names who vouches for it, so another's is not taken for it.

Links that stand are bound by the first start that knows what is configured.

Revision ID: 0087
Revises: 0086
"""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None

COMMENT = "who vouches for it; NULL: bound at the next start, empty: nobody did then"
BEFORE = """ARRAY['person_id', 'directory', 'subject', 'made_by', 'made_at', 'confirmed_by',
'confirmed_at']"""
SINCE = BEFORE.replace("]", ", 'issuer']")
BIND = "SELECT bind_table('directory_link', {shape}, ARRAY['id'], {columns}, '{{}}')"
BASELINE = "SELECT take_baseline(ARRAY['directory_link'], false)"


def upgrade() -> None:
    op.add_column("directory_link", sa.Column("issuer", sa.Text(), comment=COMMENT))
    _index("directory", "issuer", "subject")
    op.execute(BIND.format(shape=2, columns=SINCE))
    op.execute(BASELINE)


def downgrade() -> None:
    """Refuse where one name is linked at two issuers: one of the links is to be removed first."""
    _index("directory", "subject")
    op.execute(BIND.format(shape=1, columns=BEFORE))
    op.drop_column("directory_link", "issuer")
    op.execute(BASELINE)


def _index(*columns: str) -> None:
    op.drop_index("uq_directory_link_subject", "directory_link")
    op.create_index(
        "uq_directory_link_subject", "directory_link", list(columns), unique=True,
        postgresql_where=sa.text("confirmed_at IS NOT NULL"),
    )  # fmt: skip
