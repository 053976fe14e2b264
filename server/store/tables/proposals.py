"""Versions of processes that administrators propose to publish, with their files."""

from sqlalchemy import ARRAY, CheckConstraint, Column, ForeignKey, Index, Table, Text, Uuid, text

from server.store.tables.metadata import INSTANT, metadata, text_column

STATES = "draft, waiting, published, rejected, withdrawn, expired"
LEFT_OUT = "files of the upload that belong to no process"
PLAYED = "JSON: of each definition how far it was played, and what that showed"
BASE = "hash of the newest version when it was proposed; empty where there was none"

definition_proposal = Table(
    "definition_proposal",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("province", Text, nullable=False, comment="whose administrators settle it"),
    Column("state", Text, nullable=False, comment=STATES),
    text_column("note", comment="why"),
    Column("proposed_by", ForeignKey("person.id"), nullable=False),
    Column("proposed_name", Text, nullable=False),
    Column("proposed_at", INSTANT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    Column("settled_by", ForeignKey("person.id")),
    text_column("settled_name"),
    Column("settled_at", INSTANT),
    text_column("reason", comment="of a refusal"),
    Column("left_out", ARRAY(Text), nullable=False, server_default="{}", comment=LEFT_OUT),
    Column("played", Text, nullable=False, server_default="", comment=PLAYED),
    CheckConstraint("state <> 'published' OR settled_by <> proposed_by", name="four_eyes"),
    comment="Versions of processes that a second administrator publishes.",
)
Index(
    "uq_definition_proposal_draft",
    definition_proposal.c.proposed_by,
    unique=True,
    postgresql_where=text("state = 'draft'"),
)

definition_proposal_version = Table(
    "definition_proposal_version",
    metadata,
    Column("proposal_id", ForeignKey("definition_proposal.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("base", Text, nullable=False, comment=BASE),
    Column("files", Text, nullable=False, comment="JSON object: file name -> text"),
)
