"""Meetings, and the numbered documents that tasks make."""

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text, Uuid

from server.store.tables.metadata import INSTANT, metadata, text_column

ELEMENT = "the task of the diagram that made it"
AGENCY = "the unit, body or bloc whose register numbers it"

meeting = Table(
    "meeting",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False, comment="adoption, review, council"),
    Column("held_on", Date),
    Column("present", Text, nullable=False, comment="JSON list of unit ids, or a number"),
    text_column("minutes_no"),
    Column("minutes_date", Date),
    Column("at", INSTANT, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    text_column("subject"),
    text_column("number"),
    Column("dated", Date),
    Column("task_id", ForeignKey("task.id")),
    Column("at", INSTANT, nullable=False),
    Column("element", Text, nullable=False, server_default="", comment=ELEMENT),
    Column("agency", Text, nullable=False, server_default="", comment=AGENCY),
    Column("year", Integer, comment="of its day: the year of the series"),
    Column("sequence", Integer, comment="the number alone; NULL where it is written otherwise"),
    text_column("symbol"),
    text_column("search"),
)
