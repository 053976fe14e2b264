"""What goes with a task beside its work: taken back, put off, and who is named beside it."""

from sqlalchemy import ARRAY, Column, Date, ForeignKey, Index, Integer, Table, Text

from server.store.tables.metadata import INSTANT, metadata, text_column

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
    Column("unit_id", ForeignKey("unit.id"), comment="whose rows it undoes"),
    text_column(
        "own_rows", default="{}", comment="JSON: a process's table -> its rows about the unit"
    ),
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

saved_filter = Table(
    "saved_filter",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("address", Text, nullable=False, comment="of the list, as the filter has it"),
    comment="A filter of the task list that a person keeps; nobody else sees it.",
)

notice_mark = Table(
    "notice_mark",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("read_to", INSTANT, nullable=False),
    Column(
        "keys", ARRAY(Text), nullable=False, comment="of what is newer and was read, the last 100"
    ),
    comment="How far a person has read what a post is told; one row each, and what is told is"
    " derived.",
)

receipt = Table(
    "receipt",
    metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("at", INSTANT, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    *(text_column(name) for name in ("person_name", "post_title", "on_behalf")),
    comment="The first opening of a delivered task's page by who has it; sent and answered is the"
    " task.",
)
Index("ix_receipt_at", receipt.c.at)

mention = Table(
    "mention",
    metadata,
    Column("comment_id", ForeignKey("comment.id"), primary_key=True),
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("task_id", ForeignKey("task.id"), nullable=False, index=True),
    text_column("label"),
    Column("at", INSTANT, nullable=False),
    Column("seen_at", INSTANT),
    Column("seen_by", ForeignKey("person.id")),
    comment="A post named in a comment: once a comment, new until somebody in it has seen it.",
)
Index(
    "ix_mention_new",
    mention.c.post_id,
    mention.c.at,
    mention.c.comment_id,
    postgresql_where=mention.c.seen_at.is_(None),
)
