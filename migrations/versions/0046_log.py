"""The log of logs: leaves, full tiles, checkpoints, cosignatures and time stamps; only added to.

An event names the transaction that wrote it, so that those without a leaf are found without going
over all of them; events that were there before name none.

Revision ID: 0046
Revises: 0045
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

XID = "CAST(CAST(pg_current_xact_id() AS text) AS bigint)"
TABLES = ("leaf", "tile", "checkpoint", "cosignature", "time_stamp")
INSTANT = sa.DateTime(timezone=True)
NOW = sa.text("clock_timestamp()")


def upgrade() -> None:
    op.add_column("event", sa.Column("xid", sa.BigInteger(), comment="the transaction's number"))
    op.alter_column("event", "xid", server_default=sa.text(XID))
    op.create_index("ix_event_xid", "event", ["xid"])
    op.create_table(
        "leaf",
        sa.Column("idx", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("event_id", sa.Uuid(), unique=True),
        sa.Column("change_n", sa.BigInteger(), unique=True),
        sa.CheckConstraint("octet_length(entry) = 32", name=op.f("ck_leaf_entry_of_32_bytes")),
        sa.CheckConstraint("num_nonnulls(event_id, change_n) = 1", name=op.f("ck_leaf_one_source")),
        comment="Entries of the log in their order. No foreign keys: they would lock every event.",
    )
    op.create_table(
        "tile",
        sa.Column("level", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("n", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("octet_length(data) = 8192", name=op.f("ck_tile_full")),
        comment="Full tiles of 256 hashes; partial ones are made of leaves and roots on request.",
    )
    op.execute("ALTER TABLE tile ALTER data SET STORAGE EXTERNAL")
    _add_checkpoints()
    for table in TABLES:
        op.execute(f"GRANT SELECT, INSERT ON {table} TO binhxet_app")
        op.execute(
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _add_checkpoints() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("size", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("at", INSTANT, server_default=NOW, nullable=False),
        comment="Signed notes, one where the log has grown.",
    )
    op.create_table(
        "cosignature",
        sa.Column("size", sa.BigInteger(), sa.ForeignKey("checkpoint.size"), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True, comment="the witness's vkey"),
        sa.Column("cosigned_at", INSTANT, primary_key=True, comment="by the witness's clock"),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, server_default=NOW, nullable=False),
    )
    op.create_table(
        "time_stamp",
        sa.Column("size", sa.BigInteger(), sa.ForeignKey("checkpoint.size"), primary_key=True),
        sa.Column("at", INSTANT, primary_key=True, server_default=NOW),
        sa.Column("answer", sa.LargeBinary(), nullable=False, comment="RFC 3161, DER"),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_event_xid", "event")
    op.drop_column("event", "xid")
