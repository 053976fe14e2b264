"""What administrators propose to each other: a move that waits for its second person."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, Uuid, text

from server.store.tables.metadata import INSTANT, metadata, text_column

token_move = Table(
    "token_move",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("task_id", ForeignKey("task.id"), nullable=False),
    Column("element", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("proposed_by", ForeignKey("person.id"), nullable=False),
    Column("proposed_name", Text, nullable=False),
    Column("proposed_at", INSTANT, nullable=False),
    Column(
        "expires_at", INSTANT, nullable=False, server_default=text("now() + interval '14 days'")
    ),
    Column("state", Text, nullable=False, comment="proposed, done, declined, expired"),
    Column("decided_by", ForeignKey("person.id")),
    text_column("decided_name"),
    Column("decided_at", INSTANT),
)
instance_before = Table(
    "instance_before",
    metadata,
    Column("instance_id", ForeignKey("instance.id"), primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("definition_hash", Text, nullable=False),
    Column("case_definition_hash", Text, nullable=False),
    Column("engine_version", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("doc", Text, nullable=False),
    comment="The last move of an instance to another version; no business state.",
)
Index(
    "uq_token_move_proposed",
    token_move.c.task_id,
    unique=True,
    postgresql_where=text("state = 'proposed'"),
)
