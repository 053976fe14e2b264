"""What a province says of single days, and how far its cases have followed that."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Table, Text, Uuid, text

from server.store.tables.metadata import INSTANT, metadata, text_column

province_day = Table(
    "province_day",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("province", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("worked", Boolean, nullable=False, comment="or else a day off"),
    Column("paper", Text, nullable=False, comment="number of the paper that says so"),
    Column("paper_on", Date, nullable=False, comment="the day that stands on the paper"),
    Column("added_by", ForeignKey("person.id"), nullable=False),
    Column("added_name", Text, nullable=False),
    Column("added_at", INSTANT, nullable=False),
    Column("taken_back_by", ForeignKey("person.id")),
    text_column("taken_back_name"),
    Column("taken_back_at", INSTANT, comment="from then on it says nothing"),
    text_column("reason", comment="why it was taken back"),
    comment="Days off and worked days of a province, beside those of the whole country.",
)
Index(
    "uq_province_day",
    province_day.c.province,
    province_day.c.day,
    unique=True,
    postgresql_where=text("taken_back_at IS NULL"),
)

national_calendar = Table(
    "national_calendar",
    metadata,
    Column("edition", Text, primary_key=True, comment="digest of the days"),
    Column("days", Text, nullable=False, comment="that differ from a plain week, as text"),
    comment="The calendars of the country that releases have come with.",
)

followed_calendar = Table(
    "followed_calendar",
    metadata,
    Column("case_id", ForeignKey("case_.id"), type_=Uuid, primary_key=True),
    Column("edition", ForeignKey("national_calendar.edition"), nullable=False),
    Column("own_days", Text, nullable=False, comment="of the province, as text"),
    Column("counted_by", Text, nullable=False, comment="own days its duties are counted by"),
    Column("definition_hash", Text, nullable=False),
    comment="By which calendar the workers last looked at a running case.",
)
