"""Tries to sign in, known browsers, factors, directories, calendars, security events."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from server.store.tables.metadata import INSTANT, flag, metadata, text_column

sign_in_try = Table(
    "sign_in_try",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", INSTANT, nullable=False),
    Column("person_id", ForeignKey("person.id"), index=True, comment="NULL: nobody signs in so"),
    Column("result", Text, nullable=False, comment="domain.sign_ins.TryResult"),
    Column("times", Integer, nullable=False, server_default="1", comment="refused ones are summed"),
    text_column("login_hash", comment="keyed; what was typed may be a password"),
    text_column("address_hash", comment="keyed"),
    flag("known_browser"),
    text_column("address", comment="plain; in no hash"),
    text_column("browser", comment="as it names itself; in no hash"),
    Index("ix_sign_in_try_at", "at"),
    Index("ix_sign_in_try_address_hash", "address_hash", "at"),
    comment="Kept for BINHXET_SIGN_INS_KEPT days, then removed.",
)

known_browser = Table(
    "known_browser",
    metadata,
    Column("id_hash", Text, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("created_at", INSTANT, nullable=False),
    comment="A browser that signed in as a person: strangers' wrong passwords do not lock it.",
)

calendar_link = Table(
    "calendar_link",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("post_id", ForeignKey("post.id"), nullable=False),
    Column("language", Text, nullable=False),
    Column("made_at", INSTANT, nullable=False),
    UniqueConstraint("person_id", "post_id"),
    comment="A calendar program that reads what is due for a person in a post of theirs.",
)

shown_answer = Table(
    "shown_answer",
    metadata,
    Column("key_hash", Text, primary_key=True),
    Column(
        "session_hash",
        ForeignKey("web_session.id_hash", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("made_at", INSTANT, nullable=False, index=True),
    Column("status", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="encrypted under BINHXET_SECRET"),
    comment="A page that answered a post, so that a reload asks for it again and sends nothing.",
)

second_factor = Table(
    "second_factor",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("kind", Text, nullable=False, comment="domain.second_factors.FactorKind"),
    Column("secret", LargeBinary, nullable=False, comment="sealed"),
    Column("made_at", INSTANT, nullable=False),
    UniqueConstraint("person_id", "kind"),
    comment=(
        "What beside the password proves that it is the person; of a row the secret alone changes, "
        "when it is sealed anew."
    ),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("code_hash", Text, primary_key=True, comment="keyed"),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    comment="A code that signs its person in once where the factor is lost.",
)

factor_step = Table(
    "factor_step",
    metadata,
    Column("factor_id", ForeignKey("second_factor.id", ondelete="CASCADE"), primary_key=True),
    Column("step", BigInteger, nullable=False),
    comment="The last code of a factor that was used, by its half minute: none is taken twice.",
)

offered_factor = Table(
    "offered_factor",
    metadata,
    Column("session_hash", ForeignKey("web_session.id_hash", ondelete="CASCADE"), primary_key=True),
    Column("secret", LargeBinary, nullable=False, comment="sealed"),
    Column("made_at", INSTANT, nullable=False),
    comment="A key that was shown and waits for its first code.",
)

passkey = Table(
    "passkey",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("credential", LargeBinary, nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False, comment="COSE"),
    Column("transports", Text, nullable=False, comment="how a browser reaches it, by blanks"),
    Column("made_at", INSTANT, nullable=False),
    comment="A passkey (WebAuthn) that proves beside the password who it is; never changed.",
)

passkey_use = Table(
    "passkey_use",
    metadata,
    Column("passkey_id", ForeignKey("passkey.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, nullable=False, comment="what its person calls it"),
    Column("sign_count", BigInteger, nullable=False, comment="its own; 0 where it counts nothing"),
    Column("used_at", INSTANT),
    comment="What changes of a passkey.",
)

passkey_challenge = Table(
    "passkey_challenge",
    metadata,
    Column("session_hash", ForeignKey("web_session.id_hash", ondelete="CASCADE"), primary_key=True),
    Column("purpose", Text, primary_key=True, comment="domain.passkeys: enrol, sign_in, act:PATH"),
    Column("challenge", LargeBinary, nullable=False),
    Column("made_at", INSTANT, nullable=False),
    comment="What a passkey is to sign next in a session; taken once, within minutes.",
)

directory_link = Table(
    "directory_link",
    metadata,
    Column("id", Uuid, primary_key=True, comment="that of the proposal, where there was one"),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("directory", Text, nullable=False, comment="domain.directories.Directory"),
    Column("subject", Text, nullable=False, comment="what the account is called there"),
    Column("made_by", ForeignKey("person.id"), comment="NULL: the operator of the machine"),
    Column("made_at", INSTANT, nullable=False),
    Column("confirmed_by", ForeignKey("person.id"), comment="NULL: the operator of the machine"),
    Column("confirmed_at", INSTANT, comment="NULL: it waits, and signs nobody in"),
    Column(
        "issuer",
        Text,
        comment="who vouches for it; NULL: bound at the next start, empty: nobody did then",
    ),
    comment="An account of a directory that signs a person in, or is proposed to.",
)
_IN_FORCE = directory_link.c.confirmed_at.is_not(None)
Index(
    "uq_directory_link_subject",
    directory_link.c.directory,
    directory_link.c.issuer,
    directory_link.c.subject,
    unique=True,
    postgresql_where=_IN_FORCE,
)
Index(
    "uq_directory_link_person",
    directory_link.c.person_id,
    directory_link.c.directory,
    unique=True,
    postgresql_where=_IN_FORCE,
)

provider_session = Table(
    "provider_session",
    metadata,
    Column("session_hash", ForeignKey("web_session.id_hash", ondelete="CASCADE"), primary_key=True),
    Column("subject_hash", Text, nullable=False, index=True, comment="keyed"),
    Column("id_token", LargeBinary, nullable=False, comment="sealed; to leave the provider by"),
    comment="A session that an OpenID provider began, which it may end, too.",
)

provider_proof = Table(
    "provider_proof",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column(
        "session_hash",
        ForeignKey("web_session.id_hash", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("state_hash", Text, nullable=False, unique=True),
    Column("purpose", Text, nullable=False, comment="the path of the act it is for"),
    Column("sealed", LargeBinary, nullable=False, comment="what was sent, and what goes along"),
    Column("begun_at", INSTANT, nullable=False, comment="by the real clock, as the others"),
    Column("answered_at", INSTANT, comment="an answer came, whatever it was worth"),
    Column("proved_at", INSTANT, comment="NULL: it proves nothing"),
    Column(
        "link_id",
        Uuid,
        comment="the directory_link that proves it; NULL: of before, proves nothing",
    ),
    comment="A proof before an act that an OpenID provider is asked for; good for one act.",
)

spent_token = Table(
    "spent_token",
    metadata,
    Column("key_hash", Text, primary_key=True, comment="keyed"),
    Column("until", INSTANT, nullable=False, index=True),
    comment="What an OpenID provider sends once: an answer to a sign-in, the end of a session.",
)

security_event = Table(
    "security_event",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", INSTANT, nullable=False),
    Column("kind", Text, nullable=False, comment="domain.security_events"),
    Column("person_id", ForeignKey("person.id"), index=True, comment="whose account it is about"),
    Column("actor_id", ForeignKey("person.id"), index=True, comment="who did it, where another"),
    text_column("post_id", comment="acted in"),
    text_column("province", comment="empty: of nobody known"),
    text_column("login_hash", comment="keyed; what was typed may be a password"),
    text_column("address", comment="plain, in no hash; gone after BINHXET_ADDRESSES_KEPT days"),
    text_column("address_hash", comment="keyed"),
    text_column("browser", comment="as it names itself; in no hash"),
    Column("times", Integer, nullable=False, server_default="1"),
    Column("once", Text, unique=True, comment="what is summed in one row"),
    Column("details", Text, nullable=False, server_default="{}", comment="JSON"),
    Index("ix_security_event_at", "at", "id"),
    Index("ix_security_event_address_hash", "address_hash", "at"),
    comment="Kept for BINHXET_SECURITY_EVENTS_KEPT days, then removed.",
)
