"""The application keeps the rights it uses: what is said, voted or handed in is only added.

Revision ID: 0021
Revises: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ROLE = "binhxet_app"
ONLY_ADDED_TO = (
    "bloc",
    "case_unit",
    "comment",
    "document",
    "meeting",
    "opinion",
    "tally",
    "unit",
    "vote",
)
NEVER_DELETED = (
    "appointment",
    "bloc_year",
    "candidate",
    "case_",
    "chore",
    "count_entry",
    "delegation",
    "expected",
    "instance",
    "invite",
    "mention",
    "nominee",
    "person",
    "poll",
    "post",
    "stream",
    "task",
    "timer",
    "token_move",
    "unit_name",
)
NEVER_CHANGED = ("act", "blob_chunk", "known_browser")
CHANGED_IN_PART = {
    "attachment": "state",
    "blob": "created_at",
    "bloc_year": "id",
    "count_entry": "agreed",
    "poll": "closed_at, settled",
}
"""What remains, by table. A row is locked by who may change something of it: a bloc-year's id."""


def upgrade() -> None:
    op.execute(f"REVOKE UPDATE, DELETE ON {', '.join(ONLY_ADDED_TO)} FROM {ROLE}")
    op.execute(f"REVOKE DELETE ON {', '.join(NEVER_DELETED)} FROM {ROLE}")
    op.execute(f"REVOKE UPDATE ON {', '.join(NEVER_CHANGED)} FROM {ROLE}")
    for table, columns in CHANGED_IN_PART.items():
        op.execute(f"REVOKE UPDATE ON {table} FROM {ROLE}")
        op.execute(f"GRANT UPDATE ({columns}) ON {table} TO {ROLE}")


def downgrade() -> None:
    for table, columns in CHANGED_IN_PART.items():
        op.execute(f"REVOKE UPDATE ({columns}) ON {table} FROM {ROLE}")
        op.execute(f"GRANT UPDATE ON {table} TO {ROLE}")
    op.execute(f"GRANT UPDATE ON {', '.join(NEVER_CHANGED)} TO {ROLE}")
    op.execute(f"GRANT DELETE ON {', '.join(NEVER_DELETED)} TO {ROLE}")
    op.execute(f"GRANT UPDATE, DELETE ON {', '.join(ONLY_ADDED_TO)} TO {ROLE}")
