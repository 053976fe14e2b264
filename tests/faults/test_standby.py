"""On a standby what reads works and says where it is; whatever writes is refused by that word."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from server.actions.transaction import transactions
from server.cli import main
from server.embedded import Cluster, make_database, make_roles
from server.store import engine_for
from server.store.database.busy import BUSY, cause
from server.store.log import place
from server.store.schema.schema import refusal_of, upgrade
from tests.faults.harness.owned import folder

NAME = "followed"
WORDS = "dự phòng, chỉ đọc / this server is a standby"


@dataclass(frozen=True, slots=True)
class Standby:
    """A server that follows another, and where the log of that one stands."""

    cluster: Cluster
    followed: str


@pytest.fixture(scope="module")
def standby() -> Iterator[Standby]:
    """Make an installation's server, and start it again as one that repeats another's log."""
    with folder() as home:
        cluster = Cluster(home, durable=False)
        cluster.start()
        make_roles(cluster.conninfo())
        make_database(cluster.conninfo(), NAME)
        upgrade(cluster.owner_url(NAME), report=lambda _: None)
        followed = place_of_log(cluster)
        cluster.stop()
        (home / "postgres" / "data" / "standby.signal").touch()
        cluster = Cluster(home, durable=False)
        cluster.start()
        yield Standby(cluster, followed)
        cluster.stop()


def place_of_log(cluster: Cluster) -> str:
    url = cluster.application_url(NAME)
    with transactions(url)() as session:
        found = place.here(session)
    engine_for(url).dispose()
    return found


@pytest.fixture(autouse=True)
def keys(standby: Standby, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let commands work on the standby, and name a folder for keys."""
    folder_of_keys = tmp_path / "keys"
    monkeypatch.setenv("DATABASE_URL", standby.cluster.application_url(NAME))
    monkeypatch.setenv("BINHXET_LOG_KEYS", str(folder_of_keys))
    yield folder_of_keys
    engine_for(standby.cluster.application_url(NAME)).dispose()  # a command is a process


def test_its_health_is_told_and_that_it_is_a_standby(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ops", "health", "--json"]) == 1
    told = capsys.readouterr()
    kinds = {alarm["kind"] for alarm in json.loads(told.out)}
    assert "NoWorker" in kinds
    assert "MailHeld" not in kinds
    assert WORDS in told.err


@pytest.mark.parametrize("command", ["check", "log show", "ops cases", "ops faults", "ops jobs"])
def test_what_only_reads_reads(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(command.split())
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "command",
    [
        *("log init --origin a.example/log", "log rotate --by a", "log retire 01234567 --by a"),
        *("log take-over --by a", "ops restored-mail --keep --by a", "worker"),
        *("ops suspend 00000000-0000-0000-0000-000000000000 --reason x --by a",),
    ],
)
def test_an_act_is_refused(command: str, keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command.split()) == 1
    assert WORDS in capsys.readouterr().err
    assert not keys.exists()


def test_what_writes_all_the_same_is_named(standby: Standby) -> None:
    url = standby.cluster.application_url(NAME)
    with pytest.raises(BUSY) as stopped, transactions(url)() as session:
        session.execute(text("DELETE FROM mail"))
    assert "only reads, as a standby does" in str(refusal_of(stopped.value, url))
    assert cause(stopped.value) == "only reads (25006)"


def test_its_log_stands_where_the_one_it_follows_does(standby: Standby) -> None:
    assert place_of_log(standby.cluster) == standby.followed
