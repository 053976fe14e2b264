"""The bloc's own registers, and the numbers typed from those of agencies."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from server.store.tables.metadata import INSTANT, flag, metadata, text_column

SERIES = ("bloc_id", "year", "type", "simulated")
"""What names a register."""

register = Table(
    "register",
    metadata,
    Column("bloc_id", ForeignKey("bloc.id"), primary_key=True),
    Column("year", Integer, primary_key=True, comment="calendar year"),
    Column("type", Text, primary_key=True, comment="abbreviation of the type: KH, QĐ"),
    Column("simulated", Boolean, primary_key=True, comment="simulated cases number for themselves"),
    Column("last", Integer, nullable=False, comment="the newest number"),
    Column("newest", Date, nullable=False, comment="the newest day of any number"),
)

register_entry = Table(
    "register_entry",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("bloc_id", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("type", Text, nullable=False),
    flag("simulated"),
    Column("sequence", Integer, nullable=False),
    Column("symbol", Text, nullable=False, comment="what follows the number"),
    Column("state", Text, nullable=False, comment="reserved, used, cancelled"),
    Column("dated", Date, nullable=False),
    flag("back_dated"),
    text_column("reason"),
    Column("case_id", ForeignKey("case_.id"), index=True, comment="NULL: of no case"),
    text_column("kind"),
    text_column("subject"),
    Column("document_id", ForeignKey("document.id", deferrable=True, initially="DEFERRED")),
    Column("taken_at", INSTANT, nullable=False),
    text_column("taken_name"),
    text_column("taken_post"),
    Column("cancelled_at", INSTANT),
    text_column("cancelled_name"),
    text_column("cancelled_post"),
    text_column("cancelled_reason"),
    ForeignKeyConstraint(SERIES, [f"register.{name}" for name in SERIES]),
    UniqueConstraint(*SERIES, "sequence"),
)
Index(
    "uq_register_entry_reserved",
    *(register_entry.c[name] for name in ("case_id", "type", "kind", "subject")),
    unique=True,
    postgresql_where=register_entry.c.state == "reserved",
)

agency_number = Table(
    "agency_number",
    metadata,
    Column("province", Text, primary_key=True),
    Column("year", Integer, primary_key=True, comment="of the document's day"),
    Column("symbol", Text, primary_key=True, comment="type and agency: BC-SGDĐT"),
    Column("sequence", Integer, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("agency", Text, nullable=False, comment="the unit or body of who typed it"),
)
