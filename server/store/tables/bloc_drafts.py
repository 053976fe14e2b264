"""Bloc-years that are being made in the browser."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)

from server.store.tables.metadata import INSTANT, metadata, text_column

bloc_draft = Table(
    "bloc_draft",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("province", Text, nullable=False),
    Column("bloc_year_id", Text, nullable=False, comment="may not be there yet"),
    Column("unit_id", ForeignKey("unit.id"), nullable=False, comment="Home Affairs, who makes it"),
    Column("state", Text, nullable=False, comment="making, with_secretary, in_force, dropped"),
    Column("document", Text, nullable=False, comment="text of a bloc-year file, maybe unfinished"),
    Column("version", Integer, nullable=False, comment="one more with each act"),
    text_column("to_check", default="[]", comment="fields only moved by a year, as JSON"),
    text_column("base", comment="the bloc-year it was taken from"),
    Column("letter", Text, nullable=False, comment="number of the province's letter"),
    Column("letter_on", Date, nullable=False, comment="the day that stands on the letter"),
    Column("letter_sha256", ForeignKey("blob.sha256"), comment="its file, where there is one"),
    text_column("letter_name", comment="what that file is called"),
    Column("secretary_post", ForeignKey("post.id"), comment="to whom it was handed over last"),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("made_at", INSTANT, nullable=False),
    Column("changed_by", ForeignKey("person.id"), nullable=False),
    Column("changed_at", INSTANT, nullable=False),
    CheckConstraint("state IN ('making', 'with_secretary', 'in_force', 'dropped')", name="state"),
    CheckConstraint("state <> 'with_secretary' OR secretary_post IS NOT NULL", name="secretary"),
    comment="Documents of bloc-years being made, until they are in force or dropped.",
)
Index(
    "uq_bloc_draft_bloc_year_id",
    bloc_draft.c.bloc_year_id,
    unique=True,
    postgresql_where=text("state IN ('making', 'with_secretary')"),
)
Index("ix_bloc_draft_unit_id", bloc_draft.c.unit_id)
Index("ix_bloc_draft_secretary_post", bloc_draft.c.secretary_post)
