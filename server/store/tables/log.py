"""The log of logs: rows that are only added."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)

from server.store.tables.metadata import INSTANT, metadata

XID = "CAST(CAST(pg_current_xact_id() AS text) AS bigint)"
"""The number of the transaction that writes, which no other has before a dump is restored."""
_NOW = text("clock_timestamp()")

leaf = Table(
    "leaf",
    metadata,
    Column("idx", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", LargeBinary, nullable=False),
    Column("event_id", Uuid, unique=True),
    Column("change_n", BigInteger, unique=True),
    CheckConstraint("octet_length(entry) = 32", name="entry_of_32_bytes"),
    CheckConstraint("num_nonnulls(event_id, change_n) = 1", name="one_source"),
    comment="Entries of the log in their order. No foreign keys: they would lock every event.",
)

tile = Table(
    "tile",
    metadata,
    Column("level", SmallInteger, primary_key=True, autoincrement=False),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    CheckConstraint("octet_length(data) = 8192", name="full"),
    comment="Full tiles of 256 hashes; partial ones are made of leaves and roots on request.",
)

checkpoint = Table(
    "checkpoint",
    metadata,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("note", LargeBinary, nullable=False),
    Column("at", INSTANT, nullable=False, server_default=_NOW),
    comment="Signed notes, one where the log has grown.",
)

cosignature = Table(
    "cosignature",
    metadata,
    Column("size", BigInteger, ForeignKey("checkpoint.size"), primary_key=True),
    Column("key", Text, primary_key=True, comment="the witness's vkey"),
    Column("cosigned_at", INSTANT, primary_key=True, comment="by the witness's clock"),
    Column("line", Text, nullable=False),
    Column("at", INSTANT, nullable=False, server_default=_NOW),
)

time_stamp = Table(
    "time_stamp",
    metadata,
    Column("size", BigInteger, ForeignKey("checkpoint.size"), primary_key=True),
    Column("at", INSTANT, primary_key=True, server_default=_NOW),
    Column("answer", LargeBinary, nullable=False, comment="RFC 3161, DER"),
)
