"""Bloc-years, their rules, deployed definitions, cases and the engine's instances."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from server.store.tables.metadata import INSTANT, flag, metadata, text_column

bloc = Table(
    "bloc",
    metadata,
    Column("id", Text, primary_key=True),
    Column("province", Text, nullable=False),
)

bloc_year = Table(
    "bloc_year",
    metadata,
    Column("id", Text, primary_key=True, comment="<bloc id>/<year>"),
    Column("bloc_id", ForeignKey("bloc.id"), nullable=False, index=True),
    Column("year", Integer, nullable=False),
)

ruleset = Table(
    "ruleset",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("content", Text, nullable=False, comment="canonical JSON of CaseRules"),
)

bloc_year_version = Table(
    "bloc_year_version",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("bloc_year_id", ForeignKey("bloc_year.id"), nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("rules_digest", ForeignKey("ruleset.digest"), nullable=False),
    Column("source", Text, nullable=False, comment="the imported file, as it was"),
    Column("imported_at", INSTANT, nullable=False),
    Index("ix_bloc_year_version_effective", "bloc_year_id", "effective_from", "imported_at"),
)

reorganised_unit = Table(
    "reorganised_unit",
    metadata,
    Column("version_id", ForeignKey("bloc_year_version.id"), primary_key=True),
    Column("unit_id", Text, primary_key=True, index=True),
    Column("into_id", Text, comment="the member it went into; NULL: none"),
    Column("day", Date, nullable=False, comment="from which it is gone"),
    comment="Units that a version of a bloc-year says are gone, as its rules do.",
)

definition = Table(
    "definition",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("files", Text, nullable=False, comment="JSON object: file name -> text"),
    Column("deployed_at", INSTANT, nullable=False),
    Column(
        "proposal_id",
        ForeignKey("definition_proposal.id"),
        index=True,
        comment="NULL: deployed by the operator of the machine",
    ),
    UniqueConstraint("key", "version"),
)

SLOT = "what of its kind stands once in a bloc-year; none: any number"
case_ = Table(
    "case_",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("bloc_year_id", ForeignKey("bloc_year.id"), nullable=False),
    Column("kind", Text, nullable=False, comment="the key of its process"),
    Column("definition_hash", ForeignKey("definition.hash"), nullable=False),
    Column("rules_digest", ForeignKey("ruleset.digest"), nullable=False),
    Column("previous_id", ForeignKey("case_.id"), comment="the case this one follows from"),
    Column("state", Text, nullable=False, server_default="open"),
    text_column("state_reason"),
    *(text_column(name) for name in ("title_vi", "title_en", "short_vi", "short_en")),
    Column("slot", Text, server_default="", comment=SLOT),
    Column("opening", Text, nullable=False, server_default="{}", comment="JSON: what was typed"),
    text_column(
        "extended", default="{}", comment="days extended since, by fact and field, as JSON"
    ),
    Column("opened_post", Text, comment="the post that opened it"),
    flag("simulated"),
    Column("seq", BigInteger, nullable=False, server_default="0"),
    text_column("head"),
    Column("opened_at", INSTANT, nullable=False),
    Column("adopted_at", INSTANT, comment="when the bloc adopted the scores"),
    Column("closed_at", INSTANT),
    text_column("search"),
)
Index(
    "uq_case_slot",
    case_.c.bloc_year_id,
    case_.c.kind,
    case_.c.slot,
    unique=True,
    postgresql_where=text("NOT simulated AND state <> 'cancelled'"),
)
Index("ix_case_previous", case_.c.previous_id)
Index(
    "ix_case_words",
    text("letter_triples(search)"),
    postgresql_using="gin",
    _table=case_,
)
Index("ix_case_newest", case_.c.opened_at, case_.c.id)
Index("ix_case_of_year", case_.c.bloc_year_id, case_.c.simulated, case_.c.opened_at, case_.c.id)

case_unit = Table(
    "case_unit",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("role", Text, primary_key=True, comment="leader, deputy, member, home_affairs, …"),
    Index("ix_case_unit_newest", "unit_id", "case_id"),
    comment="The frozen roster: the units that take part in a case, and as what.",
)

instance = Table(
    "instance",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("definition_hash", ForeignKey("definition.hash"), nullable=False),
    Column("process", Text, nullable=False),
    Column("key", Text, nullable=False, server_default=""),
    Column("round", Integer, nullable=False),
    Column("status", Text, nullable=False, comment="running, done, withdrawn"),
    Column("version", Integer, nullable=False),
    Column("armed", ARRAY(Text), nullable=False),
    text_column("engine_version"),
    Column("doc", Text, nullable=False, comment="the engine's state; key order is load-bearing"),
)
Index(
    "uq_instance_one_running",
    instance.c.case_id,
    instance.c.process,
    instance.c.key,
    unique=True,
    postgresql_where=instance.c.status == "running",
)
Index(
    "ix_instance_running",
    instance.c.definition_hash,
    instance.c.case_id,
    postgresql_where=instance.c.status == "running",
)

expected = Table(
    "expected",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("process", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("round", Integer, nullable=False),
    Column("state", Text, nullable=False, comment="open, arrived, excused"),
    Column("closed_at", INSTANT),
    comment="Who a wait of the bloc still waits for; a row before it is a message.",
)
Index(
    "ix_expected_open",
    expected.c.case_id,
    expected.c.process,
    postgresql_where=expected.c.state == "open",
)

timer = Table(
    "timer",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("case_.id"), nullable=False, index=True),
    Column("instance_id", ForeignKey("instance.id"), nullable=False),
    Column("element", Text, nullable=False),
    Column("due", INSTANT, nullable=False),
    Column("state", Text, nullable=False, comment="armed, fired, disarmed"),
    UniqueConstraint("instance_id", "element"),
)
Index("ix_timer_due", timer.c.due, postgresql_where=timer.c.state == "armed")

milestone = Table(
    "milestone",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column("milestone", Text, primary_key=True, comment="a name in the case's manifest"),
    Column("key", Text, primary_key=True, comment="empty: of the case itself"),
    Column(
        "number",
        Integer,
        primary_key=True,
        comment="1; one more each time where it repeats",
    ),
    Column("at", INSTANT, nullable=False),
    Column("event", ForeignKey("event.id"), comment="what it was reached with, where known"),
)
duty = Table(
    "duty",
    metadata,
    Column("case_id", ForeignKey("case_.id"), primary_key=True),
    Column(
        "milestone",
        Text,
        primary_key=True,
        comment="a name in the case's manifest; reached or not is said by its row",
    ),
    Column("key", Text, primary_key=True, comment="empty: of the case itself"),
    Column("due", Date, nullable=False, comment="the last day in time"),
)
Index("ix_milestone_of_case", milestone.c.case_id, postgresql_where=milestone.c.key == "")
