"""`binhxet run` and `binhxet serve` as processes: what they start, leave behind and refuse."""

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psycopg
import pytest

from server.config import ROOT
from server.embedded import Cluster
from tests.ports import free_port
from tests.waiting import PATIENCE, eventually
from tests.worlds.databases import Database

BINHXET = ROOT / ".venv" / "bin" / "binhxet"
SECRET = "a-secret-of-this-test-0123456789-abcdefghij"  # noqa: S105 - signs nothing but tests


@dataclass
class Running:
    process: subprocess.Popen[bytes]
    home: Path
    port: int
    output: Path

    def said(self) -> str:
        return self.output.read_text()

    def wait_until_open(self) -> None:
        eventually(lambda: "Ctrl-C" in self.said() or self.process.poll() is not None, self.said)
        assert self.process.poll() is None, self.said()

    def answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/", timeout=PATIENCE) as answer:
                return bool(answer.status)
        except HTTPError as answer:
            return bool(answer.code)
        except OSError:
            return False

    def server_pid(self) -> int:
        recorded = self.home / "postgres" / "data" / "postmaster.pid"
        return int(recorded.read_text().splitlines()[0]) if recorded.exists() else 0


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bx-run-") as made:
        Path(made).chmod(0o755)
        yield Path(made) / "var"
        if (Path(made) / "var" / "postgres").exists():
            left = Cluster(Path(made) / "var")
            left.start()
            left.stop()


@contextmanager
def running(home: Path) -> Iterator[Running]:
    port = free_port()
    output = home.parent / "output.txt"
    environment = os.environ | {"BINHXET_HOME": str(home), "PORT": str(port)}
    with output.open("w") as file:
        process = subprocess.Popen([BINHXET, "run"], stdout=file, stderr=file, env=environment)
        started = Running(process, home, port, output)
        try:
            started.wait_until_open()
            yield started
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(PATIENCE)


@pytest.mark.slow
def test_each_signal_stops_web_worker_and_database_in_this_order(home: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with running(home) as started:
            assert started.answers()
            started.process.send_signal(number)
            assert started.process.wait(PATIENCE) == 0
            said = started.said()
            assert said.index("  web") < said.index("  worker") < said.index("  PostgreSQL")
            assert not started.answers()
            assert started.server_pid() == 0
    assert (home / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_after_kill_9_the_next_run_adopts_the_database_and_ends_it(home: Path) -> None:
    with running(home) as killed:
        server = killed.server_pid()
        killed.process.kill()
        killed.process.wait()
        eventually(lambda: not killed.answers(), lambda: "the web server outlived its supervisor")
    with running(home) as adopting:
        assert adopting.server_pid() == server
        assert "adopted" in adopting.said()
    assert adopting.server_pid() == 0


@pytest.mark.slow
def test_a_second_run_on_the_same_data_is_refused_and_the_first_goes_on(home: Path) -> None:
    with running(home) as first:
        second = binhxet("run", BINHXET_HOME=str(home), PORT=str(free_port()))
        assert second.returncode == 1
        assert "already running" in second.stderr
        assert first.answers()


def test_a_taken_port_is_refused_before_anything_is_made(home: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        refused = binhxet("run", BINHXET_HOME=str(home), PORT=str(port))
    assert refused.returncode == 1
    assert f"port {port} is not free" in refused.stderr
    assert not (home / "postgres").exists()


def test_a_port_that_is_no_port_is_refused() -> None:
    refused = binhxet("run", PORT="http")
    assert refused.returncode == 1
    assert "PORT" in refused.stderr


@pytest.mark.parametrize("secret", ["", "short", "x" * 64])
def test_serve_refuses_a_secret_anybody_could_guess(secret: str, database: Database) -> None:
    refused = binhxet("serve", BINHXET_SECRET=secret, DATABASE_URL=database.url)
    assert refused.returncode == 1
    assert "BINHXET_SECRET" in refused.stderr


def test_serve_refuses_a_demonstration(fresh_database: Database) -> None:
    with psycopg.connect(fresh_database.owner_url.replace("+psycopg", "")) as connection:
        connection.execute("INSERT INTO deployment (id, demonstration) VALUES (1, true)")
    refused = binhxet("serve", BINHXET_SECRET=SECRET, DATABASE_URL=fresh_database.url)
    assert refused.returncode == 1
    assert "demonstration" in refused.stderr


def test_serve_refuses_a_database_without_a_schema(cluster: Cluster) -> None:
    url = cluster.conninfo("postgres", "template1")
    refused = binhxet("serve", BINHXET_SECRET=SECRET, DATABASE_URL=url)
    assert refused.returncode == 1
    assert "binhxet migrate" in refused.stderr


def test_migrate_wants_the_owner_and_may_be_run_again(fresh_database: Database) -> None:
    refused = binhxet("migrate", DATABASE_URL=fresh_database.url)
    assert refused.returncode == 1
    assert "BINHXET_OWNER_DATABASE_URL" in refused.stderr
    again = binhxet("migrate", BINHXET_OWNER_DATABASE_URL=fresh_database.owner_url)
    assert again.returncode == 0, again.stderr


def binhxet(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BINHXET, *words],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
