"""What a delegation covers: everything, some kinds of case, or one task handed to a colleague.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

CHECKS = {
    "scope": "task_id IS NULL OR kinds IS NULL",
    "kinds": "cardinality(kinds) > 0",
    "giver": "task_id IS NULL OR given_by IS NOT NULL",
}


def upgrade() -> None:
    kinds = postgresql.ARRAY(sa.Text())
    op.add_column("delegation", sa.Column("kinds", kinds, comment="of case; NULL for all"))
    op.add_column("delegation", sa.Column("task_id", sa.Uuid(), comment="NULL for the whole post"))
    op.add_column("delegation", sa.Column("given_by", sa.Uuid(), comment="NULL in older rows"))
    for name, says in (("note", "the giver's words"), ("answer", "of who handed it back")):
        column = sa.Column(name, sa.Text(), server_default="", nullable=False, comment=says)
        op.add_column("delegation", column)
    for name, rule in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_delegation_{name}"), "delegation", rule)
    op.create_foreign_key(op.f("fk_delegation_task_id"), "delegation", "task", ["task_id"], ["id"])
    op.create_foreign_key(
        op.f("fk_delegation_given_by"), "delegation", "person", ["given_by"], ["id"]
    )
    op.create_index(
        "uq_delegation_task",
        "delegation",
        ["task_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL AND task_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("uq_delegation_task", "delegation")
    op.execute(
        "UPDATE web_session SET delegation_id = NULL WHERE delegation_id IN "
        "(SELECT id FROM delegation WHERE task_id IS NOT NULL OR kinds IS NOT NULL)"
    )
    op.execute("DELETE FROM delegation WHERE task_id IS NOT NULL OR kinds IS NOT NULL")
    for name in ("answer", "note", "given_by", "task_id", "kinds"):
        op.drop_column("delegation", name)
