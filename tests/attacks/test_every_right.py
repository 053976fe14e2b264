"""Every right, mark of a role and setting is given or taken by itself, and each is named."""

from collections.abc import Iterable, Iterator, Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.store.binding.schema import unlike_release
from tests.attacks.test_guard_removed import done
from tests.check.planting import CheckedYear

ROLES = ("binhxet_app", "binhxet_log")
GRANTEES = (*ROLES, "PUBLIC")
CHANGING = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
MARKS = ("SUPERUSER", "CREATEROLE", "CREATEDB", "BYPASSRLS", "REPLICATION")
GIVEN = """
SELECT coalesce(r.rolname, 'PUBLIC') AS grantee, o.relname AS name, x.privilege_type AS what,
  'TABLE' AS kind, format('%I', o.relname) AS called
FROM pg_class o, LATERAL aclexplode(o.relacl) x LEFT JOIN pg_roles r ON r.oid = x.grantee
WHERE o.relnamespace = CAST('public' AS regnamespace) AND o.relkind IN ('r', 'p', 'v', 'S')
  AND x.grantee <> o.relowner
UNION ALL SELECT coalesce(r.rolname, 'PUBLIC'), o.relname,
  format('%s (%I)', x.privilege_type, a.attname), 'TABLE', format('%I', o.relname)
FROM pg_class o JOIN pg_attribute a ON a.attrelid = o.oid, LATERAL aclexplode(a.attacl) x
LEFT JOIN pg_roles r ON r.oid = x.grantee
WHERE o.relnamespace = CAST('public' AS regnamespace) AND x.grantee <> o.relowner
UNION ALL SELECT coalesce(r.rolname, 'PUBLIC'), p.proname, 'EXECUTE', 'FUNCTION',
  CAST(CAST(p.oid AS regprocedure) AS text)
FROM pg_proc p, LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
LEFT JOIN pg_roles r ON r.oid = x.grantee
WHERE p.pronamespace = CAST('public' AS regnamespace) AND x.grantee <> p.proowner
ORDER BY 1, 2, 3
"""
TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = CAST('public' AS regnamespace)
  AND relkind IN ('r', 'p') ORDER BY 1
"""
COLUMNS = """
SELECT o.relname, a.attname FROM pg_class o JOIN pg_attribute a ON a.attrelid = o.oid
WHERE o.relnamespace = CAST('public' AS regnamespace) AND o.relkind = 'r' AND a.attnum > 0
  AND NOT a.attisdropped AND NOT has_column_privilege('binhxet_app', o.oid, a.attnum, 'UPDATE')
ORDER BY 1, 2
"""
FUNCTIONS = """
SELECT proname, CAST(CAST(p.oid AS regprocedure) AS text) AS called FROM pg_proc p
WHERE pronamespace = CAST('public' AS regnamespace) AND proname NOT LIKE 'pg_stat_%' ORDER BY 2
"""
MIGHTY = """
SELECT rolname FROM pg_roles WHERE rolname LIKE 'pg\\_%' AND rolname <> 'pg_database_owner'
ORDER BY 1
"""
MINDED = (
    *("search_path", "session_replication_role", "row_security", "role"),
    *("local_preload_libraries", "session_preload_libraries", "transform_null_equals"),
)


class Guarded:
    """A year whose rights are changed; each change is undone before the next."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def rows(self, asked: str) -> Sequence[tuple[str, ...]]:
        return [tuple(row) for row in self.session.execute(text(asked.replace(":", "\\:")))]

    def named(self, *statements: str) -> set[str]:
        """Answer what is named once these statements are done."""
        with self.session.begin_nested() as undone:
            for statement in statements:
                self.session.execute(text(statement.replace(":", "\\:")))
            found = {where for _, where in unlike_release(self.session)}
            undone.rollback()
        return found

    def unnamed(self, changes: Iterable[tuple[str, str]]) -> list[str]:
        """Do each change alone of those named alike; answer those after which its name is missing.

        Changes of different names stand side by side: one look is enough for all of them.
        """
        rounds: list[dict[str, str]] = []
        for name, statement in changes:
            free = next((each for each in rounds if name not in each), None)
            if free is None:
                rounds.append(free := {})
            free[name] = statement
        missed = []
        for each in rounds:
            found = self.named(*each.values())
            missed += [statement for name, statement in each.items() if name not in found]
        return missed


@pytest.fixture
def guarded(half: CheckedYear) -> Iterator[Guarded]:
    with done(half, "SELECT 1") as session:
        found = Guarded(session)
        assert found.named("SELECT 1") == set()
        yield found


def test_every_right_that_is_taken_is_named(guarded: Guarded) -> None:
    given = guarded.rows(GIVEN)
    assert {grantee for grantee, *_ in given} == set(GRANTEES)
    taken = [
        (f"right of {grantee} on {name}", f"REVOKE {what} ON {kind} {called} FROM {grantee}")
        for grantee, name, what, kind, called in given
    ]
    assert guarded.unnamed(taken) == []


@pytest.mark.parametrize("grantee", GRANTEES)
def test_every_right_to_change_a_table_that_is_given_is_named(
    guarded: Guarded, grantee: str
) -> None:
    held = {(name, what) for who, name, what, *_ in guarded.rows(GIVEN) if who == grantee}
    given = [
        (f"right of {grantee} on {name}", f'GRANT {what} ON TABLE "{name}" TO {grantee}')
        for (name,) in guarded.rows(TABLES)
        for what in CHANGING
        if (name, what) not in held
    ]
    assert guarded.unnamed(given) == []


def test_every_column_that_may_not_be_changed_is_guarded_by_itself(guarded: Guarded) -> None:
    kept = guarded.rows(COLUMNS)
    assert ("vote", "choice") in kept
    given = [
        (
            f"right of binhxet_app on {name}",
            f'GRANT UPDATE ("{column}") ON TABLE "{name}" TO binhxet_app',
        )
        for name, column in kept
    ]
    assert guarded.unnamed(given) == []


@pytest.mark.parametrize("grantee", GRANTEES)
def test_every_function_that_may_be_called_is_named(guarded: Guarded, grantee: str) -> None:
    held = {called for who, _, _, _, called in guarded.rows(GIVEN) if who == grantee}
    given = [
        (f"right of {grantee} on {name}", f"GRANT EXECUTE ON FUNCTION {called} TO {grantee}")
        for name, called in guarded.rows(FUNCTIONS)
        if called not in held
    ]
    assert guarded.unnamed(given) == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_of_a_role_is_named(guarded: Guarded, role: str, mark: str) -> None:
    assert f"role {role}" in guarded.named(f"ALTER ROLE {role} {mark}")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_that_is_held_is_named(guarded: Guarded, role: str) -> None:
    others = ("binhxet_owner", *({*ROLES} - {role}), *(name for (name,) in guarded.rows(MIGHTY)))
    missed = [
        other for other in others if f"role {role}" not in guarded.named(f"GRANT {other} TO {role}")
    ]
    assert missed == []


@pytest.mark.parametrize("role", [*ROLES, "binhxet_owner", "ALL"])
def test_every_setting_that_undoes_a_guard_is_named(guarded: Guarded, role: str) -> None:
    who = "PUBLIC" if role == "ALL" else role
    missed = [
        name
        for name in MINDED
        if f"setting {who} {name}"
        not in guarded.named(f"ALTER ROLE {role} SET {name} = {_OTHER.get(name, 'none')}")
    ]
    assert missed == []


_OTHER = {
    "session_replication_role": "replica",
    "row_security": "off",
    "transform_null_equals": "on",
    "local_preload_libraries": "'$libdir/plugins/none'",
}
