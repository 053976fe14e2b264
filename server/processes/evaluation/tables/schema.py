"""What an evaluation decides: the scores of each line, the sheet of each unit."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Numeric, Table, Text

from server.store.tables.metadata import POINTS, flag, metadata, text_column

MEASURED = Numeric(16, 4)
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
    Column("actual", MEASURED, comment="what the unit counted or measured; NULL: points are given"),
    Column("target", MEASURED, comment="what the unit was given to reach"),
    Column("actual_1", MEASURED, comment="the same by the first appraisal"),
    Column("target_1", MEASURED),
    Column("actual_2", MEASURED, comment="the same by the second appraisal"),
    Column("target_2", MEASURED),
    Column("collated", POINTS, comment="by the best of the bloc, once sheets are put together"),
)

given_score = Table(
    "given_score",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("scored_unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("criterion_id", Text, primary_key=True),
    Column(
        "unit_id",
        ForeignKey("unit.id"),
        nullable=False,
        comment="whose points they are: a unit or a body",
    ),
    Column("points", POINTS, comment="NULL where they were left out"),
    Column("actual", MEASURED, comment="what they were worked out from"),
    Column("target", MEASURED),
    text_column("ground"),
    Column(
        "left_out",
        Boolean,
        nullable=False,
        server_default="false",
        comment="they did not come, and the case goes on without them",
    ),
    Column("collated", POINTS, comment="by the best of the bloc, once sheets are put together"),
    comment="Points that others than the unit give it.",
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
    Column("scaled", POINTS, comment="of rows from before it was a fraction; NULL since"),
    Column("rank", Integer),
    flag("shares_rank"),
    text_column("reason"),
    Column("scaled_numerator", Numeric, comment="the total on the table's scale, for comparison"),
    Column("scaled_denominator", Numeric, comment="in lowest terms, positive"),
)
unit_fact = Table(
    "unit_fact",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("condition_id", Text, primary_key=True, comment="of the rules of the case"),
    text_column("number"),
    Column("dated", Date, comment="of the paper that a declared fact rests on"),
    text_column("note"),
    text_column("taken_back", comment="why it no longer stands; empty: it stands"),
    Column("due", Date, comment="of a duty the records tell of; NULL: the fact was declared"),
    Column("reached", Date, comment="when that duty was done; NULL: it was not"),
    Column("days", Integer, comment="working days it was late"),
)
SCALED = """
coalesce(scaled_numerator || '/' || scaled_denominator,
  trim_scale(scaled * 100 / gcd(scaled * 100, 100)) || '/'
    || trim_scale(100 / gcd(scaled * 100, 100)))
"""
"""The total on the table's scale as a fraction in lowest terms, 8700/97; NULL where none is."""
