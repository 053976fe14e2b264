"""The events: one hash chain per stream, written once, never updated."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from server.store.tables.log import XID
from server.store.tables.metadata import INSTANT, flag, metadata, text_column

BEGUN = "when its transaction began, by the server's clock"
stream = Table(
    "stream",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("head", Text, nullable=False),
    comment="Heads of the chains that are no case: people, definitions, blocs, security.",
)

event = Table(
    "event",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("format", SmallInteger, nullable=False),
    Column("province", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("act_time", INSTANT, nullable=False),
    Column("db_time", INSTANT, nullable=False),
    Column("clock_offset_seconds", BigInteger, nullable=False),
    text_column("definition_hash"),
    text_column("form_hash"),
    Column("attachments", Text, nullable=False, comment="JSON list of sha256"),
    flag("simulated"),
    Column("payload_digest", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("xid", BigInteger, server_default=text(XID), comment="the transaction's number"),
    Column("begun_at", INSTANT, server_default=text("now()"), comment=BEGUN),
    UniqueConstraint("stream", "seq"),
    Index("ix_event_xid", "xid"),
    Index("ix_event_province", "province", "act_time", "seq", "id"),
)

event_payload = Table(
    "event_payload",
    metadata,
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    Column("salt", Text, nullable=False),
    Column("payload", Text, nullable=False, comment="canonical JSON"),
    Column("case_id", Uuid),
    Column("actor_id", Uuid),
    text_column("actor_post"),
    text_column("on_behalf_post"),
    text_column("subject_unit_id"),
    text_column("element"),
    text_column("act_kind"),
    Column(
        "act_class",
        Text,
        nullable=False,
        server_default="",
        comment="the class of a completion; empty in events older than classes",
    ),
    text_column("act", comment="the class of a completion, else the kind of the event"),
    text_column("case_kind", comment="the key of its case's process"),
    Column("act_time", INSTANT, comment="of the event; NULL: not listed"),
    Column("seq", BigInteger, comment="of the event"),
    comment="What may be erased on legal ground; every proof holds without it.",
)
Index("ix_event_payload_case", event_payload.c.case_id)
Index(
    "ix_event_payload_urged",
    text("(CAST(payload AS jsonb) -> 'posts')"),
    postgresql_using="gin",
    postgresql_where=text("act = 'duty.urged'"),
    _table=event_payload,
)
_NEWEST = (event_payload.c.act_time, event_payload.c.seq, event_payload.c.event_id)
Index("ix_event_payload_person", event_payload.c.actor_id, *_NEWEST)
for _name in ("actor_post", "on_behalf_post", "subject_unit_id", "act", "case_kind"):
    Index(f"ix_event_payload_{_name}", event_payload.c[_name], *_NEWEST)
