"""What became of each nominee, and of each award afterwards."""

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
    Uuid,
)

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
award_revocation = Table(
    "award_revocation",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("nominee_id", Text, primary_key=True),
    Column("award_case_id", Uuid, nullable=False, comment="that decided the award"),
    Column("decision_number", Text, nullable=False),
    Column("decision_date", Date, nullable=False),
    Column("at", INSTANT, nullable=False),
    ForeignKeyConstraint(["award_case_id", "nominee_id"], ["nominee.case_id", "nominee.id"]),
    Index(None, "award_case_id", "nominee_id"),
    comment="Decisions by which awards were revoked; the rows of the awards stay.",
)
