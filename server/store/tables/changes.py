"""What the database itself writes down of every change of a business row."""

from sqlalchemy import (
    ARRAY,
    CHAR,
    BigInteger,
    Column,
    Identity,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)

from server.store.tables.log import XID
from server.store.tables.metadata import INSTANT, metadata

ORDER = "of two changes of one row the later has the greater; xid does not tell"
BEGUN = "when the transaction began, by the server's clock"
OF_A_KEY = "one a key; NULL for D"

change = Table(
    "change",
    metadata,
    Column("table_name", Text, primary_key=True),
    Column("n", BigInteger, Identity(always=True), primary_key=True, comment=ORDER),
    Column("xid", BigInteger, nullable=False, server_default=text(XID), comment="the transaction"),
    Column("at", INSTANT, nullable=False, server_default=text("now()"), comment=BEGUN),
    Column("shape", SmallInteger, nullable=False),
    Column("op", CHAR(1), nullable=False, comment="I, U, D; B: found by a migration"),
    Column("keys", ARRAY(Text), nullable=False, comment="JSON lists"),
    Column("salts", ARRAY(LargeBinary), comment=OF_A_KEY),
    Column("digests", ARRAY(LargeBinary), comment=OF_A_KEY),
    Index("ix_change_xid", "xid"),
    comment="What a statement changed in a bound table, written by its triggers alone.",
)

bound_table = Table(
    "bound_table",
    metadata,
    Column("name", Text, primary_key=True),
    Column("shape", SmallInteger, nullable=False),
    *(Column(name, ARRAY(Text), nullable=False) for name in ("keys", "columns", "hashed")),
    comment="The tables whose changes are written down, and of which columns.",
)
