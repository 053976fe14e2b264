"""What a statement changes in a bound table is written down by triggers, in `change`.

It is one row a statement and table: the keys of the rows it wrote and a salted digest of each. The
triggers run as the owner; the application's role may read `change`, and write it only so.
`bind_table` binds a table, `take_baseline` the rows that stood there before: in later migrations,
too.

Revision ID: 0048
Revises: 0047
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

ROLE = "binhxet_app"
XID = "CAST(CAST(pg_current_xact_id() AS text) AS bigint)"
BEGUN = "when the transaction began, by the server's clock"
CHANGE = "What a statement changed in a bound table, written by its triggers alone."
ORDER = "of two changes of one row the later has the greater; xid does not tell"
FUNCTIONS = (
    "bind_table(text, integer, text[], text[], text[])",
    "unbind_table(text)",
    "take_baseline(text[], boolean)",
    "row_text(text[], text[])",
)
ROW_TEXT = """
CREATE FUNCTION row_text(columns text[], hashed text[]) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'json_build_array(' || coalesce(string_agg(CASE WHEN name = ANY(hashed)
    THEN format('encode(sha256(convert_to(r.%1$I, ''UTF8'')), ''hex'')', name)
    ELSE format('r.%I', name) END, ', ' ORDER BY n), '') || ')::text'
  FROM unnest(columns) WITH ORDINALITY AS c(name, n)
$$
"""
BIND_TABLE = """
CREATE FUNCTION bind_table(
  bound text, shape integer, keys text[], columns text[], hashed text[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $bind$
DECLARE
  unbound text[] := ARRAY(SELECT attname::text FROM pg_attribute
    WHERE attrelid = format('public.%I', bound)::regclass AND attnum > 0 AND NOT attisdropped
      AND attname <> ALL(keys || columns));
  same text := '';
  op text; seen text; fires text;
BEGIN
  IF unbound <> '{}' THEN  -- a statement that writes these alone leaves no change
    same := format(' WHERE NOT EXISTS (SELECT FROM before b WHERE %s AND %s)',
      (SELECT string_agg(format('b.%1$I = r.%1$I', name), ' AND ') FROM unnest(keys) name),
      (SELECT format('(%s) IS NOT DISTINCT FROM (%s)',
        string_agg(format('b.%I', name), ', '), string_agg(format('r.%I', name), ', '))
       FROM unnest(columns) name));
  END IF;
  FOREACH op IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
    seen := CASE op WHEN 'insert' THEN 'NEW TABLE AS changed' WHEN 'delete'
      THEN 'OLD TABLE AS changed' ELSE 'OLD TABLE AS before NEW TABLE AS changed' END;
    EXECUTE format($f$
      CREATE OR REPLACE FUNCTION bound_%1$s_%2$s() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
      BEGIN
        INSERT INTO public.change(table_name, shape, op, keys, salts, digests)
        SELECT %3$L, %4$s, %5$L, array_agg(key), %6$s FROM %7$s HAVING count(*) > 0;
        RETURN NULL;
      END $$ $f$,
      bound, op, bound, shape, upper(left(op, 1)),
      CASE op WHEN 'delete' THEN 'NULL, NULL' ELSE
        'array_agg(salt), array_agg(sha256(salt || convert_to(content, ''UTF8'')))' END,
      CASE op WHEN 'delete' THEN format('(SELECT %s AS key FROM changed r) r', row_text(keys, '{}'))
        ELSE format('(SELECT %s AS key, uuid_send(gen_random_uuid()) AS salt, %s AS content'
          ' FROM changed r%s) r', row_text(keys, '{}'), row_text(columns, hashed),
          CASE op WHEN 'update' THEN same ELSE '' END) END);
    EXECUTE format('REVOKE ALL ON FUNCTION bound_%s_%s() FROM PUBLIC', bound, op);
    EXECUTE format('CREATE OR REPLACE TRIGGER bound_%1$s AFTER %1$s ON %2$I REFERENCING %3$s
      FOR EACH STATEMENT EXECUTE FUNCTION bound_%4$s_%1$s()', op, bound,
      CASE WHEN op = 'update' AND same = '' THEN 'NEW TABLE AS changed' ELSE seen END, bound);
  END LOOP;
  EXECUTE format('CREATE OR REPLACE TRIGGER bound_truncate BEFORE TRUNCATE ON %I
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', bound);
  INSERT INTO bound_table VALUES (bound, shape, keys, columns, hashed)
  ON CONFLICT (name) DO UPDATE SET shape = excluded.shape, keys = excluded.keys,
    columns = excluded.columns, hashed = excluded.hashed;
END $bind$
"""
UNBIND_TABLE = """
CREATE FUNCTION unbind_table(bound text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE op text;
BEGIN
  FOREACH op IN ARRAY ARRAY['insert', 'update', 'delete', 'truncate'] LOOP
    EXECUTE format('DROP TRIGGER bound_%s ON %I', op, bound);
    EXECUTE format('DROP FUNCTION IF EXISTS bound_%s_%s()', bound, op);
  END LOOP;
  DELETE FROM bound_table WHERE name = bound;
END $$
"""
TAKE_BASELINE = """
CREATE FUNCTION take_baseline(tables text[], everywhere boolean) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp SET timezone = 'UTC' AS $baseline$
DECLARE
  each bound_table;
  told text;
  now_here timestamptz := clock_timestamp();
  shift bigint := coalesce((SELECT clock_offset_seconds FROM deployment), 0);
  then_told timestamptz := now_here + shift * interval '1 second';  -- by the installation's clock
BEGIN
  FOR each IN SELECT * FROM bound_table WHERE name = ANY(tables) ORDER BY name LOOP
    EXECUTE format($f$
      INSERT INTO change(table_name, shape, op, keys, salts, digests)
      SELECT %1$L, %2$s, 'B', array_agg(key), array_agg(salt),
        array_agg(sha256(salt || convert_to(content, 'UTF8')))
      FROM (SELECT key, salt, content, (row_number() OVER () - 1) / 1000 AS part
        FROM (SELECT %3$s AS key, uuid_send(gen_random_uuid()) AS salt, %4$s AS content
          FROM %1$I r) r) r GROUP BY part ORDER BY part $f$,
      each.name, each.shape, row_text(each.keys, '{}'), row_text(each.columns, each.hashed));
  END LOOP;
  SELECT format('{"digest":"%s","rows":%s}', encode(sha256(convert_to(format(E'change/v1 %s %s\n',
      pg_current_xact_id(), to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'UTF8')
      || string_agg(hash, '' ORDER BY n)), 'hex'), sum(rows)) INTO told
  FROM (SELECT n, cardinality(keys) AS rows, sha256(convert_to(
      format(E'%s %s %s %s\n', n, table_name, shape, op) ||
      (SELECT string_agg(encode(digest, 'hex') || ' ' || key || E'\n', '' ORDER BY k)
       FROM unnest(keys, digests) WITH ORDINALITY AS r(key, digest, k)), 'UTF8')) AS hash
    FROM change WHERE xid = pg_current_xact_id()::text::bigint AND at = now() AND op = 'B') c;
  IF told IS NULL THEN
    RETURN;
  END IF;
  IF NOT everywhere THEN
    INSERT INTO stream(name, seq, head) VALUES ('operations', 0, '') ON CONFLICT DO NOTHING;
  END IF;
  WITH head AS (
    SELECT 'case/' || id AS name, seq, head, id AS case_id, kind, simulated
    FROM case_ WHERE everywhere
    UNION ALL SELECT name, seq, head, NULL, '', false FROM stream
    WHERE everywhere OR name = 'operations'),
  next AS (  -- a chain that does not end at its head stays as it was found
    SELECT h.name, h.case_id, h.kind, h.simulated, h.seq + 1 AS seq, h.head AS prev,
      coalesce(e.province, '') AS province,
      (lpad(to_hex(floor(extract(epoch FROM then_told) * 1000)::bigint), 12, '0') || '7'
        || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid AS id,
      encode(uuid_send(gen_random_uuid()), 'hex') AS salt
    FROM head h LEFT JOIN event e ON e.stream = h.name AND e.seq = h.seq AND e.hash = h.head
    WHERE e.id IS NOT NULL OR NOT everywhere AND h.seq = 0),
  digested AS (
    SELECT next.*, encode(sha256(decode(salt, 'hex') || convert_to(told, 'UTF8')), 'hex')
      AS payload_digest FROM next),
  chained AS (
    SELECT digested.*, encode(sha256(convert_to(format('{"act_time":"%s","attachments":[],'
      '"clock_offset_seconds":%s,"db_time":"%s","definition_hash":"","form_hash":"","format":1,'
      '"id":"%s","kind":"history.baseline","object":"history","payload_digest":"%s",'
      '"prev_hash":"%s","province":%s,"seq":%s,"simulated":%s,"stream":%s}',
      to_char(then_told, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), shift,
      to_char(now_here, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), id, payload_digest, prev,
      to_json(province), seq, to_json(simulated), to_json(name)), 'UTF8')), 'hex') AS hash
    FROM digested),
  wrote AS (
    INSERT INTO event(id, format, province, stream, seq, prev_hash, kind, object, act_time, db_time,
      clock_offset_seconds, attachments, simulated, payload_digest, hash)
    SELECT id, 1, province, name, seq, prev, 'history.baseline', 'history',
      then_told, now_here, shift, '[]', simulated, payload_digest, hash
    FROM chained),
  kept AS (
    INSERT INTO event_payload(event_id, salt, payload, case_id, act, case_kind, act_time, seq)
    SELECT id, salt, told, case_id, 'history.baseline', kind,
      then_told, seq FROM chained),
  cases AS (
    UPDATE case_ SET seq = c.seq, head = c.hash FROM chained c WHERE c.case_id = case_.id)
  UPDATE stream SET seq = c.seq, head = c.hash FROM chained c
  WHERE c.case_id IS NULL AND c.name = stream.name;
END $baseline$
"""


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("table_name", sa.Text(), primary_key=True),
        sa.Column("n", sa.BigInteger(), sa.Identity(always=True), primary_key=True, comment=ORDER),
        sa.Column(
            "xid", sa.BigInteger(), nullable=False, server_default=sa.text(XID),
            comment="the transaction",
        ),
        sa.Column(
            "at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()"),
            comment=BEGUN,
        ),
        sa.Column("shape", sa.SmallInteger(), nullable=False),
        sa.Column("op", sa.CHAR(1), nullable=False, comment="I, U, D; B: found by a migration"),
        sa.Column("keys", sa.ARRAY(sa.Text()), nullable=False, comment="JSON lists"),
        sa.Column("salts", sa.ARRAY(sa.LargeBinary()), comment="one a key; NULL for D"),
        sa.Column("digests", sa.ARRAY(sa.LargeBinary()), comment="one a key; NULL for D"),
        comment=CHANGE,
    )  # fmt: skip
    op.create_index("ix_change_xid", "change", ["xid"])
    op.create_table(
        "bound_table",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("shape", sa.SmallInteger(), nullable=False),
        *(
            sa.Column(name, sa.ARRAY(sa.Text()), nullable=False)
            for name in ("keys", "columns", "hashed")
        ),
        comment="The tables whose changes are written down, and of which columns.",
    )
    op.execute(f"GRANT SELECT ON change, bound_table TO {ROLE}")
    begun = sa.Column(
        "begun_at", sa.DateTime(timezone=True), comment=BEGUN.replace("the", "its", 1)
    )
    op.add_column("event", begun)
    op.alter_column("event", "begun_at", server_default=sa.text("now()"))
    for statement in (ROW_TEXT, BIND_TABLE, UNBIND_TABLE, TAKE_BASELINE):
        op.execute(sa.text(statement.replace(":", "\\:")))
    for function in FUNCTIONS:
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
    op.execute("""
        CREATE TRIGGER change_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON change
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """)


def downgrade() -> None:
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")
    op.drop_column("event", "begun_at")
    op.drop_table("bound_table")
    op.drop_table("change")
