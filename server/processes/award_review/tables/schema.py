"""What a review decides: candidates, opinions, ballots, counts, results."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text, Uuid

from server.store.tables.metadata import INSTANT, flag, metadata, text_column

SALT = "of the seal in the event of the act; empty: none was made"

candidate = Table(
    "candidate",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("award_id", Text, primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("eligible", Boolean, nullable=False),
    text_column("ineligible_because"),
    flag("proposed"),
    text_column("reason"),
    text_column("result"),
    Column("round", Integer),
)

opinion = Table(
    "opinion",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("by_unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("award_id", Text, primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("answer", Text, nullable=False, comment="yes, no, abstain"),
)

poll = Table(
    "poll",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("candidates", Text, nullable=False, comment="JSON: award id -> unit ids"),
    Column("present", Text, nullable=False, comment="JSON list of unit ids: the frozen roster"),
    Column("opened_at", INSTANT, nullable=False),
    Column("closed_at", INSTANT),
    Column("settled", Text, comment="JSON: what the round decided"),
)

vote = Table(
    "vote",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("by_unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("award_id", Text, primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("choice", Text, nullable=False, comment="yes, no, blank; open mode only"),
    Column("salt", Text, nullable=False, server_default="", comment=SALT),
)

count_entry = Table(
    "count_entry",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("round", Integer, nullable=False),
    Column("scrutineer_unit_id", ForeignKey("unit.id"), nullable=False),
    Column("value", Text, nullable=False),
    Column("agreed", Boolean, comment="NULL until both are in"),
    Column("at", INSTANT, nullable=False),
    Column("salt", Text, nullable=False, server_default="", comment=SALT),
)

tally = Table(
    "tally",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("award_id", Text, primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("yes", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    flag("passed"),
    text_column("outcome"),
)
