"""The first schema: units, people, cases, engine state, tasks, results, history.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "bloc",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc")),
    )
    op.create_table(
        "definition",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False, comment="JSON object: file name -> text"),
        sa.Column("deployed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_definition")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_definition_key_version")),
    )
    op.create_table(
        "deployment",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("demonstration", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("clock_offset_seconds", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_deployment_only_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment")),
        comment="What this installation is; the clock's offset is read from here alone.",
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.SmallInteger(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("act_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("db_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clock_offset_seconds", sa.BigInteger(), nullable=False),
        sa.Column("definition_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("form_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("attachments", sa.Text(), nullable=False, comment="JSON list of sha256"),
        sa.Column("simulated", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("payload_digest", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_event_stream_seq")),
    )
    op.create_index("ix_event_time", "event", ["act_time", "id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("demonstration", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_index(
        "ix_person_sign_in",
        "person",
        ["login"],
        unique=False,
        postgresql_where=sa.text("deactivated_at IS NULL"),
    )
    op.create_table(
        "ruleset",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="canonical JSON of CaseRules"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_ruleset")),
    )
    op.create_table(
        "stream",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_stream")),
        comment="Heads of the chains that are no case: people, definitions, blocs, security.",
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    op.create_table(
        "act",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_act_person_id")),
        sa.PrimaryKeyConstraint("key", "person_id", name=op.f("pk_act")),
    )
    op.create_index(op.f("ix_act_at"), "act", ["at"], unique=False)
    op.create_table(
        "blob_chunk",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_blob_chunk_sha256")),
        sa.PrimaryKeyConstraint("sha256", "n", name=op.f("pk_blob_chunk")),
    )
    op.create_table(
        "bloc_year",
        sa.Column("id", sa.Text(), nullable=False, comment="<bloc id>/<year>"),
        sa.Column("bloc_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bloc_id"], ["bloc.id"], name=op.f("fk_bloc_year_bloc_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc_year")),
    )
    op.create_index(op.f("ix_bloc_year_bloc_id"), "bloc_year", ["bloc_id"], unique=False)
    op.create_table(
        "event_payload",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False, comment="canonical JSON"),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_post", sa.Text(), server_default="", nullable=False),
        sa.Column("on_behalf_post", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_unit_id", sa.Text(), server_default="", nullable=False),
        sa.Column("element", sa.Text(), server_default="", nullable=False),
        sa.Column("act_kind", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_payload_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_payload")),
        comment="What may be erased on legal ground; every proof holds without it.",
    )
    op.create_index("ix_event_payload_actor", "event_payload", ["actor_id"], unique=False)
    op.create_index("ix_event_payload_case", "event_payload", ["case_id"], unique=False)
    op.create_table(
        "invite",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invite_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invite")),
    )
    op.create_index(op.f("ix_invite_person_id"), "invite", ["person_id"], unique=False)
    op.create_table(
        "post",
        sa.Column("id", sa.Text(), nullable=False, comment="<unit id>/<position>"),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("title_vi", sa.Text(), server_default="", nullable=False),
        sa.Column("title_en", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_key", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_post_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_index(op.f("ix_post_unit_id"), "post", ["unit_id"], unique=False)
    op.create_table(
        "unit_name",
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("name_vi", sa.Text(), server_default="", nullable=False),
        sa.Column("name_en", sa.Text(), server_default="", nullable=False),
        sa.Column("short_vi", sa.Text(), server_default="", nullable=False),
        sa.Column("short_en", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_key", sa.Text(), server_default="", nullable=False),
        sa.Column("decision", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_name_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "valid_from", name=op.f("pk_unit_name")),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column(
            "valid_to",
            sa.Date(),
            nullable=True,
            comment="last day in the post; NULL while it lasts",
        ),
        sa.Column("decision", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_appointment_period")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_appointment_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index(op.f("ix_appointment_person_id"), "appointment", ["person_id"], unique=False)
    op.create_index(op.f("ix_appointment_post_id"), "appointment", ["post_id"], unique=False)
    op.create_table(
        "bloc_year_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bloc_year_id", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("rules_digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False, comment="the imported file, as it was"),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_year_id"], ["bloc_year.id"], name=op.f("fk_bloc_year_version_bloc_year_id")
        ),
        sa.ForeignKeyConstraint(
            ["rules_digest"], ["ruleset.digest"], name=op.f("fk_bloc_year_version_rules_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc_year_version")),
    )
    op.create_index(
        "ix_bloc_year_version_effective",
        "bloc_year_version",
        ["bloc_year_id", "effective_from", "imported_at"],
        unique=False,
    )
    op.create_table(
        "case_",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bloc_year_id", sa.Text(), nullable=False),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="evaluation, award_review, submission"
        ),
        sa.Column("definition_hash", sa.Text(), nullable=False),
        sa.Column("rules_digest", sa.Text(), nullable=False),
        sa.Column(
            "previous_id", sa.Uuid(), nullable=True, comment="the case this one follows from"
        ),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("simulated", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("seq", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("head", sa.Text(), server_default="", nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "adopted_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when the bloc adopted the scores",
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["bloc_year_id"], ["bloc_year.id"], name=op.f("fk_case__bloc_year_id")
        ),
        sa.ForeignKeyConstraint(
            ["definition_hash"], ["definition.hash"], name=op.f("fk_case__definition_hash")
        ),
        sa.ForeignKeyConstraint(["previous_id"], ["case_.id"], name=op.f("fk_case__previous_id")),
        sa.ForeignKeyConstraint(
            ["rules_digest"], ["ruleset.digest"], name=op.f("fk_case__rules_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_")),
    )
    op.create_index(
        "uq_case_one_per_kind",
        "case_",
        ["bloc_year_id", "kind"],
        unique=True,
        postgresql_where=sa.text("NOT simulated"),
    )
    op.create_table(
        "delegation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Text(), nullable=False, comment="on whose behalf"),
        sa.Column("person_id", sa.Uuid(), nullable=False, comment="who acts"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), server_default="", nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_delegation_period")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delegation_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_delegation_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    op.create_index(op.f("ix_delegation_person_id"), "delegation", ["person_id"], unique=False)
    op.create_index(op.f("ix_delegation_post_id"), "delegation", ["post_id"], unique=False)
    op.create_table(
        "candidate",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("ineligible_because", sa.Text(), server_default="", nullable=False),
        sa.Column("proposed", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_candidate_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_candidate_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "award_id", "unit_id", name=op.f("pk_candidate")),
    )
    op.create_table(
        "case_unit",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column(
            "role", sa.Text(), nullable=False, comment="leader, deputy, member, home_affairs, …"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_case_unit_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_unit_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "unit_id", "role", name=op.f("pk_case_unit")),
        comment="The frozen roster: the units that take part in a case, and as what.",
    )
    op.create_index(op.f("ix_case_unit_unit_id"), "case_unit", ["unit_id"], unique=False)
    op.create_table(
        "count_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("scrutineer_unit_id", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True, comment="NULL until both are in"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_count_entry_case_id")),
        sa.ForeignKeyConstraint(
            ["scrutineer_unit_id"], ["unit.id"], name=op.f("fk_count_entry_scrutineer_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_entry")),
    )
    op.create_index(op.f("ix_count_entry_case_id"), "count_entry", ["case_id"], unique=False)
    op.create_table(
        "expected",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="open, arrived, excused"),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_expected_case_id")),
        sa.PrimaryKeyConstraint("case_id", "process", "key", name=op.f("pk_expected")),
        comment="Who a wait of the bloc still waits for; a row before it is a message.",
    )
    op.create_index(
        "ix_expected_open",
        "expected",
        ["case_id", "process"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "instance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("definition_hash", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False, comment="running, done, withdrawn"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("armed", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "doc",
            sa.Text(),
            nullable=False,
            comment="the engine's state; key order is load-bearing",
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_instance_case_id")),
        sa.ForeignKeyConstraint(
            ["definition_hash"], ["definition.hash"], name=op.f("fk_instance_definition_hash")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instance")),
    )
    op.create_index(op.f("ix_instance_case_id"), "instance", ["case_id"], unique=False)
    op.create_index(
        "uq_instance_one_running",
        "instance",
        ["case_id", "process", "key"],
        unique=True,
        postgresql_where=sa.text("status = 'running'"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="adoption, review, council"),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column(
            "present", sa.Text(), nullable=False, comment="JSON list of unit ids, or a number"
        ),
        sa.Column("minutes_no", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes_date", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_meeting_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_case_id"), "meeting", ["case_id"], unique=False)
    op.create_table(
        "nominee",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False, comment="<award id>/<unit id>"),
        sa.Column("award_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), server_default="", nullable=False),
        sa.Column("opinion_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("council_yes", sa.Integer(), nullable=True),
        sa.Column("council_base", sa.Integer(), nullable=True),
        sa.Column("council_passed", sa.Boolean(), nullable=True),
        sa.Column("council_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("decision", sa.Text(), server_default="", nullable=False),
        sa.Column("decision_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("decision_number", sa.Text(), server_default="", nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notified_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_nominee_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_nominee_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "id", name=op.f("pk_nominee")),
    )
    op.create_table(
        "opinion",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("by_unit_id", sa.Text(), nullable=False),
        sa.Column("award_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, comment="yes, no, abstain"),
        sa.ForeignKeyConstraint(["by_unit_id"], ["unit.id"], name=op.f("fk_opinion_by_unit_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_opinion_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_opinion_unit_id")),
        sa.PrimaryKeyConstraint(
            "case_id", "by_unit_id", "award_id", "unit_id", name=op.f("pk_opinion")
        ),
    )
    op.create_table(
        "poll",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("candidates", sa.Text(), nullable=False, comment="JSON: award id -> unit ids"),
        sa.Column(
            "present", sa.Text(), nullable=False, comment="JSON list of unit ids: the frozen roster"
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled", sa.Text(), nullable=True, comment="JSON: what the round decided"),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_poll_case_id")),
        sa.PrimaryKeyConstraint("case_id", "round", name=op.f("pk_poll")),
    )
    op.create_table(
        "score",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("self_points", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("not_applicable", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("appraisal_1", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("reason_1", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "na_accepted",
            sa.Boolean(),
            nullable=True,
            comment="NULL until the first appraisal answers",
        ),
        sa.Column("stance", sa.Text(), server_default="", nullable=False),
        sa.Column("explanation", sa.Text(), server_default="", nullable=False),
        sa.Column("appraisal_2", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("reason_2", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_score_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_score_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "unit_id", "criterion_id", name=op.f("pk_score")),
    )
    op.create_table(
        "sheet",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Text(),
            nullable=False,
            comment="scoring, approving, appraising, …, taken_out",
        ),
        sa.Column("self_total", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("appraisal_1_total", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("appraisal_2_total", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("final_total", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("applicable_maximum", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column(
            "scaled",
            sa.Numeric(precision=7, scale=2),
            nullable=True,
            comment="the total on the table's scale, for comparison",
        ),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("shares_rank", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_sheet_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_sheet_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "unit_id", name=op.f("pk_sheet")),
    )
    op.create_table(
        "tally",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_tally_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_tally_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "round", "award_id", "unit_id", name=op.f("pk_tally")),
    )
    op.create_table(
        "vote",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_unit_id", sa.Text(), nullable=False),
        sa.Column("award_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False, comment="yes, no, blank; open mode only"),
        sa.ForeignKeyConstraint(["by_unit_id"], ["unit.id"], name=op.f("fk_vote_by_unit_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_vote_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_vote_unit_id")),
        sa.PrimaryKeyConstraint(
            "case_id", "round", "by_unit_id", "award_id", "unit_id", name=op.f("pk_vote")
        ),
    )
    op.create_table(
        "web_session",
        sa.Column("id_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Text(), nullable=True, comment="the post acted as"),
        sa.Column(
            "delegation_id", sa.Uuid(), nullable=True, comment="set when acting for somebody"
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_web_session_delegation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_web_session_person_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_web_session_post_id")),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_web_session")),
    )
    op.create_index(op.f("ix_web_session_person_id"), "web_session", ["person_id"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("title_vi", sa.Text(), server_default="", nullable=False),
        sa.Column("title_en", sa.Text(), server_default="", nullable=False),
        sa.Column("search", sa.Text(), server_default="", nullable=False),
        sa.Column("post_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False, comment="the post's unit"),
        sa.Column("subject_unit_id", sa.Text(), nullable=True, comment="the unit it is about"),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("priority", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "due_sort",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="due, or the end of the year 9999",
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="open, done, withdrawn"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("done_name", sa.Text(), server_default="", nullable=False),
        sa.Column("done_post", sa.Text(), server_default="", nullable=False),
        sa.Column("done_on_behalf", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("result", sa.Text(), nullable=True, comment="what was submitted, as JSON"),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("note_by", sa.Text(), server_default="", nullable=False),
        sa.Column("comments", sa.Integer(), server_default="0", nullable=False),
        sa.Column("files", sa.Integer(), server_default="0", nullable=False),
        sa.Column("simulated", sa.Boolean(), server_default="false", nullable=False),
        sa.ForeignKeyConstraint(["assignee_id"], ["person.id"], name=op.f("fk_task_assignee_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_task_case_id")),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name=op.f("fk_task_done_by")),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"], name=op.f("fk_task_instance_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_task_post_id")),
        sa.ForeignKeyConstraint(
            ["subject_unit_id"], ["unit.id"], name=op.f("fk_task_subject_unit_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_task_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_case_id"), "task", ["case_id"], unique=False)
    op.create_index(
        "ix_task_done",
        "task",
        ["post_id", "closed_at"],
        unique=False,
        postgresql_where=sa.text("state = 'done'"),
    )
    op.create_index(
        "ix_task_inbox",
        "task",
        ["post_id", "due_sort", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(op.f("ix_task_instance_id"), "task", ["instance_id"], unique=False)
    op.create_index(
        "ix_task_unit_inbox",
        "task",
        ["unit_id", "due_sort", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "timer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="armed, fired, disarmed"),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_timer_case_id")),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_timer_instance_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timer")),
        sa.UniqueConstraint("instance_id", "element", name=op.f("uq_timer_instance_id_element")),
    )
    op.create_index(op.f("ix_timer_case_id"), "timer", ["case_id"], unique=False)
    op.create_index(
        "ix_timer_due", "timer", ["due"], unique=False, postgresql_where=sa.text("state = 'armed'")
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=True, comment="whose dossier it belongs to"),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="evidence, to_trinh, bien_ban, bao_cao, …"
        ),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("uploaded_name", sa.Text(), server_default="", nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="draft, kept, removed"),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_attachment_case_id")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_attachment_sha256")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_attachment_task_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_attachment_unit_id")),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["person.id"], name=op.f("fk_attachment_uploaded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)
    op.create_index(op.f("ix_attachment_task_id"), "attachment", ["task_id"], unique=False)
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("person_name", sa.Text(), server_default="", nullable=False),
        sa.Column("post_title", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_comment_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_comment_person_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_comment_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_case_id"), "comment", ["case_id"], unique=False)
    op.create_index(op.f("ix_comment_task_id"), "comment", ["task_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_document_case_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_document_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_case_id"), "document", ["case_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "content",
            sa.Text(),
            nullable=False,
            comment="JSON object: field name -> what was typed",
        ),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("saved_name", sa.Text(), server_default="", nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["saved_by"], ["person.id"], name=op.f("fk_draft_saved_by")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_draft_task_id")),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_draft")),
    )


def downgrade() -> None:
    op.drop_table("draft")
    op.drop_index(op.f("ix_document_case_id"), table_name="document")
    op.drop_table("document")
    op.drop_index(op.f("ix_comment_task_id"), table_name="comment")
    op.drop_index(op.f("ix_comment_case_id"), table_name="comment")
    op.drop_table("comment")
    op.drop_index(op.f("ix_attachment_task_id"), table_name="attachment")
    op.drop_index(op.f("ix_attachment_case_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index("ix_timer_due", table_name="timer", postgresql_where=sa.text("state = 'armed'"))
    op.drop_index(op.f("ix_timer_case_id"), table_name="timer")
    op.drop_table("timer")
    op.drop_index(
        "ix_task_unit_inbox", table_name="task", postgresql_where=sa.text("state = 'open'")
    )
    op.drop_index(op.f("ix_task_instance_id"), table_name="task")
    op.drop_index("ix_task_inbox", table_name="task", postgresql_where=sa.text("state = 'open'"))
    op.drop_index("ix_task_done", table_name="task", postgresql_where=sa.text("state = 'done'"))
    op.drop_index(op.f("ix_task_case_id"), table_name="task")
    op.drop_table("task")
    op.drop_index(op.f("ix_web_session_person_id"), table_name="web_session")
    op.drop_table("web_session")
    op.drop_table("vote")
    op.drop_table("tally")
    op.drop_table("sheet")
    op.drop_table("score")
    op.drop_table("poll")
    op.drop_table("opinion")
    op.drop_table("nominee")
    op.drop_index(op.f("ix_meeting_case_id"), table_name="meeting")
    op.drop_table("meeting")
    op.drop_index(
        "uq_instance_one_running",
        table_name="instance",
        postgresql_where=sa.text("status = 'running'"),
    )
    op.drop_index(op.f("ix_instance_case_id"), table_name="instance")
    op.drop_table("instance")
    op.drop_index(
        "ix_expected_open", table_name="expected", postgresql_where=sa.text("state = 'open'")
    )
    op.drop_table("expected")
    op.drop_index(op.f("ix_count_entry_case_id"), table_name="count_entry")
    op.drop_table("count_entry")
    op.drop_index(op.f("ix_case_unit_unit_id"), table_name="case_unit")
    op.drop_table("case_unit")
    op.drop_table("candidate")
    op.drop_index(op.f("ix_delegation_post_id"), table_name="delegation")
    op.drop_index(op.f("ix_delegation_person_id"), table_name="delegation")
    op.drop_table("delegation")
    op.drop_index(
        "uq_case_one_per_kind", table_name="case_", postgresql_where=sa.text("NOT simulated")
    )
    op.drop_table("case_")
    op.drop_index("ix_bloc_year_version_effective", table_name="bloc_year_version")
    op.drop_table("bloc_year_version")
    op.drop_index(op.f("ix_appointment_post_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_person_id"), table_name="appointment")
    op.drop_table("appointment")
    op.drop_table("unit_name")
    op.drop_index(op.f("ix_post_unit_id"), table_name="post")
    op.drop_table("post")
    op.drop_index(op.f("ix_invite_person_id"), table_name="invite")
    op.drop_table("invite")
    op.drop_index("ix_event_payload_case", table_name="event_payload")
    op.drop_index("ix_event_payload_actor", table_name="event_payload")
    op.drop_table("event_payload")
    op.drop_index(op.f("ix_bloc_year_bloc_id"), table_name="bloc_year")
    op.drop_table("bloc_year")
    op.drop_table("blob_chunk")
    op.drop_index(op.f("ix_act_at"), table_name="act")
    op.drop_table("act")
    op.drop_table("unit")
    op.drop_table("throttle")
    op.drop_table("stream")
    op.drop_table("ruleset")
    op.drop_index(
        "ix_person_sign_in", table_name="person", postgresql_where=sa.text("deactivated_at IS NULL")
    )
    op.drop_table("person")
    op.drop_index("ix_event_time", table_name="event")
    op.drop_table("event")
    op.drop_table("deployment")
    op.drop_table("definition")
    op.drop_table("bloc")
    op.drop_table("blob")
