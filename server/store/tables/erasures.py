"""What is erased of history on legal ground: proposed by one administrator, done by another."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Text, Uuid

from server.store.tables.metadata import INSTANT, metadata, text_column

STATES = "waiting, done, rejected, withdrawn"
DOCUMENT = "number and day of the paper that asks for it"
PERSON = "whose data it is about; NULL: events were named one by one"
REMAINS = "JSON: the payload without what was erased of it"

erasure = Table(
    "erasure",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("province", Text, nullable=False, comment="whose administrators settle it"),
    Column("state", Text, nullable=False, comment=STATES),
    Column("person_id", ForeignKey("person.id"), comment=PERSON),
    Column("law", Text, nullable=False, comment="article and law, as typed"),
    Column("document", Text, nullable=False, comment=DOCUMENT),
    text_column("stays", comment="what stays and why, as typed"),
    Column("proposed_by", ForeignKey("person.id"), nullable=False),
    Column("proposed_name", Text, nullable=False),
    Column("proposed_at", INSTANT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    Column("settled_by", ForeignKey("person.id")),
    text_column("settled_name"),
    Column("settled_at", INSTANT),
    text_column("reason", comment="of a refusal"),
    CheckConstraint("state <> 'done' OR settled_by <> proposed_by", name="four_eyes"),
    comment="Erasures on legal ground; a second administrator does what one has proposed.",
)
Index("ix_erasure_province", erasure.c.province, erasure.c.proposed_at)

erasure_event = Table(
    "erasure_event",
    metadata,
    Column("erasure_id", ForeignKey("erasure.id"), primary_key=True),
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    comment="The events whose payload is proposed to be erased.",
)

erased = Table(
    "erased",
    metadata,
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    Column("erasure_id", ForeignKey("erasure.id"), nullable=False, index=True),
    Column("remains", Text, nullable=False, comment=REMAINS),
    text_column("element"),
    text_column("subject_unit_id"),
    comment="Events whose payload is gone; written by the function erase alone.",
)
