"""The schema as it stands, object by object, each with a digest of what the server says of it."""

# ruff: noqa: S608 - constants

from collections.abc import Mapping

from sqlalchemy import text

from server.store import Session


def catalogue(session: Session) -> Mapping[str, str]:
    """Return the digest of each object by its kind and name, as `trigger task.bound_update`.

    Objects of `public`, and what reaches into it from elsewhere: rights, roles, functions that run
    as their owner, event triggers, settings, schemas that hide ours. The transaction's search path
    is left as it was.
    """
    before = session.scalar(_PATH)
    session.execute(_SET_PATH, {"path": "pg_catalog"})  # so that every name is written whole
    found = {row.name: row.digest for row in session.execute(_ALL)}
    session.execute(_SET_PATH, {"path": before})
    return found


_PATH = text("SELECT current_setting('search_path')")
_SET_PATH = text("SELECT set_config('search_path', :path, true)")
_BOUND = r"^bound_(insert|update|delete|truncate)$"
_BOUND_FUNCTION = r"^bound_(.*)_(insert|update|delete)$"
_FUNCTION = """concat_ws(' ', p.proname, p.prokind, p.prosrc, p.probin, l.lanname, p.prosecdef,
  p.provolatile, p.proisstrict, p.proretset, CAST(p.prorettype AS regtype),
  p.proconfig, pg_get_function_arguments(p.oid),
  CASE WHEN p.proowner <> here.owner THEN CAST(p.proowner AS regrole) END)"""
_TRIGGER = "concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)"
_OBJECTS = {
    "table": """
SELECT o.relname, concat_ws(' ', o.relkind, o.relpersistence, o.relrowsecurity,
  o.relforcerowsecurity, o.relispartition,
  CASE WHEN o.relowner <> here.owner THEN CAST(o.relowner AS regrole) END,
  EXISTS (SELECT FROM pg_inherits i WHERE o.oid IN (i.inhparent, i.inhrelid)))
FROM here, ours o WHERE o.relkind NOT IN ('i', 'I')""",
    "columns of": """
SELECT o.relname, string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
  a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid),
  CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation END), ', ' ORDER BY a.attname)
FROM ours o JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = o.oid AND d.adnum = a.attnum
WHERE o.relkind NOT IN ('i', 'I') GROUP BY o.relname""",
    "constraint": """
SELECT coalesce(o.relname, '') || '.' || c.conname, concat_ws(' ', pg_get_constraintdef(c.oid),
  c.convalidated, (SELECT string_agg(CAST(t.tgenabled AS text), '' ORDER BY t.tgenabled)
    FROM pg_trigger t WHERE t.tgconstraint = c.oid))
FROM pg_constraint c LEFT JOIN ours o ON o.oid = c.conrelid
WHERE c.connamespace = CAST('public' AS regnamespace) AND c.contype NOT IN ('n', 't')""",
    "index": """
SELECT o.relname, concat_ws(' ', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready,
  i.indisprimary, i.indimmediate)
FROM ours o JOIN pg_index i ON i.indexrelid = o.oid""",
    "trigger": f"""
SELECT o.relname || '.' || t.tgname, {_TRIGGER}
FROM ours o JOIN pg_trigger t ON t.tgrelid = o.oid
WHERE NOT t.tgisinternal AND t.tgname !~ '{_BOUND}'""",
    "binding of": f"""
SELECT b.relname, string_agg(b.part, '; ' ORDER BY b.part) FROM (
  SELECT o.relname, {_TRIGGER} AS part FROM ours o JOIN pg_trigger t ON t.tgrelid = o.oid
  WHERE NOT t.tgisinternal AND t.tgname ~ '{_BOUND}'
  UNION ALL SELECT regexp_replace(p.proname, '{_BOUND_FUNCTION}', '\\1'), {_FUNCTION}
  FROM here, pg_proc p JOIN pg_language l ON l.oid = p.prolang
  WHERE p.pronamespace = CAST('public' AS regnamespace) AND p.proname ~ '{_BOUND_FUNCTION}') b
GROUP BY b.relname""",
    "function": f"""
SELECT CASE WHEN p.pronamespace <> CAST('public' AS regnamespace)
  THEN CAST(p.pronamespace AS regnamespace) || '.' ELSE '' END
  || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', {_FUNCTION}
FROM here, pg_proc p JOIN pg_language l ON l.oid = p.prolang
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE CASE n.nspname WHEN 'public' THEN p.proname !~ '{_BOUND_FUNCTION}'
    AND NOT (p.proname LIKE 'pg\\_stat\\_statements%' AND EXISTS (SELECT FROM pg_depend x
      WHERE x.objid = p.oid AND x.deptype = 'e'))
  WHEN 'pg_catalog' THEN p.oid >= 16384
  ELSE p.prosecdef AND n.nspname <> 'information_schema' END""",
    "rule": """
SELECT o.relname || '.' || r.rulename, concat_ws(' ', pg_get_ruledef(r.oid), r.ev_enabled)
FROM ours o JOIN pg_rewrite r ON r.ev_class = o.oid""",
    "policy": """
SELECT o.relname || '.' || p.polname, '' FROM ours o JOIN pg_policy p ON p.polrelid = o.oid""",
    "type": """
SELECT t.typname, '' FROM pg_type t
WHERE t.typnamespace = CAST('public' AS regnamespace) AND t.typrelid = 0 AND t.typelem = 0""",
    "operator": """
SELECT CAST(p.oid AS regoperator), '' FROM pg_operator p
WHERE p.oprnamespace = CAST('public' AS regnamespace)""",
    "cast": """
SELECT format('%s AS %s', CAST(castsource AS regtype), CAST(casttarget AS regtype)), ''
FROM pg_cast WHERE oid >= 16384""",
    "event trigger": "SELECT evtname, '' FROM pg_event_trigger",
    "schema": """
SELECT n.nspname, '' FROM here, pg_namespace n
WHERE n.nspname IN (SELECT rolname FROM roles UNION SELECT CAST(CAST(owner AS regrole) AS text))""",
    "role": """
SELECT r.rolname, concat_ws(' ', r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls,
  r.rolreplication, (SELECT string_agg(g.rolname, ' ' ORDER BY g.rolname) FROM pg_roles g
    WHERE g.oid <> r.oid AND pg_has_role(r.oid, g.oid, 'MEMBER')
      AND (g.rolsuper OR g.oid = here.owner OR g.rolname LIKE 'pg\\_%' OR g.oid IN (
        SELECT x.oid FROM roles x))))
FROM here, roles r""",
    "right of": """
SELECT coalesce(r.rolname, 'PUBLIC') || ' on ' || w.name,
  string_agg(w.what, ' ' ORDER BY w.what)
FROM here, granted w LEFT JOIN pg_roles r ON r.oid = w.grantee
WHERE w.grantee <> here.owner AND r.rolsuper IS NOT TRUE
  AND r.rolname IS DISTINCT FROM 'pg_database_owner'
  AND (r.oid IS NULL OR r.oid IN (SELECT oid FROM roles)
    OR w.what !~ '^(SELECT|USAGE|MAINTAIN)')
GROUP BY 1""",
    "setting": """
SELECT concat_ws(' ', CASE s.setrole WHEN 0 THEN 'PUBLIC'
    ELSE CAST(CAST(s.setrole AS regrole) AS text) END, split_part(told, '=', 1)), told
FROM here, pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) AS told
WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  AND (s.setrole IN (0, here.owner) OR s.setrole IN (SELECT oid FROM roles))
  AND split_part(told, '=', 1) IN (SELECT name FROM minded)
UNION ALL SELECT 'server ' || name, reset_val FROM pg_settings
WHERE name IN (SELECT name FROM minded) AND reset_val <> boot_val""",
}
_DIGEST = "left(encode(sha256(convert_to(coalesce(o.said, ''), 'UTF8')), 'hex'), 32)"
_ALL = text(f"""
WITH here AS (SELECT relowner AS owner FROM pg_class WHERE oid = to_regclass('public.event')),
roles AS (SELECT * FROM pg_roles WHERE rolname IN ('binhxet_app', 'binhxet_log')),
minded AS (SELECT unnest(ARRAY['search_path', 'session_replication_role', 'row_security', 'role',
  'local_preload_libraries', 'session_preload_libraries', 'transform_null_equals']) AS name),
ours AS (SELECT * FROM pg_class o WHERE o.relnamespace = CAST('public' AS regnamespace)
  AND NOT (o.relname LIKE 'pg\\_stat\\_statements%' AND EXISTS (SELECT FROM pg_depend x
    WHERE x.objid = o.oid AND x.deptype = 'e'))),
granted AS (
  SELECT o.relname AS name, x.grantee, x.privilege_type AS what
  FROM ours o, LATERAL aclexplode(o.relacl) x WHERE o.relkind NOT IN ('i', 'I')
  UNION ALL SELECT o.relname, x.grantee, x.privilege_type || '(' || a.attname || ')'
  FROM ours o JOIN pg_attribute a ON a.attrelid = o.oid, LATERAL aclexplode(a.attacl) x
  WHERE o.relkind NOT IN ('i', 'I')
  UNION ALL SELECT p.proname, x.grantee, x.privilege_type FROM pg_proc p,
    LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
  WHERE p.pronamespace = CAST('public' AS regnamespace) AND p.proname NOT LIKE 'pg\\_stat\\_%'
  UNION ALL SELECT 'schema ' || n.nspname, x.grantee, x.privilege_type
  FROM pg_namespace n, LATERAL aclexplode(n.nspacl) x
  WHERE n.nspname = 'public' AND x.privilege_type = 'CREATE'
  UNION ALL SELECT 'what is made later', x.grantee, concat(d.defaclobjtype, ' ', x.privilege_type)
  FROM pg_default_acl d, LATERAL aclexplode(d.defaclacl) x
  WHERE d.defaclnamespace IN (0, CAST('public' AS regnamespace)))
{
    " UNION ALL ".join(
        f"SELECT concat('{kind} ', o.name) AS name, {_DIGEST} AS digest"
        f" FROM ({question}) o(name, said)"
        for kind, question in _OBJECTS.items()
    )
}
""")
