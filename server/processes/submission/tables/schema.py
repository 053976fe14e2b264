"""What became of each nominee."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, Text

from server.store.tables.metadata import INSTANT, metadata, text_column

nominee = Table(
    "nominee",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("id", Text, primary_key=True, comment="<award id>/<unit id>"),
    Column("award_id", Text, nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    text_column("opinion"),
    text_column("opinion_reason"),
    Column("council_yes", Integer),
    Column("council_base", Integer),
    Column("council_passed", Boolean),
    text_column("council_reason"),
    text_column("decision"),
    text_column("decision_reason"),
    text_column("decision_number"),
    Column("decision_date", Date),
    Column("published_at", INSTANT),
    Column("notified_at", INSTANT),
)
