"""`serve` and `worker` name the setting they cannot work with before anything starts."""

import errno
import socket
from contextlib import closing

import pytest

from server.cli import main
from server.config import Settings, SettingsRefused
from server.embedded import Cluster
from server.supervisor import RunRefused, refuse_taken_port
from tests.test_run import SECRET
from tests.worlds.databases import Database

BOTH = pytest.mark.parametrize("command", ["serve", "worker"])


def refused(
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    **env: str,
) -> str:
    """Run a command that refuses; answer what it says."""
    for name, value in {"BINHXET_SECRET": SECRET, **env}.items():
        monkeypatch.setenv(name, value)
    assert main([command]) == 1
    return capsys.readouterr().err


@BOTH
def test_a_role_that_owns_history_is_refused_and_the_role_wanted_is_named(
    command: str,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("server.jobs.worker.run", started)
    monkeypatch.setattr("os.execve", started)
    said = refused(command, monkeypatch, capsys, DATABASE_URL=database.owner_url)
    assert "signs in as binhxet_owner" in said
    assert "the role wanted is binhxet_app" in said


def test_the_worker_refuses_to_add_to_the_log_as_a_role_that_may_change_history(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("server.jobs.worker.run", started)
    monkeypatch.setenv("BINHXET_LOG_DATABASE_URL", database.owner_url)
    said = refused("worker", monkeypatch, capsys, DATABASE_URL=database.url)
    assert "BINHXET_LOG_DATABASE_URL signs in as binhxet_owner" in said
    assert "the role wanted is binhxet_log" in said


@BOTH
def test_a_superuser_is_refused(
    command: str,
    cluster: Cluster,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("server.jobs.worker.run", started)
    monkeypatch.setattr("os.execve", started)
    url = cluster.conninfo(database=database.name)
    assert "binhxet_app" in refused(command, monkeypatch, capsys, DATABASE_URL=url)


@BOTH
def test_without_a_database_one_sentence_says_so(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    said = refused(command, monkeypatch, capsys)
    assert said == "Thiếu DATABASE_URL / DATABASE_URL is missing.\n"


@BOTH
@pytest.mark.parametrize(
    ("url", "sender", "named"),
    [
        ("http://mail.example", "khoi@binhxet.example", "BINHXET_SMTP_URL"),
        ("smtp://mail.example:99999", "khoi@binhxet.example", "BINHXET_SMTP_URL"),
        ("smtp://mail.example", "không phải địa chỉ", "BINHXET_MAIL_FROM"),
    ],
)
def test_mail_settings_nothing_can_be_made_of_are_named(  # noqa: PLR0913, PLR0917 - a table
    command: str,
    url: str,
    sender: str,
    named: str,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("os.execve", started)
    env = {"BINHXET_SMTP_URL": url, "BINHXET_MAIL_FROM": sender}
    assert named in refused(command, monkeypatch, capsys, DATABASE_URL=database.url, **env)


@pytest.mark.parametrize("bind", ["nowhere.invalid", "203.0.113.7", "a" * 70])
def test_an_address_that_is_not_this_machines_is_not_blamed_on_the_port(bind: str) -> None:
    with pytest.raises(RunRefused, match="BINHXET_BIND"):
        refuse_taken_port(bind, 8024)


def test_a_taken_port_is_told_without_another_command() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(RunRefused, match=f"port {port} is not free") as refusal:
            refuse_taken_port("127.0.0.1", port)
    assert "make run" not in str(refusal.value)


def test_a_port_that_the_account_may_not_listen_on_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("socket.socket.bind", not_permitted)
    with pytest.raises(RunRefused, match="from 1024 on") as refusal:
        refuse_taken_port("127.0.0.1", 80)
    assert "PORT=81" not in str(refusal.value)
    assert "not free" not in str(refusal.value)


@pytest.mark.parametrize("name", ["PORT", "BINHXET_WEB_WORKERS", "BINHXET_SIGN_INS_KEPT"])
def test_a_number_of_thousands_of_digits_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(SettingsRefused, match=name):
        Settings.from_environment({name: "1" * 5000})


def not_permitted(*_: object) -> None:
    """Refuse to listen as the kernel does."""
    raise PermissionError(errno.EACCES, "Permission denied")


def started(*_: object) -> None:
    """Stand where the command would have started."""
    pytest.fail("it started")
