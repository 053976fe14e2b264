"""Tries to sign in leave a row each, and a browser that signed in is known again.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SUMMED = "refused ones are summed"
TYPED = "keyed; what was typed may be a password"


def upgrade() -> None:
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), comment="NULL: nobody signs in so"),
        sa.Column("result", sa.Text(), nullable=False, comment="domain.sign_ins.TryResult"),
        sa.Column("times", sa.Integer(), server_default="1", nullable=False, comment=SUMMED),
        sa.Column("login_hash", sa.Text(), server_default="", nullable=False, comment=TYPED),
        sa.Column("address_hash", sa.Text(), server_default="", nullable=False, comment="keyed"),
        sa.Column("known_browser", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "address", sa.Text(), server_default="", nullable=False, comment="plain; in no hash"
        ),
        sa.Column(
            "browser",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="as it names itself; in no hash",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_sign_in_try_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_try"),
        comment="Kept for BINHXET_SIGN_INS_KEPT days, then removed.",
    )
    op.create_index("ix_sign_in_try_person_id", "sign_in_try", ["person_id"])
    op.create_index("ix_sign_in_try_at", "sign_in_try", ["at"])
    op.create_index("ix_sign_in_try_address_hash", "sign_in_try", ["address_hash", "at"])
    op.create_table(
        "known_browser",
        sa.Column("id_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_known_browser_person_id"),
        sa.PrimaryKeyConstraint("id_hash", name="pk_known_browser"),
        comment="A browser that signed in as a person: strangers' wrong passwords do not lock it.",
    )
    op.create_index("ix_known_browser_person_id", "known_browser", ["person_id"])
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_try, known_browser TO binhxet_app")


def downgrade() -> None:
    op.drop_table("known_browser")
    op.drop_table("sign_in_try")
