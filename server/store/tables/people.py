"""Units, persons, posts and appointments, and the sessions they sign in with."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    Uuid,
    and_,
    text,
)

from server.store.tables.metadata import INSTANT, flag, metadata, text_column

OPERATOR = "NULL: the operator of the machine"

deployment = Table(
    "deployment",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    flag("demonstration"),
    Column("clock_offset_seconds", BigInteger, nullable=False, server_default="0"),
    CheckConstraint("id = 1", name="only_row"),
    comment="What this installation is; the clock's offset is read from here alone.",
)

unit = Table(
    "unit",
    metadata,
    Column("id", Text, primary_key=True),
    Column("province", Text, nullable=False),
)

unit_name = Table(
    "unit_name",
    metadata,
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    text_column("name_vi"),
    text_column("name_en"),
    text_column("short_vi"),
    text_column("short_en"),
    text_column("sort_key"),
    text_column("search"),
    text_column("decision"),
)

post = Table(
    "post",
    metadata,
    Column("id", Text, primary_key=True, comment="<unit id>/<position>"),
    Column("unit_id", ForeignKey("unit.id"), nullable=False, index=True),
    Column("position", Text, nullable=False),
    text_column("title_vi"),
    text_column("title_en"),
    text_column("sort_key"),
    text_column("search"),
)

post_title = Table(
    "post_title",
    metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    text_column("title_vi"),
    text_column("title_en"),
    comment="From which day a post is called what; its own row says what it is called today.",
)

person = Table(
    "person",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    text_column("name"),
    text_column("email"),
    text_column("search"),
    text_column("sort_key"),
    text_column("province", comment="whose administrators keep the account; empty: nobody's"),
    Column("password_hash", Text),
    Column(
        "password_link",
        ForeignKey("invite.token_hash", use_alter=True),
        comment="by which somebody else had the password set",
    ),
    Column(
        "handed_link",
        ForeignKey("invite.token_hash", use_alter=True),
        comment="the last link that others had in hand, also after another password",
    ),
    flag("demonstration"),
    Column("created_at", INSTANT, nullable=False),
    Column("deactivated_at", INSTANT),
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("post_id", ForeignKey("post.id"), nullable=False, index=True),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, comment="last day in the post; NULL while it lasts"),
    Column("ended_at", INSTANT, comment="when it was ended at once, on its last day"),
    text_column("decision"),
    CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
    CheckConstraint("ended_at IS NULL OR valid_to IS NOT NULL", name="ended"),
)

delegation = Table(
    "delegation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("post_id", ForeignKey("post.id"), nullable=False, index=True, comment="on whose behalf"),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True, comment="who acts"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    text_column("document"),
    Column("revoked_at", INSTANT),
    Column("kinds", ARRAY(Text), comment="of case; NULL for all"),
    Column("task_id", ForeignKey("task.id"), index=True, comment="NULL for the whole post"),
    Column("given_by", ForeignKey("person.id"), comment="NULL in older rows"),
    text_column("note", comment="the giver's words"),
    text_column("answer", comment="of who handed it back"),
    CheckConstraint("valid_to >= valid_from", name="period"),
    CheckConstraint("task_id IS NULL OR kinds IS NULL", name="scope"),
    CheckConstraint("cardinality(kinds) > 0", name="kinds"),
    CheckConstraint("task_id IS NULL OR given_by IS NOT NULL", name="giver"),
)

invite = Table(
    "invite",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("expires_at", INSTANT, nullable=False),
    Column("used_at", INSTANT),
    Column("made_by", ForeignKey("person.id"), comment=OPERATOR),
    Column("handed_by", ForeignKey("person.id"), comment=OPERATOR),
    flag("mailed"),
)

account_proposal = Table(
    "account_proposal",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False, comment="link, appointment, reset, directory"),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("post_id", ForeignKey("post.id")),
    Column("valid_from", Date),
    Column("valid_to", Date),
    text_column("decision"),
    Column("proposed_by", ForeignKey("person.id"), comment=OPERATOR),
    Column("proposed_at", INSTANT, nullable=False),
    Column(
        "expires_at", INSTANT, nullable=False, server_default=text("now() + interval '14 days'")
    ),
    Column("state", Text, nullable=False, comment="waiting, done, declined, expired"),
    Column("settled_by", ForeignKey("person.id"), comment=OPERATOR),
    Column("settled_at", INSTANT),
    CheckConstraint(
        "(kind = 'appointment') = (post_id IS NOT NULL AND valid_from IS NOT NULL)", name="post"
    ),
    comment="A link, or an appointment, that a second person confirms.",
)

web_session = Table(
    "web_session",
    metadata,
    Column("id_hash", Text, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("post_id", ForeignKey("post.id"), comment="the post acted as"),
    Column("delegation_id", ForeignKey("delegation.id"), comment="set when acting for somebody"),
    Column("created_at", INSTANT, nullable=False),
    Column("seen_at", INSTANT, nullable=False),
    Column("ended_at", INSTANT),
    text_column("address", comment="from which it was begun"),
    text_column("browser", comment="as it names itself"),
    flag("waits"),
)

throttle = Table(
    "throttle",
    metadata,
    Column("key", Text, primary_key=True),
    Column("window_start", INSTANT, nullable=False),
    Column("failures", Integer, nullable=False),
)

Index(
    "uq_delegation_task",
    delegation.c.task_id,
    unique=True,
    postgresql_where=and_(delegation.c.revoked_at.is_(None), delegation.c.task_id.is_not(None)),
)
Index(
    "uq_account_proposal_link",
    account_proposal.c.person_id,
    unique=True,
    postgresql_where=and_(account_proposal.c.kind == "link", account_proposal.c.state == "waiting"),
)
Index(
    "uq_account_proposal_reset",
    account_proposal.c.person_id,
    unique=True,
    postgresql_where=and_(
        account_proposal.c.kind == "reset", account_proposal.c.state == "waiting"
    ),
)
Index(
    "uq_account_proposal_directory",
    account_proposal.c.person_id,
    unique=True,
    postgresql_where=and_(
        account_proposal.c.kind == "directory", account_proposal.c.state == "waiting"
    ),
)
Index("ix_person_province", person.c.province, person.c.login, person.c.id)
Index("ix_person_sign_in", person.c.login, postgresql_where=person.c.deactivated_at.is_(None))

province_name = Table(
    "province_name",
    metadata,
    Column("province", Text, primary_key=True),
    Column("name_vi", Text, nullable=False, comment="with its kind: tỉnh, thành phố"),
    Column("name_en", Text, nullable=False),
    Column("named_at", INSTANT, nullable=False),
    comment="What provinces are called on pages; ids and history keep the id.",
)

province_succession = Table(
    "province_succession",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("province", Text, nullable=False, comment="that is no more, or has become another"),
    Column("successor", Text, nullable=False, comment="whose offices look after it from the day"),
    Column("day", Date, nullable=False),
    Column("decision", Text, nullable=False, comment="the paper that says so"),
    Column("units", Text, nullable=False, comment="who took over, by former unit, as JSON"),
    Column("entered_at", INSTANT, nullable=False),
    Column("taken_back_at", INSTANT, comment="from then on it says nothing"),
    text_column("reason", comment="why it was taken back"),
    comment="Which province follows which; ids, streams and hashes stay the former's own.",
)
Index(
    "uq_province_succession",
    province_succession.c.province,
    unique=True,
    postgresql_where=text("taken_back_at IS NULL"),
)
