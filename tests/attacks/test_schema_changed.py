"""Whatever of the schema is changed by hand is named, before anybody uses it."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from server.store.binding.schema import CHANGED, FOREIGN, MISSING, OTHER_RELEASE, unlike_release
from server.store.binding.transactions import untold
from tests.attacks.test_guard_removed import done
from tests.check.planting import CheckedYear, planted

SILENT = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
KEPT_BACK = "CREATE POLICY mine ON task USING (id <> '00000000-0000-0000-0000-000000000000')"
SWALLOWED = "CREATE RULE swallow AS ON INSERT TO comment DO INSTEAD NOTHING"
DEFINER = """
CREATE FUNCTION mine() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM public.vote'
"""
ELSEWHERE = "CREATE SCHEMA aside; " + DEFINER.replace("mine()", "aside.mine()")
FIRED = "CREATE FUNCTION fired() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'"
BESIDE = f"""
CREATE FUNCTION mine() {SILENT};
CREATE TRIGGER beside BEFORE INSERT ON vote FOR EACH ROW EXECUTE FUNCTION mine()
"""
CHANGES: Sequence[tuple[str, str, str]] = [
    ("ALTER TABLE vote ENABLE ROW LEVEL SECURITY", CHANGED, "table vote"),
    ("ALTER TABLE vote FORCE ROW LEVEL SECURITY", CHANGED, "table vote"),
    (KEPT_BACK, FOREIGN, "policy task.mine"),
    (SWALLOWED, FOREIGN, "rule comment.swallow"),
    ("ALTER TABLE change SET UNLOGGED", CHANGED, "table change"),
    ("ALTER TABLE vote OWNER TO binhxet_app", CHANGED, "table vote"),
    ("CREATE TABLE own (id int)", FOREIGN, "table own"),
    ("CREATE TABLE own (salt text) INHERITS (vote)", CHANGED, "table vote"),
    ("CREATE VIEW own AS SELECT * FROM person", FOREIGN, "table own"),
    ("DROP TABLE snooze", MISSING, "table snooze"),
    ("ALTER TABLE event ALTER xid SET DEFAULT 1", CHANGED, "columns of event"),
    ("ALTER TABLE change ALTER at SET DEFAULT '2024-01-01'", CHANGED, "columns of change"),
    ("ALTER TABLE task ADD mine text", CHANGED, "columns of task"),
    ("ALTER TABLE comment ALTER text DROP NOT NULL", CHANGED, "columns of comment"),
    ("ALTER TABLE erasure DROP CONSTRAINT ck_erasure_four_eyes", MISSING,
     "constraint erasure.ck_erasure_four_eyes"),
    ("ALTER TABLE task DISABLE TRIGGER ALL", CHANGED, "constraint task.fk_task_case_id"),
    ("DROP INDEX ix_event_xid", MISSING, "index ix_event_xid"),
    ("CREATE UNIQUE INDEX mine ON vote (case_id)", FOREIGN, "index mine"),
    (f"CREATE OR REPLACE FUNCTION bound_vote_update() {SILENT}", CHANGED, "binding of vote"),
    ("ALTER FUNCTION bound_vote_update() SECURITY INVOKER", CHANGED, "binding of vote"),
    ("ALTER FUNCTION bound_vote_update() RESET search_path", CHANGED, "binding of vote"),
    ("ALTER TABLE vote DISABLE TRIGGER bound_update", CHANGED, "binding of vote"),
    ("DROP TRIGGER bound_truncate ON vote", CHANGED, "binding of vote"),
    (f"CREATE OR REPLACE FUNCTION delegation_of_a_year() {SILENT}", CHANGED,
     "function delegation_of_a_year()"),
    (f"CREATE OR REPLACE FUNCTION refuse_change() {SILENT}", CHANGED, "function refuse_change()"),
    ("ALTER FUNCTION erase(uuid) OWNER TO postgres", CHANGED, "function erase(told uuid)"),
    (DEFINER, FOREIGN, "function mine()"),
    (ELSEWHERE, FOREIGN, "function aside.mine()"),
    (BESIDE, FOREIGN, "trigger vote.beside"),
    (f"{FIRED}; CREATE EVENT TRIGGER fire ON ddl_command_end EXECUTE FUNCTION fired()", FOREIGN,
     "event trigger fire"),
    ("CREATE DOMAIN uuid AS text", FOREIGN, "type uuid"),
    ("CREATE SCHEMA binhxet_app CREATE TABLE vote (id int)", FOREIGN, "schema binhxet_app"),
    ("ALTER ROLE binhxet_app SET search_path = aside, public", FOREIGN,
     "setting binhxet_app search_path"),
    ("ALTER ROLE binhxet_app SET session_replication_role = replica", FOREIGN,
     "setting binhxet_app session_replication_role"),
    ("ALTER ROLE binhxet_owner SET row_security = off", FOREIGN,
     "setting binhxet_owner row_security"),
    ("ALTER ROLE binhxet_app BYPASSRLS", CHANGED, "role binhxet_app"),
    ("ALTER ROLE binhxet_log CREATEROLE", CHANGED, "role binhxet_log"),
    ("GRANT binhxet_log TO binhxet_app", CHANGED, "role binhxet_app"),
    ("GRANT pg_write_all_data TO binhxet_app", CHANGED, "role binhxet_app"),
    ("GRANT pg_execute_server_program TO binhxet_app", CHANGED, "role binhxet_app"),
    ("GRANT INSERT ON leaf TO binhxet_app", CHANGED, "right of binhxet_app on leaf"),
    ("GRANT UPDATE (text) ON comment TO binhxet_app", CHANGED, "right of binhxet_app on comment"),
    ("GRANT DELETE ON vote TO PUBLIC", FOREIGN, "right of PUBLIC on vote"),
    ("GRANT SELECT ON event_payload TO binhxet_log", FOREIGN,
     "right of binhxet_log on event_payload"),
    ("GRANT CREATE ON SCHEMA public TO PUBLIC", FOREIGN, "right of PUBLIC on schema public"),
    ("GRANT EXECUTE ON FUNCTION take_baseline TO PUBLIC", FOREIGN,
     "right of PUBLIC on take_baseline"),
    ("ALTER DEFAULT PRIVILEGES GRANT UPDATE ON TABLES TO binhxet_app", FOREIGN,
     "right of binhxet_app on what is made later"),
    ("CREATE ROLE other; GRANT UPDATE ON vote TO other", FOREIGN, "right of other on vote"),
    ("UPDATE alembic_version SET version_num = '0001'", OTHER_RELEASE, ""),
]  # fmt: skip
HARMLESS = [
    "CREATE ROLE reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
    "CREATE SCHEMA aside CREATE TABLE vote (id int)",
    "ALTER ROLE binhxet_app SET statement_timeout = '60s'",
    "ALTER TABLE task SET (autovacuum_vacuum_scale_factor = 0.01)",
    "ALTER TABLE task ALTER search SET STATISTICS 500",
]
SALTS = [
    "UPDATE change SET salts[1] = salts[1] || '\\x00' WHERE op <> 'D'",
    "UPDATE change SET salts[1] = '' WHERE op <> 'D'",
    "UPDATE change SET salts = salts || salts WHERE op <> 'D'",
    "UPDATE change SET salts = NULL WHERE op <> 'D'",
    "UPDATE change SET digests[1] = digests[1] || '\\x00' WHERE op <> 'D'",
    "UPDATE change SET op = 'X' WHERE op = 'U'",
]


@pytest.mark.parametrize(("statements", "invariant", "where"), CHANGES)
def test_what_is_changed_by_hand_is_named(
    half: CheckedYear, statements: str, invariant: str, where: str
) -> None:
    with done(half, statements.replace(":", "\\:")) as session:
        found = set(unlike_release(session))
    assert (invariant, where) in found or any(
        invariant == OTHER_RELEASE == each for each, _ in found
    ), found


@pytest.mark.parametrize("statements", HARMLESS)
def test_what_an_operator_may_do_is_no_breach(half: CheckedYear, statements: str) -> None:
    with done(half, statements) as session:
        assert list(unlike_release(session)) == []


@pytest.mark.parametrize("statement", SALTS)
def test_a_change_has_a_salt_and_a_digest_for_each_key(half: CheckedYear, statement: str) -> None:
    with planted(half, statement) as session:
        assert "P3 change of another form" in {invariant for invariant, _ in untold(session, ())}


def test_the_whole_check_asks_for_the_schema(half: CheckedYear) -> None:
    with done(half, SWALLOWED) as session:
        found = {(breach.invariant, breach.where) for breach in half.check(session)}
        assert session.scalar(text("SHOW search_path")) == '"$user", public'
    assert (FOREIGN, "rule comment.swallow") in found
