"""Signs about acts that an auditor should look at twice, and how far each stream was examined."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from server.store.tables.metadata import INSTANT, metadata, text_column

oddity = Table(
    "oddity",
    metadata,
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    Column("kind", Text, primary_key=True, comment="domain.history.oddities.Oddity"),
    Column("act_time", INSTANT, nullable=False, comment="of the event"),
    Column("seq", BigInteger, nullable=False, comment="of the event"),
    text_column("told", default="{}", comment="JSON: what the sign names"),
    Index("ix_oddity_newest", "kind", "act_time", "seq", "event_id"),
    comment="Made from history by the workers, and again where the thresholds change.",
)

examined = Table(
    "examined",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False, comment="of the last event that was looked at"),
    text_column("thresholds", comment="by which it was looked at"),
    comment="How far the workers have looked for signs.",
)
