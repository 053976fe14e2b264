"""Which units are gone by which version of a bloc-year, as its rules say: a query asks for them.

Revision ID: 0075
Revises: 0074
"""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reorganised_unit",
        sa.Column("version_id", sa.Uuid(), sa.ForeignKey("bloc_year_version.id"), primary_key=True),
        sa.Column("unit_id", sa.Text(), primary_key=True),
        sa.Column("into_id", sa.Text(), comment="the member it went into; NULL: none"),
        sa.Column("day", sa.Date(), nullable=False, comment="from which it is gone"),
        comment="Units that a version of a bloc-year says are gone, as its rules do.",
    )
    op.create_index("ix_reorganised_unit_unit_id", "reorganised_unit", ["unit_id"])
    op.execute("GRANT SELECT, INSERT ON reorganised_unit TO binhxet_app")
    op.execute("""
        INSERT INTO reorganised_unit(version_id, unit_id, into_id, day)
        SELECT v.id, x.unit, x."into", x.day
        FROM bloc_year_version v JOIN ruleset r ON r.digest = v.rules_digest,
          jsonb_to_recordset(CASE jsonb_typeof(CAST(r.content AS jsonb) -> 'reorganised')
            WHEN 'array' THEN CAST(r.content AS jsonb) -> 'reorganised' ELSE '[]' END)
            AS x(unit text, "into" text, day date)
        ON CONFLICT DO NOTHING
    """)
    op.execute(
        "SELECT bind_table('reorganised_unit', 1, ARRAY['version_id', 'unit_id'],"
        " ARRAY['into_id', 'day'], '{}')"
    )
    op.execute("SELECT take_baseline(ARRAY['reorganised_unit'], false)")


def downgrade() -> None:
    op.execute("SELECT unbind_table('reorganised_unit')")
    op.drop_table("reorganised_unit")
