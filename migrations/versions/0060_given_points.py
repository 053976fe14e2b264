"""Points that a unit does not give itself: by another unit, a body or a cross-check team.

Revision ID: 0060
Revises: 0059
"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "given_score",
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case_.id"), primary_key=True),
        sa.Column("scored_unit_id", sa.Text(), sa.ForeignKey("unit.id"), primary_key=True),
        sa.Column("criterion_id", sa.Text(), primary_key=True),
        sa.Column(
            "unit_id", sa.Text(), sa.ForeignKey("unit.id"), nullable=False,
            comment="whose points they are: a unit or a body",
        ),
        sa.Column("points", sa.Numeric(7, 2), comment="NULL where they were left out"),
        sa.Column("actual", sa.Numeric(16, 4), comment="what they were worked out from"),
        sa.Column("target", sa.Numeric(16, 4)),
        sa.Column("ground", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "left_out", sa.Boolean(), server_default=sa.false(), nullable=False,
            comment="they did not come, and the case goes on without them",
        ),
        sa.Column(
            "collated", sa.Numeric(7, 2),
            comment="by the best of the bloc, once sheets are put together",
        ),
        comment="Points that others than the unit give it.",
    )  # fmt: skip
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON given_score TO binhxet_app")
    op.execute(
        "SELECT bind_table('given_score', 1, ARRAY['case_id', 'scored_unit_id', 'criterion_id'],"
        " ARRAY['unit_id', 'points', 'actual', 'target', 'ground', 'left_out', 'collated'], '{}')"
    )


def downgrade() -> None:
    op.execute("SELECT unbind_table('given_score')")
    op.drop_table("given_score")
