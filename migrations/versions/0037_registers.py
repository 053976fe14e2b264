"""The bloc's own registers, and the numbers typed from those of agencies.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

SERIES = ("bloc_id", "year", "type", "simulated")
COMMENTS = {
    "of the year": "calendar year",
    "type": "abbreviation of the type: KH, QĐ",
    "simulated": "simulated cases number for themselves",
    "last": "the newest number",
    "newest": "the newest day of any number",
    "symbol": "what follows the number",
    "state": "reserved, used, cancelled",
    "case": "NULL: of no case",
    "day": "of the document's day",
    "agency symbol": "type and agency: BC-SGDĐT",
    "agency": "the unit or body of who typed it",
}
TEXTS = ("reason", "kind", "subject", "taken_name", "taken_post")
CANCELLED = ("cancelled_name", "cancelled_post", "cancelled_reason")


def upgrade() -> None:
    _registers()
    _entries()
    _agency_numbers()


def _registers() -> None:
    op.create_table(
        "register",
        sa.Column("bloc_id", sa.Text(), sa.ForeignKey("bloc.id"), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, comment=COMMENTS["of the year"]),
        sa.Column("type", sa.Text(), primary_key=True, comment=COMMENTS["type"]),
        sa.Column("simulated", sa.Boolean(), primary_key=True, comment=COMMENTS["simulated"]),
        sa.Column("last", sa.Integer(), nullable=False, comment=COMMENTS["last"]),
        sa.Column("newest", sa.Date(), nullable=False, comment=COMMENTS["newest"]),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE (last, newest) ON register TO binhxet_app")


def _entries() -> None:
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("bloc_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("simulated", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False, comment=COMMENTS["symbol"]),
        sa.Column("state", sa.Text(), nullable=False, comment=COMMENTS["state"]),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("back_dated", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case_.id"), comment=COMMENTS["case"]),
        sa.Column(
            "document_id",
            sa.Uuid(),
            sa.ForeignKey("document.id", deferrable=True, initially="DEFERRED"),
        ),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True)),
        *(
            sa.Column(name, sa.Text(), server_default="", nullable=False)
            for name in (*TEXTS, *CANCELLED)
        ),
        sa.ForeignKeyConstraint(SERIES, [f"register.{name}" for name in SERIES]),
        sa.UniqueConstraint(*SERIES, "sequence"),
    )
    op.create_index(op.f("ix_register_entry_case_id"), "register_entry", ["case_id"])
    op.create_index(
        "uq_register_entry_reserved",
        "register_entry",
        ["case_id", "type", "kind", "subject"],
        unique=True,
        postgresql_where=sa.text("state = 'reserved'"),
    )
    op.execute("GRANT SELECT, INSERT ON register_entry TO binhxet_app")
    changes = ", ".join(("state", "document_id", "cancelled_at", *CANCELLED))
    op.execute(f"GRANT UPDATE ({changes}) ON register_entry TO binhxet_app")


def _agency_numbers() -> None:
    op.create_table(
        "agency_number",
        sa.Column("province", sa.Text(), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, comment=COMMENTS["day"]),
        sa.Column("symbol", sa.Text(), primary_key=True, comment=COMMENTS["agency symbol"]),
        sa.Column("sequence", sa.Integer(), primary_key=True),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case_.id"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False, comment=COMMENTS["agency"]),
    )
    op.create_index(op.f("ix_agency_number_case_id"), "agency_number", ["case_id"])
    op.execute("GRANT SELECT, INSERT ON agency_number TO binhxet_app")
    op.execute("GRANT UPDATE (case_id, kind, agency) ON agency_number TO binhxet_app")


def downgrade() -> None:
    for table in ("agency_number", "register_entry", "register"):
        op.drop_table(table)
