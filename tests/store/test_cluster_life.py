"""The embedded PostgreSQL: made, started, stopped, and found again after a sudden end."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from server.embedded import (
    Cluster,
    ClusterRefused,
    outside_home,
)
from server.embedded.account import server_account
from server.embedded.place import LONGEST_SOCKET, SOCKET_NAME
from server.embedded.programs import (
    Programs,
    find_programs,
    within_reach,
)


@pytest.fixture
def home() -> Iterator[Path]:
    """Make a home the server's account can reach, and leave nothing behind."""
    made = Path(tempfile.mkdtemp(prefix="bx-"))
    made.chmod(0o755)
    yield made / "var"
    cluster = Cluster(made / "var")
    if (made / "var" / "postgres" / "data" / "postmaster.pid").exists():
        cluster.start()
        cluster.stop()
    if outside := outside_home(made / "var"):
        shutil.rmtree(outside)
    shutil.rmtree(made)


def started(home: Path, said: list[str] | None = None) -> Cluster:
    cluster = Cluster(home, durable=False, report=(said if said is not None else []).append)
    cluster.start()
    return cluster


def execute(cluster: Cluster, statement: str) -> object:
    with psycopg.connect(cluster.conninfo(), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchone() if cursor.description else None


def test_data_written_before_a_stop_is_there_after_the_next_start(home: Path) -> None:
    first = started(home)
    execute(first, "CREATE TABLE kept AS SELECT 1 AS one")
    first.stop()
    assert not first.alive()
    second = started(home)
    assert execute(second, "SELECT one FROM kept") == (1,)
    assert not second.adopted
    second.stop()


def test_a_server_whose_starter_was_killed_is_adopted_and_stopped_at_the_end(home: Path) -> None:
    starter = subprocess.run(
        [sys.executable, "-c", STARTER, str(home)], check=False, capture_output=True, text=True
    )
    assert starter.returncode == -signal.SIGKILL, starter.stderr
    said: list[str] = []
    adopting = started(home, said)
    assert adopting.adopted
    assert str(adopting.pid) == starter.stdout.strip()
    assert any("adopted" in line for line in said)
    adopting.stop()
    assert not (home / "postgres" / "data" / "postmaster.pid").exists()
    assert not list((home / "postgres" / "socket").iterdir())


def test_a_folder_moved_under_a_server_that_was_left_is_started_anew(home: Path) -> None:
    """Its socket is where the folder was: nobody can ask it anything, and it holds the data."""
    subprocess.run([sys.executable, "-c", STARTER, str(home)], check=False, capture_output=True)
    left = int((home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])
    home.rename(home.with_name("elsewhere"))
    moved = started(home.with_name("elsewhere"))
    assert not moved.adopted
    assert moved.pid != left
    assert execute(moved, "SELECT 1") == (1,)
    moved.stop()


STARTER = """
import os, pathlib, signal, sys
from server.embedded import Cluster
cluster = Cluster(pathlib.Path(sys.argv[1]), durable=False)
cluster.start()
print(cluster.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_server_recovers_and_shows_that_it_does(home: Path) -> None:
    first = started(home)
    execute(first, "CREATE TABLE kept AS SELECT 7 AS seven")
    os.kill(first.pid, signal.SIGKILL)
    said: list[str] = []
    second = started(home, said)
    assert any("recovering" in line for line in said)
    assert execute(second, "SELECT seven FROM kept") == (7,)
    second.stop()


def test_a_slow_start_is_waited_for_and_shown(home: Path) -> None:
    first = started(home)
    os.kill(first.pid, signal.SIGSTOP)
    said: list[str] = []

    def woken(line: str) -> None:
        said.append(line)
        os.kill(first.pid, signal.SIGCONT)

    second = Cluster(home, report=woken)
    second.start()
    assert "waiting" in said[0]
    second.stop()


def test_a_number_another_program_has_now_is_not_taken_for_the_server(home: Path) -> None:
    started(home).stop()
    recorded = home / "postgres" / "data" / "postmaster.pid"
    lines = [str(os.getpid()), "data", "0", "5432", "socket", "", "0 0", "ready"]
    recorded.write_text("\n".join(lines) + "\n")
    cluster = started(home)
    assert not cluster.adopted
    cluster.stop()


def test_a_stop_rolls_back_what_is_open_instead_of_waiting_for_it(home: Path) -> None:
    said: list[str] = []
    cluster = started(home, said)
    with psycopg.connect(cluster.conninfo()) as connection:
        connection.execute("CREATE TABLE never ()")
        said.clear()
        cluster.stop()
        assert said == [], "it did not have to be stopped by force"
        connection.close()


def test_folders_are_private_and_no_parent_changes_its_mode(home: Path) -> None:
    home.mkdir(mode=0o751)
    home.chmod(0o751)
    before = home.parent.stat().st_mode
    started(home).stop()
    assert stat.S_IMODE(home.stat().st_mode) == 0o751
    assert home.parent.stat().st_mode == before
    for private in ("postgres", "postgres/socket", "postgres/data"):
        assert stat.S_IMODE((home / private).stat().st_mode) == 0o700, private
    assert (home / "postgres").stat().st_uid != 0


def test_a_long_path_gets_a_short_private_socket_folder(home: Path) -> None:
    deep = home / ("x" * 120)
    cluster = started(deep)
    row = execute(cluster, "SHOW unix_socket_directories")
    assert isinstance(row, tuple)
    folder = Path(row[0].strip('"'))
    cluster.stop()
    assert not folder.is_relative_to(home)
    assert len(str(folder / SOCKET_NAME)) <= LONGEST_SOCKET
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts it under another account")
def test_a_home_the_account_cannot_enter_keeps_its_data_outside(home: Path) -> None:
    home.parent.chmod(0o700)
    cluster = started(home)
    assert execute(cluster, "SELECT 1") == (1,)
    cluster.stop()
    assert outside_home(home) is not None
    assert stat.S_IMODE(home.parent.stat().st_mode) == 0o700
    again = started(home)
    assert not again.adopted
    again.stop()


def test_a_full_disk_is_refused_before_anything_is_made(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.embedded.server.LEAST_FREE", 1 << 62)
    with pytest.raises(ClusterRefused, match="no space left"):
        started(home)
    assert not (home / "postgres" / "data").exists()


def test_a_broken_configuration_is_told_in_the_servers_own_words(home: Path) -> None:
    started(home).stop()
    configured = home / "postgres" / "data" / "postgresql.conf"
    configured.write_text(configured.read_text() + "\nno_such_setting = 1\n")
    with pytest.raises(ClusterRefused, match="no_such_setting"):
        started(home)


def test_an_interrupted_creation_is_begun_again(home: Path) -> None:
    started(home).stop()
    (home / "postgres" / "data").rename(home / "postgres" / "data.new")
    (home / "postgres" / "data.new" / "PG_VERSION").unlink()
    cluster = started(home)
    assert execute(cluster, "SELECT 1") == (1,)
    cluster.stop()


def test_programs_in_a_folder_that_a_shell_would_read_are_copied(home: Path) -> None:
    """A shell starts `postgres` for initdb, and would fill in the $HOME of its folder."""
    found = find_programs()
    assert found.packaged is not None
    home.mkdir()
    odd = home / "một $HOME `x`"
    odd.symlink_to(found.packaged.parent)
    inside = odd / found.folder.relative_to(found.packaged.parent)
    told = Programs(inside, found.version, odd / found.packaged.name)
    used = within_reach(told, server_account())
    assert not set("$`") & set(str(used.folder))
    answer = server_account().run([used.path("initdb"), "--version"])
    assert answer[0] == 0


def test_a_shell_that_names_another_server_does_not_part_us_from_ours(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "6543")
    server = started(home)
    monkeypatch.setenv("PGPORT", "7654")
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    adopting = started(home)
    assert adopting.adopted
    assert execute(adopting, "SELECT 1") == (1,)
    server.stop()
