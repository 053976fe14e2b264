"""F20: a migration over many rows, killed half-way, done again; down and up. F5: on a full disk."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config

from server.config import ROOT
from server.embedded import Cluster, ClusterRefused, make_database
from server.store.database.addresses import libpq_url
from server.store.schema.schema import SchemaRefused, upgrade
from tests.faults.conftest import Say
from tests.faults.harness.owned import Owned, on_small_disk
from tests.faults.test_servers import fill
from tests.worlds.databases import Database
from tests.worlds.worker import sound
from tests.worlds.year import SCHOOL

FROM = "0003"
MANY = 100_000
ROOM = 2_000_000
RECOVERS_SECONDS = 20.0
LOG_FILES_LEFT = """
SELECT count(*) FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'
  AND name > pg_walfile_name(pg_current_wal_insert_lsn())
"""
LOG_TO_ITS_END = """
SELECT pg_logical_emit_message(false, '', repeat('x', 16000000 - (pg_walfile_name_offset(
  pg_current_wal_insert_lsn())).file_offset))
"""
CODE = """
import sys
from server.store.schema.schema import upgrade
upgrade(sys.argv[1], report=print)
"""
FILL = f"""
INSERT INTO task(id, case_id, instance_id, process, round, element, role, form, post_id, unit_id,
  due_sort, state, opened_at)
SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'p', 1, 'e', 'r', 'f', 'x', 'x',
  now(), 'done', now() FROM generate_series(1, {MANY})
"""  # noqa: S608 - constants


@pytest.mark.faults
@pytest.mark.fault("F20", f"{MANY:,} tasks; migrations down and up, killed at ten points")
def test_a_migration_killed_half_way_is_rolled_back_and_done_again(
    cluster: Cluster, fresh_database: Database, say: Say
) -> None:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = fresh_database.owner_url
    with psycopg.connect(cluster.conninfo(database=fresh_database.name)) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(FILL.encode())
    head = version(fresh_database)
    command.downgrade(config, FROM)
    whole = time.monotonic()
    kill_after(fresh_database, 60)
    whole = time.monotonic() - whole
    seen = set()
    for tenth in range(10):
        command.downgrade(config, FROM)
        kill_after(fresh_database, whole * (0.5 + tenth / 20))
        seen.add(version(fresh_database))
    assert seen <= {FROM, head}, "all or nothing"
    upgrade(fresh_database.owner_url, report=lambda _: None)
    assert version(fresh_database) == head
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as connection:
        assert connection.execute("SELECT count(*) FROM task").fetchone() == (MANY,)
    say(f"seen after a kill: {sorted(seen)}; whole way up {whole:.1f} s; rows all there")


def kill_after(database: Database, seconds: float) -> None:
    """Migrate to the head in a process; kill it where it takes longer."""
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, database.owner_url], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    settle(database)


def settle(database: Database) -> None:
    """Wait until the dead one's server process has left."""
    with psycopg.connect(libpq_url(database.owner_url), autocommit=True) as connection:
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        while connection.execute(others).fetchone() != (1,):
            time.sleep(0.02)


def version(database: Database) -> str:
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert found is not None
    return str(found[0])


@pytest.mark.faults
@pytest.mark.fault("F5", "the disk full amid a migration, and less full each time")
def test_on_a_full_disk_a_migration_says_what_to_mend_and_leaves_nothing_half_done(
    say: Say,
) -> None:
    with on_small_disk() as (own, filler):
        make_database(own.cluster.conninfo(), "later")
        refused, stops = migrated_as_room_comes(own, filler)
    say(f"refused {refused} times by name, server down {stops} times, nothing half-done")


@pytest.mark.faults
@pytest.mark.fault("F5", "no room for the server's log amid a migration, then more each time")
def test_where_the_log_has_no_room_the_server_stops_and_so_much_is_said(say: Say) -> None:
    with on_small_disk() as (own, filler):
        make_database(own.cluster.conninfo(), "later")
        use_up_the_log(own)
        refused, stops = migrated_as_room_comes(own, filler)
    assert stops, "the log never lacked room"
    say(f"refused {refused} times by name, server down {stops} times, nothing half-done")


def use_up_the_log(own: Owned) -> None:
    """Write the server's log almost to the end of the last file there is for it."""
    with psycopg.connect(own.cluster.conninfo(), autocommit=True) as superuser:
        superuser.execute("ALTER SYSTEM SET wal_recycle = off")
        superuser.execute("SELECT pg_reload_conf()")
        while superuser.execute(LOG_FILES_LEFT).fetchone() != (0,):
            superuser.execute("SELECT pg_logical_emit_message(false, '', ''), pg_switch_wal()")
            superuser.execute("CHECKPOINT")
        superuser.execute(LOG_TO_ITS_END)


def migrated_as_room_comes(own: Owned, filler: Path) -> tuple[int, int]:
    """Migrate an empty database again and again, with some megabytes more each time.

    A server whose log has no room stops, as PostgreSQL does, and is started again. The other
    database is whole, and works once there is room. Answers how often migrating was refused, and
    how often the server was found down.
    """
    url = own.cluster.owner_url("later")
    fill(filler)
    said, seen, stops = [migrated_by_command(url)], {steps(own, url)}, 0
    while said[-1]:
        with filler.open("ab") as file:
            file.truncate(max(0, filler.stat().st_size - ROOM))
        stops += not own.cluster.alive()
        if own.cluster.alive() or restarted(own):
            said.append(migrated(url))
            assert not said[-1] or names_the_disk(said[-1], own), said[-1]
            seen.add(steps(own, url))
    filler.unlink()
    own.year.do("score", key=SCHOOL)
    assert sound(own.year)
    assert seen <= {None, (False, False), (True, False), (True, True)}, "each whole or not at all"
    return len(said) - 1, stops


def restarted(own: Owned) -> bool:
    """Start a server that has stopped; whoever runs it is told what is in its way."""
    said = ""
    try:
        own.restart()
    except ClusterRefused as refused:
        said = str(refused)
    assert not said or "no space left on the disk" in said
    return not said


def names_the_disk(words: str, own: Owned) -> bool:
    """Tell whether a refusal names database and disk; `run` adds what the server's log says."""
    broke_off = "read its log: disk full" in words and own.cluster.full_disk() is not None
    full = "the disk of that PostgreSQL server is full" in words
    return "“later”" in words and (broke_off or full)


def migrated_by_command(url: str) -> str:
    """Migrate as a person does; return what was refused."""
    done = subprocess.run(
        [sys.executable, "-m", "server.cli", "migrate"],
        cwd=ROOT,
        env=os.environ | {"BINHXET_OWNER_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def migrated(url: str) -> str:
    """Migrate; return why it was refused, or nothing."""
    try:
        upgrade(url, report=print)
    except SchemaRefused as refused:
        return str(refused)
    return ""


def steps(own: Owned, url: str) -> tuple[object, ...] | None:
    """Tell whether there is our schema, and the queue's; None where the server lets nobody in."""
    query = "SELECT to_regclass('alembic_version') IS NOT NULL, to_regnamespace('jobs') IS NOT NULL"
    end = time.monotonic() + RECOVERS_SECONDS
    while own.cluster.alive() and time.monotonic() < end:
        with suppress(psycopg.OperationalError), psycopg.connect(libpq_url(url)) as connection:
            return connection.execute(query).fetchone() or ()
        time.sleep(0.1)
    return None
