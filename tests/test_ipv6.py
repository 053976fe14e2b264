"""`run`, `serve` and the links of both on an IPv6 address, told with brackets or without."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from server.cli import main
from server.config import Settings
from tests.ports import free_port
from tests.test_run import BINHXET, SECRET, home, running
from tests.waiting import PATIENCE, eventually
from tests.worlds.databases import Database

__all__ = ["home"]

WRITTEN = pytest.mark.parametrize("bind", ["::1", "[::1]"])


@WRITTEN
def test_an_address_names_an_ipv6_host_in_brackets(bind: str) -> None:
    told = Settings.from_environment({"BINHXET_BIND": bind})
    assert told.address == "http://[::1]:8024"
    assert Settings.from_environment(told.to_environment()) == told


@pytest.mark.slow
def test_run_listens_there_and_says_where(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BINHXET_BIND", "[::1]")
    with running(home) as started:
        address = f"http://[::1]:{started.port}"
        assert address in started.said()
        assert read(f"{address}/sign-in") == 200


@WRITTEN
def test_serve_listens_there(bind: str, fresh_database: Database) -> None:
    with serving(fresh_database, bind) as address:
        assert read(f"{address}/sign-in") == 200


def test_a_link_to_set_a_password_leads_there(
    fresh_database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", fresh_database.url)
    monkeypatch.setenv("BINHXET_BIND", "::1")
    plan = Path(__file__).parent.parent / "server" / "demo" / "khoi-vhxh1-2024.toml"
    post = "bac-giang/quan-tri/administrator"
    assert main(["bloc", "import", str(plan)]) == 0
    assert main(["person", "add", "--login", "quan-tri-1", "--name", "x", "--post", post]) == 0
    assert main(["invite", "quan-tri-1"]) == 0
    assert "http://[::1]:8024/invite/" in capsys.readouterr().out


@contextmanager
def serving(database: Database, bind: str) -> Iterator[str]:
    """Run the web server of an installation; answer its address."""
    told = Settings(bind="::1", port=free_port())
    environment = os.environ | {
        "DATABASE_URL": database.url,
        "BINHXET_SECRET": SECRET,
        "BINHXET_BIND": bind,
        "PORT": str(told.port),
    }
    with subprocess.Popen([BINHXET, "serve"], env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            yield f"http://[::1]:{told.port}"
        finally:
            server.terminate()


def read(address: str) -> int:
    """Read a page as soon as somebody listens; answer the status."""
    came: list[int] = []

    def answers() -> bool:
        with (
            suppress(URLError),
            urlopen(address, timeout=PATIENCE) as answer,  # noqa: S310 - http, of this file
        ):
            came.append(int(answer.status))
        return bool(came)

    eventually(answers, lambda: f"nobody listens at {address}")
    return came[0]
