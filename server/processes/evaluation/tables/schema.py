"""What an evaluation decides: the scores of each line, the sheet of each unit."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text

from server.store.tables.metadata import POINTS, flag, metadata, text_column

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
