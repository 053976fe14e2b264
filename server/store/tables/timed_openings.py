"""Cases that the system opens on a day."""

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text, Uuid

from server.store.tables.metadata import INSTANT, metadata, text_column

timed_opening = Table(
    "timed_opening",
    metadata,
    Column("bloc_year_id", ForeignKey("bloc_year.id"), primary_key=True),
    Column("kind", Text, primary_key=True, comment="the process's key"),
    Column("at", Text, primary_key=True, comment="the manifest's expression that gives the day"),
    Column("number", Integer, primary_key=True, comment="among those with the same expression"),
    Column("day", Date, nullable=False),
    Column("state", Text, nullable=False, comment="planned, opened, taken, past, dropped"),
    Column("case_id", ForeignKey("case_.id"), type_=Uuid, comment="what was opened"),
    Column("tried_at", INSTANT, comment="when it last could not be opened"),
    text_column("error", comment="the refusal's type"),
    text_column("detail", comment="what it was about, in plain technical words"),
)
