"""Figures for whoever watches an installation: of the web server's processes, and of the rest."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg
import pytest

from server.cli import main
from server.config import ROOT, SettingsRefused
from server.config.metrics import MetricsPlace
from server.store.database.addresses import libpq_url
from server.supervisor import web_command
from tests.ports import free_port, wait_for
from tests.test_run import SECRET
from tests.waiting import eventually
from tests.worlds.databases import Database
from tests.worlds.web.pages import settings_of

WORKER = [sys.executable, "-P", "-m", "server.cli", "worker"]
SAMPLE = re.compile(r"^(\w+)(\{[^}]*\})? (\S+)$", re.MULTILINE)
ONE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|bac-giang|@")


def figures(port: int) -> Mapping[str, float]:
    """Read what is served: by name and labels."""
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    assert ONE.search(text) is None, "no person, case or province is in them"
    return {name + labels: float(value) for name, labels, value in SAMPLE.findall(text)}


def served(port: int) -> bool:
    """Whether figures can be read there by now."""
    try:
        figures(port)
    except URLError:
        return False
    return True


@contextmanager
def process(command: list[str], env: Mapping[str, str], folder: Path) -> Iterator[int]:
    """Run a process until the block ends, its temporary files in a folder; answer its id."""
    told = {**os.environ, **env, "TMPDIR": str(folder)}
    with subprocess.Popen(command, cwd=ROOT, env=told) as made:
        try:
            yield made.pid
        finally:
            made.terminate()


def ask(port: int, address: str) -> int:
    """Ask for a page; answer the status."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{address}", timeout=10) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def test_the_web_server_counts_what_all_its_processes_answered(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics, port = free_port(), free_port()
    monkeypatch.setenv("BINHXET_METRICS", str(metrics))
    settings = settings_of(database)
    settings = settings.from_environment({**settings.to_environment(), "PORT": str(port)})
    with process(web_command(settings), settings.to_web_environment(), tmp_path) as pid:
        wait_for(port)
        eventually(lambda: served(metrics))
        assert [ask(port, "/sign-in") for _ in range(20)] == [200] * 20
        assert ask(port, "/nowhere/at/all") == 404
        answered = 'binhxet_requests_total{method="GET",part="%s",status="%s"}'
        found = figures(metrics)
        assert found[answered % ("sign_in", "200")] == 20
        assert found[answered % ("none", "404")] == 1
        assert found['binhxet_request_seconds_count{part="sign_in"}'] == 20
        assert found['binhxet_statements_total{part="sign_in"}'] > 0

        _kill_one_of(pid)
        assert ask(port, "/sign-in") == 200
        assert figures(metrics)[answered % ("sign_in", "200")] == 21, "a dead one's stay"
        assert ask(port, "/metrics") == 404, "they are no page"
    assert not list(tmp_path.iterdir()), "nothing is left behind"


def _kill_one_of(pid: int) -> None:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    os.kill(int(found[0]), signal.SIGKILL)
    eventually(
        lambda: (
            len(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()) == len(found)
            and found[0] not in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        )
    )


def test_a_worker_tells_of_queue_chores_log_and_alarms(
    fresh_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics = free_port()
    monkeypatch.setenv("BINHXET_WORKER_METRICS", f"127.0.0.1:{metrics}")
    with process(WORKER, settings_of(fresh_database).to_environment(), tmp_path):
        eventually(lambda: served(metrics) and figures(metrics).get("binhxet_workers") == 1)
        eventually(lambda: 'binhxet_chore_age_seconds{chore="sweep"}' in figures(metrics))
        found = figures(metrics)
        assert found["binhxet_database_up"] == 1
        assert found["binhxet_log_lag_seconds"] >= 0
        assert found["binhxet_mail_held"] == 0

        with psycopg.connect(libpq_url(fresh_database.owner_url), autocommit=True) as connection:
            connection.execute(
                "INSERT INTO chore(name, begun_at, error)"
                " VALUES ('time stamps', now() - interval '1 day', 'NoAnswer')"
            )
        late = 'binhxet_alarms{kind="StampsLate"}'
        eventually(lambda: figures(metrics).get(late) == 1)


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [("9464", "127.0.0.1", 9464), ("10.0.0.5:9464", "10.0.0.5", 9464), ("[::1]:1", "::1", 1)],
)
def test_where_they_are_read(text: str, host: str, port: int) -> None:
    assert MetricsPlace.read({"X": text}, "X") == MetricsPlace(host, port)


@pytest.mark.parametrize("text", ["x", "0", "65536", ":", "10.0.0.5:", "9464/metrics"])
def test_no_port(text: str) -> None:
    with pytest.raises(SettingsRefused, match="X phải là cổng"):
        MetricsPlace.read({"X": text}, "X")


@pytest.mark.parametrize(
    ("command", "setting"), [("serve", "BINHXET_METRICS"), ("worker", "BINHXET_WORKER_METRICS")]
)
def test_a_taken_port_is_said_before_anything_starts(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    setting: str,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for name, value in {
            "BINHXET_SECRET": SECRET,
            "DATABASE_URL": database.url,
            setting: str(port),
            "PORT": str(free_port()),
        }.items():
            monkeypatch.setenv(name, value)
        assert main([command]) == 1
    assert str(port) in capsys.readouterr().err
