"""Second factors: authenticator apps, recovery codes, sign-ins that wait for a code.

Revision ID: 0078
Revises: 0077
"""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
FACTOR = "What beside the password proves that it is the person; a row is never changed."
CODE = "A code that signs its person in once where the factor is lost."
STEP = "The last code of a factor that was used, by its half minute: none is taken twice."
OFFER = "A key that was shown and waits for its first code."


def upgrade() -> None:
    op.add_column(
        "web_session",
        sa.Column("waits", sa.Boolean(), server_default="false", nullable=False),
    )
    op.alter_column("account_proposal", "kind", comment="link, appointment, reset")
    op.create_index(
        "uq_account_proposal_reset", "account_proposal", ["person_id"], unique=True,
        postgresql_where=sa.text("kind = 'reset' AND state = 'waiting'"),
    )  # fmt: skip
    op.create_table(
        "second_factor",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "person_id", sa.Uuid(),
            sa.ForeignKey("person.id", name="fk_second_factor_person_id"), nullable=False,
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="domain.second_factors.FactorKind"),
        sa.Column("secret", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.UniqueConstraint("person_id", "kind", name="uq_second_factor_person_id_kind"),
        comment=FACTOR,
    )  # fmt: skip
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.Text(), primary_key=True, comment="keyed"),
        sa.Column(
            "person_id", sa.Uuid(),
            sa.ForeignKey("person.id", name="fk_recovery_code_person_id"), nullable=False,
        ),
        comment=CODE,
    )  # fmt: skip
    op.create_index("ix_recovery_code_person_id", "recovery_code", ["person_id"])
    op.create_table(
        "factor_step",
        sa.Column(
            "factor_id", sa.Uuid(),
            sa.ForeignKey(
                "second_factor.id", name="fk_factor_step_factor_id", ondelete="CASCADE"
            ), primary_key=True,
        ),
        sa.Column("step", sa.BigInteger(), nullable=False),
        comment=STEP,
    )  # fmt: skip
    op.create_table(
        "offered_factor",
        sa.Column(
            "session_hash", sa.Text(),
            sa.ForeignKey(
                "web_session.id_hash", name="fk_offered_factor_session_hash", ondelete="CASCADE"
            ), primary_key=True,
        ),
        sa.Column("secret", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("made_at", INSTANT, nullable=False),
        comment=OFFER,
    )  # fmt: skip
    op.execute("GRANT SELECT, INSERT, DELETE ON second_factor, recovery_code TO binhxet_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON factor_step TO binhxet_app")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON offered_factor TO binhxet_app")
    op.execute(
        "SELECT bind_table('second_factor', 1, ARRAY['id'],"
        " ARRAY['person_id', 'kind', 'secret', 'made_at'], '{}')"
    )
    op.execute(
        "SELECT bind_table('recovery_code', 1, ARRAY['code_hash'], ARRAY['person_id'], '{}')"
    )


def downgrade() -> None:
    for bound in ("recovery_code", "second_factor"):
        op.execute(f"SELECT unbind_table('{bound}')")
    for table in ("offered_factor", "factor_step", "recovery_code", "second_factor"):
        op.drop_table(table)
    op.drop_index("uq_account_proposal_reset", "account_proposal")
    op.alter_column("account_proposal", "kind", comment="link, appointment")
    op.drop_column("web_session", "waits")
