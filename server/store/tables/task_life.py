"""What goes with a task beside its work: what its completion can be taken back to."""

from sqlalchemy import ARRAY, Column, Date, ForeignKey, Integer, Table, Text

from server.store.tables.metadata import metadata, text_column

undo = Table(
    "undo",
    metadata,
    Column("instance_id", ForeignKey("instance.id"), primary_key=True),
    Column(
        "task_id",
        ForeignKey("task.id"),
        nullable=False,
        index=True,
        comment="whose completion it undoes",
    ),
    Column("version", Integer, nullable=False, comment="the instance's, before"),
    Column("doc", Text, nullable=False),
    Column("armed", ARRAY(Text), nullable=False),
    Column("note", Text, nullable=False, server_default="", comment="the task's own"),
    Column("unit_id", ForeignKey("unit.id"), comment="whose sheet it undoes"),
    Column("sheet", Text, comment="that sheet as JSON; NULL where there was none"),
    text_column("scores", default="[]"),
    text_column("reminders", default="[]"),
    comment="At most the last step of each instance; no business state.",
)

snooze = Table(
    "snooze",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("task_id", ForeignKey("task.id"), primary_key=True, index=True),
    Column("until", Date, nullable=False, comment="the day it comes back"),
    comment="Personal; the task itself, its due date and the others in the post know nothing.",
)
