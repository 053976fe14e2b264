"""The guard of history in the database: the triggers that refuse a change, and the roles' rights.

What somebody does behind a guard that is gone may show nowhere else until it is signed.
"""

from collections.abc import Iterator

from sqlalchemy import text

from server.store import Session

STOPPED = "P3 history can be changed: trigger missing or stopped"
ALLOWED = "P3 history can be changed: the application may"


def unguarded(session: Session) -> Iterator[tuple[str, str]]:
    """Name every table of history without its trigger, and every right the application has not."""
    for row in session.execute(_STOPPED):
        yield STOPPED, str(row.name)
    for row in session.execute(_ALLOWED):
        yield ALLOWED, str(row.what)


_ONCE = "'event', 'change', 'leaf', 'tile', 'checkpoint', 'cosignature', 'time_stamp'"
_STOPPED = text(rf"""
SELECT name FROM unnest(ARRAY[{_ONCE}]) AS name
WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = to_regclass(quote_ident(name))
  AND t.tgname = name || '_written_once' AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL
  AND t.tgfoid = (SELECT f.oid FROM pg_proc f WHERE f.oid = to_regproc('public.refuse_change')
    AND f.prosrc ~ '^\s*BEGIN\s+RAISE EXCEPTION [^;]*;\s*END;?\s*$'))
ORDER BY name
""")  # noqa: S608 - constants
_ALLOWED = text(f"""
WITH app AS (SELECT oid, rolname, rolsuper FROM pg_roles WHERE rolname = 'binhxet_app'),
kept AS (SELECT to_regclass(quote_ident(name)) AS oid, name
  FROM unnest(ARRAY[{_ONCE}, 'event_payload']) AS name)
SELECT 'superuser' AS what FROM app WHERE rolsuper
UNION ALL SELECT 'role ' || r.rolname FROM app JOIN pg_roles r
  ON r.oid <> app.oid AND pg_has_role(app.oid, r.oid, 'MEMBER')
  WHERE NOT app.rolsuper AND EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid
    AND c.oid IN (SELECT oid FROM kept))
UNION ALL SELECT lower(asked.what) || ' ' || kept.name FROM app CROSS JOIN kept
  CROSS JOIN unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS asked(what)
  WHERE NOT app.rolsuper AND has_table_privilege(app.oid, kept.oid, asked.what)
UNION ALL SELECT 'insert change' FROM app JOIN kept ON kept.name = 'change'
  WHERE NOT app.rolsuper AND has_table_privilege(app.oid, kept.oid, 'INSERT')
ORDER BY what
""")  # noqa: S608 - constants
