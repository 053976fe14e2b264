"""Cases that are suspended or cancelled with a reason, and moves that wait for a second person.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ONE_PER_KIND = "uq_case_one_per_kind"
REAL = "NOT simulated"
PROPOSED = sa.text("state = 'proposed'")


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def key(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_token_move_{column}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name)


def one_per_kind(where: str) -> None:
    op.drop_index(ONE_PER_KIND, table_name="case_")
    columns = ["bloc_year_id", "kind"]
    op.create_index(ONE_PER_KIND, "case_", columns, unique=True, postgresql_where=sa.text(where))


def upgrade() -> None:
    op.add_column("case_", sa.Column("state_reason", sa.Text(), server_default="", nullable=False))
    one_per_kind(f"{REAL} AND state <> 'cancelled'")
    op.create_table(
        "token_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        *(text(name) for name in ("element", "target", "reason")),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        text("proposed_name"),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="proposed, done, declined"),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("decided_name", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", INSTANT),
        key("case_id", "case_"),
        key("task_id", "task"),
        key("proposed_by", "person"),
        key("decided_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token_move")),
    )
    op.create_index(op.f("ix_token_move_case_id"), "token_move", ["case_id"])
    op.create_index(
        "uq_token_move_proposed", "token_move", ["task_id"], unique=True, postgresql_where=PROPOSED
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON token_move TO binhxet_app")


def downgrade() -> None:
    op.drop_table("token_move")
    one_per_kind(REAL)
    op.drop_column("case_", "state_reason")
