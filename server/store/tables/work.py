"""Tasks and what belongs to them: drafts, comments, files, and the acts that completed them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)

from server.store.tables.metadata import INSTANT, flag, metadata, text_column

task = Table(
    "task",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("instance_id", ForeignKey("instance.id"), nullable=False, index=True),
    Column("process", Text, nullable=False),
    text_column("key"),
    Column("round", Integer, nullable=False),
    Column("element", Text, nullable=False),
    Column("role", Text, nullable=False),
    text_column("bars"),
    Column("form", Text, nullable=False),
    text_column("title_vi"),
    text_column("title_en"),
    text_column("search"),
    Column("post_id", ForeignKey("post.id"), nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=False, comment="the post's unit"),
    Column("subject_unit_id", ForeignKey("unit.id"), comment="the unit it is about"),
    Column("assignee_id", ForeignKey("person.id")),
    Column("claimed_at", INSTANT),
    Column(
        "priority",
        SmallInteger,
        nullable=False,
        server_default="0",
        comment="0 ordinary, -1 urgent: the smaller stands first",
    ),
    Column("due", INSTANT),
    Column("due_sort", INSTANT, nullable=False, comment="due, or the end of the year 9999"),
    Column("state", Text, nullable=False, comment="open, done, withdrawn"),
    Column("opened_at", INSTANT, nullable=False),
    Column("closed_at", INSTANT),
    Column("done_by", ForeignKey("person.id")),
    text_column("done_name"),
    text_column("done_post"),
    text_column("done_on_behalf"),
    text_column("done_link_by"),
    text_column("outcome"),
    Column(
        "definition_hash",
        Text,
        nullable=False,
        server_default="",
        comment="the version whose form was filled in; empty while it is open",
    ),
    Column("result", Text, comment="what was submitted, as JSON"),
    text_column("note", default=""),
    text_column("note_by"),
    Column("comments", Integer, nullable=False, server_default="0"),
    Column("files", Integer, nullable=False, server_default="0"),
    flag("simulated"),
    CheckConstraint("priority IN (-1, 0)", name="priority"),
)
Index(
    "ix_task_inbox",
    task.c.post_id,
    task.c.priority,
    task.c.due_sort,
    task.c.id,
    postgresql_where=task.c.state == "open",
)
Index(
    "ix_task_newest",
    task.c.post_id,
    task.c.opened_at,
    task.c.id,
    postgresql_where=task.c.state == "open",
)
Index(
    "ix_task_own_work",
    task.c.done_by,
    task.c.case_id,
    postgresql_where=text("state = 'done' AND unit_id = subject_unit_id"),
)
Index(
    "ix_task_record",
    task.c.case_id,
    task.c.element,
    task.c.key,
    task.c.closed_at,
    postgresql_where=task.c.state == "done",
)
Index("ix_task_done", task.c.post_id, task.c.closed_at, postgresql_where=task.c.state == "done")

draft = Table(
    "draft",
    metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False, comment="JSON object: field name -> what was typed"),
    Column("saved_by", ForeignKey("person.id"), nullable=False),
    text_column("saved_name"),
    text_column("saved_on_behalf"),
    Column("saved_at", INSTANT, nullable=False),
    text_column("tab"),
    Column("turn", Integer, nullable=False, server_default="0"),
)

comment = Table(
    "comment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("task_id", ForeignKey("task.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    text_column("person_name"),
    text_column("post_title"),
    Column("at", INSTANT, nullable=False),
    Column("text", Text, nullable=False),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("created_at", INSTANT, nullable=False),
)

blob_chunk = Table(
    "blob_chunk",
    metadata,
    Column("sha256", ForeignKey("blob.sha256"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

signature_reading = Table(
    "signature_reading",
    metadata,
    Column("sha256", ForeignKey("blob.sha256", ondelete="CASCADE"), primary_key=True),
    Column("trust", Text, nullable=False, comment="digest of the roots and lists judged by"),
    Column("as_of", INSTANT, nullable=False, comment="when the file came in"),
    Column("read_at", INSTANT, nullable=False),
    Column("state", Text, nullable=False, comment="domain.signatures.found.ReadState"),
    Column("found", Text, nullable=False, comment="JSON: domain.signatures.found"),
    CheckConstraint("state IN ('none', 'read', 'locked', 'damaged', 'too_much')", name="state"),
    comment="Read in the files by the workers, and again where the roots change.",
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("task_id", ForeignKey("task.id"), nullable=False, index=True),
    Column("unit_id", ForeignKey("unit.id"), comment="whose dossier it belongs to"),
    Column("kind", Text, nullable=False, comment="evidence, to_trinh, bien_ban, bao_cao, …"),
    text_column("subject"),
    Column("sha256", ForeignKey("blob.sha256"), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("uploaded_by", ForeignKey("person.id"), nullable=False),
    text_column("uploaded_name"),
    Column("uploaded_at", INSTANT, nullable=False),
    Column("state", Text, nullable=False, comment="draft, kept, removed"),
    text_column("search"),
)

act = Table(
    "act",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("endpoint", Text, nullable=False),
    Column("body_hash", Text, nullable=False, comment="keyed; empty: nothing is kept"),
    text_column("location"),
    Column("at", INSTANT, nullable=False, index=True),
)
