"""Days off and worked days of a province, and how far running cases have followed them.

Revision ID: 0057
Revises: 0056
"""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _province_day()
    _calendars()
    op.execute("GRANT SELECT, INSERT, UPDATE ON province_day TO binhxet_app")
    op.execute("GRANT SELECT, INSERT ON national_calendar TO binhxet_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON followed_calendar TO binhxet_app")
    op.execute(
        "SELECT bind_table('province_day', 1, ARRAY['id'], ARRAY['province', 'day', 'worked',"
        " 'paper', 'paper_on', 'added_by', 'added_name', 'added_at', 'taken_back_by',"
        " 'taken_back_name', 'taken_back_at', 'reason'], '{}')"
    )


def _province_day() -> None:
    op.create_table(
        "province_day",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("worked", sa.Boolean(), nullable=False, comment="or else a day off"),
        sa.Column(
            "paper", sa.Text(), nullable=False, comment="number of the paper that says so"
        ),
        sa.Column(
            "paper_on", sa.Date(), nullable=False, comment="the day that stands on the paper"
        ),
        sa.Column("added_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("added_name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("taken_back_name", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "taken_back_at", sa.DateTime(timezone=True), comment="from then on it says nothing"
        ),
        sa.Column(
            "reason", sa.Text(), server_default="", nullable=False,
            comment="why it was taken back",
        ),
        comment="Days off and worked days of a province, beside those of the whole country.",
    )  # fmt: skip
    op.create_index(
        "uq_province_day", "province_day", ["province", "day"], unique=True,
        postgresql_where=sa.text("taken_back_at IS NULL"),
    )  # fmt: skip


def _calendars() -> None:
    op.create_table(
        "national_calendar",
        sa.Column("edition", sa.Text(), primary_key=True, comment="digest of the days"),
        sa.Column(
            "days", sa.Text(), nullable=False, comment="that differ from a plain week, as text"
        ),
        comment="The calendars of the country that releases have come with.",
    )
    op.create_table(
        "followed_calendar",
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case_.id"), primary_key=True),
        sa.Column("edition", sa.Text(), sa.ForeignKey("national_calendar.edition"), nullable=False),
        sa.Column("own_days", sa.Text(), nullable=False, comment="of the province, as text"),
        sa.Column(
            "counted_by", sa.Text(), nullable=False, comment="own days its duties are counted by"
        ),
        sa.Column("definition_hash", sa.Text(), nullable=False),
        comment="By which calendar the workers last looked at a running case.",
    )


def downgrade() -> None:
    op.execute("SELECT unbind_table('province_day')")
    op.drop_table("followed_calendar")
    op.drop_table("national_calendar")
    op.drop_table("province_day")
