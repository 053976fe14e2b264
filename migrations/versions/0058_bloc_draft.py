"""Bloc-years that are being made in the browser.

Revision ID: 0058
Revises: 0057
"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

BOUND = (
    *("province", "bloc_year_id", "unit_id", "state", "document", "version", "to_check", "base"),
    *("letter", "letter_on", "letter_sha256", "letter_name", "secretary_post"),
    *("made_by", "made_at", "changed_by", "changed_at"),
)


def upgrade() -> None:
    op.create_table(
        "bloc_draft",
        *_what(),
        *_letter(),
        *_who(),
        sa.CheckConstraint(
            "state IN ('making', 'with_secretary', 'in_force', 'dropped')",
            name="ck_bloc_draft_state",
        ),
        sa.CheckConstraint(
            "state <> 'with_secretary' OR secretary_post IS NOT NULL",
            name="ck_bloc_draft_secretary",
        ),
        comment="Documents of bloc-years being made, until they are in force or dropped.",
    )
    op.create_index(
        "uq_bloc_draft_bloc_year_id", "bloc_draft", ["bloc_year_id"], unique=True,
        postgresql_where=sa.text("state IN ('making', 'with_secretary')"),
    )  # fmt: skip
    op.create_index("ix_bloc_draft_unit_id", "bloc_draft", ["unit_id"])
    op.create_index("ix_bloc_draft_secretary_post", "bloc_draft", ["secretary_post"])
    op.execute("GRANT SELECT, INSERT, UPDATE ON bloc_draft TO binhxet_app")
    columns = ", ".join(f"'{name}'" for name in BOUND)
    op.execute(
        f"SELECT bind_table('bloc_draft', 1, ARRAY['id'], ARRAY[{columns}], ARRAY['document'])"
    )


def _what() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("bloc_year_id", sa.Text(), nullable=False, comment="may not be there yet"),
        sa.Column(
            "unit_id", sa.Text(), sa.ForeignKey("unit.id"), nullable=False,
            comment="Home Affairs, who makes it",
        ),
        sa.Column(
            "state", sa.Text(), nullable=False,
            comment="making, with_secretary, in_force, dropped",
        ),
        sa.Column(
            "document", sa.Text(), nullable=False,
            comment="text of a bloc-year file, maybe unfinished",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="one more with each act"),
        sa.Column(
            "to_check", sa.Text(), server_default="[]", nullable=False,
            comment="fields only moved by a year, as JSON",
        ),
        sa.Column(
            "base", sa.Text(), server_default="", nullable=False,
            comment="the bloc-year it was taken from",
        ),
    ]  # fmt: skip


def _letter() -> list[sa.Column[object]]:
    return [
        sa.Column(
            "letter", sa.Text(), nullable=False, comment="number of the province's letter"
        ),
        sa.Column(
            "letter_on", sa.Date(), nullable=False, comment="the day that stands on the letter"
        ),
        sa.Column(
            "letter_sha256", sa.Text(), sa.ForeignKey("blob.sha256"),
            comment="its file, where there is one",
        ),
        sa.Column(
            "letter_name", sa.Text(), server_default="", nullable=False,
            comment="what that file is called",
        ),
        sa.Column(
            "secretary_post", sa.Text(), sa.ForeignKey("post.id"),
            comment="to whom it was handed over last",
        ),
    ]  # fmt: skip


def _who() -> list[sa.Column[object]]:
    person = [
        (sa.Column(f"{act}_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
         sa.Column(f"{act}_at", sa.DateTime(timezone=True), nullable=False))
        for act in ("made", "changed")
    ]  # fmt: skip
    return [column for columns in person for column in columns]


def downgrade() -> None:
    op.execute("SELECT unbind_table('bloc_draft')")
    op.drop_table("bloc_draft")
