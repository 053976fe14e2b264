"""What history keeps of a person can be erased on legal ground, by two administrators.

Revision ID: 0050
Revises: 0049
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ROLE = "binhxet_app"
STATES = "waiting, done, rejected, withdrawn"
PERSON = "whose data it is about; NULL: events were named one by one"
REMAINS = "JSON: the payload without what was erased of it"
DOCUMENT = "number and day of the paper that asks for it"


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False, comment="whose administrators settle it"),
        sa.Column("state", sa.Text(), nullable=False, comment=STATES),
        sa.Column("person_id", sa.Uuid(), comment=PERSON),
        sa.Column("law", sa.Text(), nullable=False, comment="article and law, as typed"),
        sa.Column("document", sa.Text(), nullable=False, comment=DOCUMENT),
        sa.Column(
            "stays",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="what stays and why, as typed",
        ),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_name", sa.Text(), nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("settled_by", sa.Uuid()),
        sa.Column("settled_name", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.Column("reason", sa.Text(), server_default="", nullable=False, comment="of a refusal"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_erasure_person_id"),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name="fk_erasure_proposed_by"),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name="fk_erasure_settled_by"),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
        sa.CheckConstraint(
            "state <> 'done' OR settled_by <> proposed_by", name=op.f("ck_erasure_four_eyes")
        ),
        comment="Erasures on legal ground; a second administrator does what one has proposed.",
    )
    op.create_index("ix_erasure_province", "erasure", ["province", "proposed_at"])
    _make_events()
    op.execute(f"GRANT SELECT, INSERT ON erasure, erasure_event TO {ROLE}")
    op.execute(
        f"GRANT UPDATE (state, settled_by, settled_name, settled_at, reason) ON erasure TO {ROLE}"
    )
    op.execute(f"GRANT SELECT ON erased TO {ROLE}")
    _guard()


def _make_events() -> None:
    op.create_table(
        "erasure_event",
        sa.Column("erasure_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["erasure_id"], ["erasure.id"], name="fk_erasure_event_erasure_id"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_erasure_event_event_id"),
        sa.PrimaryKeyConstraint("erasure_id", "event_id", name="pk_erasure_event"),
        comment="The events whose payload is proposed to be erased.",
    )
    op.create_table(
        "erased",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("erasure_id", sa.Uuid(), nullable=False),
        sa.Column("remains", sa.Text(), nullable=False, comment=REMAINS),
        sa.Column("element", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_unit_id", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_erased_event_id"),
        sa.ForeignKeyConstraint(["erasure_id"], ["erasure.id"], name="fk_erased_erasure_id"),
        sa.PrimaryKeyConstraint("event_id", name="pk_erased"),
        comment="Events whose payload is gone; written by the function erase alone.",
    )
    op.create_index("ix_erased_erasure_id", "erased", ["erasure_id"])


def _guard() -> None:
    for function, made in (("erase(uuid)", ERASE), ("forget_salts()", FORGET_SALTS)):
        op.execute(made)
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {ROLE}")
    op.execute("DROP TRIGGER change_written_once ON change")
    op.execute(WRITTEN_ONCE.format(update=f"UPDATE OF {ALL_BUT_SALTS}"))
    for statement in BIND:
        op.execute(statement)


def downgrade() -> None:
    op.execute(
        "SELECT unbind_table(name) FROM bound_table"
        " WHERE name IN ('erasure', 'erasure_event', 'erased')"
    )
    op.execute("DROP TRIGGER change_written_once ON change")
    op.execute(WRITTEN_ONCE.format(update="UPDATE"))
    op.execute("DROP FUNCTION forget_salts()")
    op.execute("DROP FUNCTION erase(uuid)")
    op.drop_table("erased")
    op.drop_table("erasure_event")
    op.drop_table("erasure")


ERASE = r"""
CREATE FUNCTION erase(told uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  act erasure;
  said jsonb;
BEGIN
  SELECT p.payload::jsonb INTO said FROM event e JOIN event_payload p ON p.event_id = e.id
  WHERE e.id = told AND e.stream = 'erasures' AND e.kind = 'data.erased';
  SELECT * INTO act FROM erasure WHERE id = (said ->> 'erasure')::uuid;
  IF act.state IS DISTINCT FROM 'done' OR act.settled_by = act.proposed_by
    OR EXISTS (SELECT FROM erased WHERE erasure_id = act.id)
    OR EXISTS (SELECT FROM jsonb_array_elements(said -> 'events') x
      WHERE NOT EXISTS (SELECT FROM erasure_event y WHERE y.erasure_id = act.id
        AND y.event_id = (x ->> 'id')::uuid))
  THEN
    RAISE EXCEPTION 'no second person has confirmed this erasure';
  END IF;
  INSERT INTO erased(event_id, erasure_id, remains, element, subject_unit_id)
  SELECT (x ->> 'id')::uuid, act.id, (x -> 'remains')::text, x ->> 'element', x ->> 'unit'
  FROM jsonb_array_elements(said -> 'events') x;
  update receipt r set person_name = said ->> 'mark' FROM event e JOIN erased x ON x.event_id = e.id
  WHERE x.erasure_id = act.id AND e.kind = 'task.received' AND e.object = 'task/' || r.task_id;
  update comment c set text = said ->> 'mark', person_name = said ->> 'mark'
  WHERE c.person_id = act.person_id AND c.id IN (
    SELECT value::uuid FROM jsonb_array_elements_text(said -> 'comments'));
  DELETE FROM event_payload p USING erased x
  WHERE x.event_id = p.event_id AND x.erasure_id = act.id;
END $$
"""
"""Deletes what the event `data.erased` names, once; the application has no other way to do it."""
FORGET_SALTS = """
CREATE FUNCTION forget_salts() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM event WHERE kind = 'data.erased' AND stream = 'erasures'
    AND xid = pg_current_xact_id()::text::bigint AND begun_at = now())
  THEN
    RAISE EXCEPTION 'nothing is erased in this transaction';
  END IF;
  WITH touched AS (
    SELECT c.table_name, k.key, max(c.n) AS newest FROM change c CROSS JOIN unnest(c.keys) k(key)
    WHERE c.xid = pg_current_xact_id()::text::bigint AND c.at = now() GROUP BY 1, 2)
  update change c set salts = ARRAY(
    SELECT CASE WHEN c.n < t.newest THEN ''::bytea ELSE k.salt END
    FROM unnest(c.keys, c.salts) WITH ORDINALITY k(key, salt, o)
    LEFT JOIN touched t ON t.table_name = c.table_name AND t.key = k.key ORDER BY k.o)
  WHERE c.salts IS NOT NULL AND EXISTS (SELECT FROM touched t
    WHERE t.table_name = c.table_name AND t.key = ANY(c.keys) AND c.n < t.newest);
END $$
"""
"""Without its salt the digest of what a row held cannot be tried out; nothing compares it."""
ALL_BUT_SALTS = "table_name, n, xid, at, shape, op, keys, digests"
WRITTEN_ONCE = """
CREATE TRIGGER change_written_once BEFORE {update} OR DELETE OR TRUNCATE ON change
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
BIND = (
    """
SELECT bind_table('erasure', 1, ARRAY['id'], ARRAY['province', 'state', 'person_id', 'law',
  'document', 'stays', 'proposed_by', 'proposed_name', 'proposed_at', 'expires_at', 'settled_by',
  'settled_name', 'settled_at', 'reason'], '{}')
""",
    "SELECT bind_table('erasure_event', 1, ARRAY['erasure_id', 'event_id'], '{}', '{}')",
    """
SELECT bind_table('erased', 1, ARRAY['event_id'],
  ARRAY['erasure_id', 'remains', 'element', 'subject_unit_id'], '{}')
""",
)
