"""What is to be sent because of a task: reminders planned by its due date, and mail on its way."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    Uuid,
)

from server.store.tables.metadata import INSTANT, metadata, text_column

reminder = Table(
    "reminder",
    metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("kind", Text, primary_key=True, comment="remind, escalate"),
    Column("day", Date, primary_key=True),
    Column("post_id", ForeignKey("post.id"), nullable=False, comment="the post it goes to"),
    Column("due", INSTANT, nullable=False, comment="when it is to be sent"),
    Column("state", Text, nullable=False, comment="planned, sent, skipped"),
    comment="Once per task, kind and day. What is planned goes with its task.",
)
Index("ix_reminder_due", reminder.c.due, postgresql_where=reminder.c.state == "planned")

mail = Table(
    "mail",
    metadata,
    Column("key", Text, primary_key=True, comment="what it is about: nothing is told twice"),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("seq", BigInteger, Identity(always=True), nullable=False, comment="order of leaving"),
    Column("post_id", ForeignKey("post.id"), comment="held by the person"),
    Column("task_id", ForeignKey("task.id")),
    Column("kind", Text, nullable=False, comment="why it was written: letters.Kind"),
    Column("address", Text, nullable=False),
    text_column("subject_vi"),
    text_column("subject_en"),
    text_column("body_vi"),
    text_column("body_en"),
    Column("state", Text, nullable=False, comment="waiting, handed, sent, kept, unsure, failed"),
    Column("created_at", INSTANT, nullable=False),
    Column("next_at", INSTANT, nullable=False, comment="not tried before"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease", Uuid, comment="who is sending it"),
    Column("leased_until", INSTANT),
    Column("ended_at", INSTANT, comment="when it left, was kept or was given up"),
    text_column("error"),
    text_column(
        "path",
        comment="where a letter that is about no task leads; a link's goes when it has left",
    ),
    comment="The outbox: a row is written with its cause, and leaves once.",
)
mail_place = Table(
    "mail_place",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("place", Text, nullable=False, comment="server, timeline, database, table mail"),
    Column("at", INSTANT, nullable=False),
    CheckConstraint("id = 1", name="only_row"),
    comment="The database whose mail leaves; in a copy of it the mail waits for an operator.",
)
Index("uq_mail_seq", mail.c.seq, unique=True)
Index("ix_mail_task_id", mail.c.task_id)
Index("ix_mail_person_id", mail.c.person_id, mail.c.seq)
Index("ix_mail_post_id", mail.c.post_id, mail.c.seq)
Index("ix_mail_under_way", mail.c.seq, postgresql_where=mail.c.state.in_(("waiting", "handed")))
Index(
    "ix_mail_address",
    mail.c.address,
    mail.c.seq,
    postgresql_where=mail.c.state.in_(("waiting", "handed")),
)
