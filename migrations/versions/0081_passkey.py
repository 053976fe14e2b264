"""Passkeys: a second factor that signs a challenge of one session, once.

Revision ID: 0081
Revises: 0080
"""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
PASSKEY = "A passkey (WebAuthn) that proves beside the password who it is; never changed."
USE = "What changes of a passkey."
CHALLENGE = "What a passkey is to sign next in a session; taken once, within minutes."


def upgrade() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "person_id", sa.Uuid(),
            sa.ForeignKey("person.id", name="fk_passkey_person_id"), nullable=False,
        ),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False, comment="COSE"),
        sa.Column(
            "transports", sa.Text(), nullable=False, comment="how a browser reaches it, by blanks"
        ),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.UniqueConstraint("credential", name="uq_passkey_credential"),
        comment=PASSKEY,
    )  # fmt: skip
    op.create_index("ix_passkey_person_id", "passkey", ["person_id"])
    op.create_table(
        "passkey_use",
        sa.Column(
            "passkey_id", sa.Uuid(),
            sa.ForeignKey("passkey.id", name="fk_passkey_use_passkey_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="what its person calls it"),
        sa.Column(
            "sign_count", sa.BigInteger(), nullable=False,
            comment="its own; 0 where it counts nothing",
        ),
        sa.Column("used_at", INSTANT),
        comment=USE,
    )  # fmt: skip
    op.create_table(
        "passkey_challenge",
        sa.Column(
            "session_hash", sa.Text(),
            sa.ForeignKey(
                "web_session.id_hash", name="fk_passkey_challenge_session_hash", ondelete="CASCADE"
            ), primary_key=True,
        ),
        sa.Column(
            "purpose", sa.Text(), primary_key=True,
            comment="domain.passkeys: enrol, sign_in, act:PATH",
        ),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        comment=CHALLENGE,
    )  # fmt: skip
    op.execute("GRANT SELECT, INSERT, DELETE ON passkey TO binhxet_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON passkey_use TO binhxet_app")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON passkey_challenge TO binhxet_app")
    op.execute(
        "SELECT bind_table('passkey', 1, ARRAY['id'],"
        " ARRAY['person_id', 'credential', 'public_key', 'transports', 'made_at'], '{}')"
    )


def downgrade() -> None:
    op.execute("SELECT unbind_table('passkey')")
    for table in ("passkey_challenge", "passkey_use", "passkey"):
        op.drop_table(table)
