"""What the bloc decided: scores, ranking, candidates, votes, nominees, documents."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    Uuid,
)

from server.store.tables.metadata import INSTANT, POINTS, flag, metadata, text_column

score = Table(
    "score",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("criterion_id", Text, primary_key=True),
    Column("self_points", POINTS),
    flag("not_applicable"),
    text_column("reason"),
    text_column("note"),
    Column("appraisal_1", POINTS),
    text_column("reason_1"),
    Column("na_accepted", Boolean, comment="NULL until the first appraisal answers"),
    text_column("stance"),
    text_column("explanation"),
    Column("appraisal_2", POINTS),
    text_column("reason_2"),
)

sheet = Table(
    "sheet",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("state", Text, nullable=False, comment="scoring, approving, appraising, …, taken_out"),
    Column("self_total", POINTS),
    Column("appraisal_1_total", POINTS),
    Column("appraisal_2_total", POINTS),
    Column("final_total", POINTS),
    Column("applicable_maximum", POINTS),
    Column("scaled", POINTS, comment="the total on the table's scale, for comparison"),
    Column("rank", Integer),
    flag("shares_rank"),
    text_column("reason"),
)

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

SALT = "of the seal in the event of the act; empty: none was made"

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

ELEMENT = "the task of the diagram that made it"
AGENCY = "the unit, body or bloc whose register numbers it"

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
)
