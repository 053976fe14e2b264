"""What goes to another machine without TLS is refused by its setting's name, or told."""

import logging
import threading

import pytest

from server.actions.installation import alarms
from server.actions.transaction import transactions
from server.cli import main
from server.cli.installation import plain_connections
from server.config import Settings
from server.config.connections import PLAIN
from server.jobs import plain_teller
from server.mail.relay import is_plain as mail_is_plain
from server.store.database.addresses import is_plain
from tests.ports import free_port
from tests.test_run import SECRET
from tests.test_serve_settings import refused, started
from tests.worlds.databases import Database

FAR = "postgresql://binhxet_app@db.example/binhxet"
FULL = "sslmode=verify-full"


@pytest.mark.parametrize(
    ("url", "env", "plain"),
    [
        ("", {}, False),
        ("postgresql://binhxet_app@/binhxet?host=/run/postgresql", {}, False),
        ("postgresql+psycopg://binhxet_app@%2Frun%2Fpostgresql/binhxet", {}, False),
        ("postgresql:///binhxet", {}, False),
        ("postgresql://127.0.0.1:5433/binhxet", {}, False),
        ("postgresql://localhost/binhxet", {}, False),
        ("postgresql://[::1]/binhxet", {}, False),
        (FAR, {}, True),
        ("postgresql+psycopg://binhxet_app@192.0.2.7/binhxet", {}, True),
        (f"{FAR}?sslmode=require", {}, True),
        (f"{FAR}?sslmode=verify-ca", {}, True),
        (f"{FAR}?{FULL}", {}, False),
        (FAR, {"PGSSLMODE": "verify-full"}, False),
        (f"{FAR}?sslmode=prefer", {"PGSSLMODE": "verify-full"}, True),
        ("postgresql://127.0.0.1,db.example/binhxet", {}, True),
        ("postgresql://localhost/binhxet?hostaddr=192.0.2.7", {}, True),
        ("postgresql://db.example/binhxet?hostaddr=127.0.0.1", {}, False),
        ("postgresql:///binhxet", {"PGHOST": "db.example"}, True),
        ("postgresql://localhost/binhxet", {"PGHOSTADDR": "192.0.2.7"}, True),
        ("postgresql:///?service=binhxet", {}, True),
        ("postgresql:///binhxet", {"PGSERVICE": "binhxet"}, True),
        (f"postgresql:///?service=binhxet&{FULL}", {}, False),
        (f"postgresql:///?{FULL}", {"PGSERVICE": "binhxet"}, False),
        ("postgresql:///?service=binhxet", {"PGSSLMODE": "verify-full"}, True),
        ("postgresql:///", {"PGSERVICE": "binhxet", "PGSSLMODE": "verify-full"}, True),
    ],
)
def test_a_database_elsewhere_is_plain_unless_its_certificate_is_checked_whole(
    url: str, env: dict[str, str], *, plain: bool
) -> None:
    assert is_plain(url, env) is plain


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("", False),
        ("smtp://localhost", False),
        ("smtp://127.0.0.1:2525", False),
        ("smtp://user:p@[::1]:25", False),
        ("smtp://mail.example", True),
        ("smtp://192.0.2.7", True),
        ("smtp+starttls://mail.example", False),
        ("smtps://mail.example", False),
    ],
)
def test_mail_to_another_machine_is_plain_by_its_scheme(url: str, *, plain: bool) -> None:
    assert mail_is_plain(url) is plain


@pytest.mark.parametrize("name", ["DATABASE_URL", "BINHXET_OWNER_DATABASE_URL"])
@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "check"])
def test_a_plain_database_elsewhere_is_refused_by_name_before_it_is_asked(
    command: str, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(command, monkeypatch, capsys, **{name: FAR})
    assert said.startswith(f"{name}: ")
    assert PLAIN in said


def test_the_logs_role_is_held_to_it_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused("worker", monkeypatch, capsys, BINHXET_LOG_DATABASE_URL=FAR)
    assert said.startswith("BINHXET_LOG_DATABASE_URL: ")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_plain_mail_elsewhere_is_refused(
    command: str,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("server.jobs.worker.run", started)
    monkeypatch.setattr("os.execve", started)
    env = {"BINHXET_SMTP_URL": "smtp://mail.example", "BINHXET_MAIL_FROM": "a@binhxet.example"}
    said = refused(command, monkeypatch, capsys, DATABASE_URL=database.url, **env)
    assert said.startswith("BINHXET_SMTP_URL: ")
    assert "smtp+starttls" in said


@pytest.mark.parametrize("before", [SECRET, "short", "ab" * 40])
def test_a_former_secret_that_is_the_one_in_use_or_can_be_guessed_is_refused(
    before: str,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("os.execve", started)
    said = refused(
        "serve", monkeypatch, capsys, DATABASE_URL=database.url, BINHXET_SECRET_BEFORE=before
    )
    assert said.startswith("BINHXET_SECRET_BEFORE ")


def test_files_are_not_sent_to_a_scanner_elsewhere_as_they_are(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.execve", started)
    far = {"DATABASE_URL": database.url, "BINHXET_CLAMD": "scanner.example:3310"}
    said = refused("serve", monkeypatch, capsys, **far)
    assert said.startswith("BINHXET_CLAMD: ")
    for near in ("", "/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310", "localhost:3310"):
        settings = Settings.from_environment({"BINHXET_CLAMD": near, "BINHXET_BIND": "127.0.0.1"})
        assert plain_connections.allowed(settings, {}) == []


def test_pages_are_not_offered_to_other_machines_without_a_proxy(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.execve", started)
    for bind in ("0.0.0.0", "::", "192.0.2.7"):  # noqa: S104 - refused
        said = refused("serve", monkeypatch, capsys, DATABASE_URL=database.url, BINHXET_BIND=bind)
        assert said.startswith("BINHXET_BIND: ")


def test_cookies_without_tls_are_told_where_it_is_no_demonstration() -> None:
    for told, named in (("0", ["BINHXET_INSECURE_COOKIES"]), ("1", [])):
        env = {"BINHXET_INSECURE_COOKIES": "1", "BINHXET_DEMONSTRATION": told}
        assert plain_connections.allowed(Settings.from_environment(env), {}) == named


def test_roots_of_mail_that_cannot_be_read_are_named(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.execve", started)
    env = {
        "BINHXET_SMTP_URL": "smtps://mail.example",
        "BINHXET_MAIL_FROM": "a@binhxet.example",
        "BINHXET_SMTP_ROOTS": "/nowhere/roots.pem",
    }
    assert "BINHXET_SMTP_ROOTS" in refused(
        "serve", monkeypatch, capsys, DATABASE_URL=database.url, **env
    )


def test_what_is_allowed_is_said_at_each_start_and_shown_until_it_is_mended(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    began: list[object] = []
    monkeypatch.setattr("os.execve", lambda *_: began.append(_))
    monkeypatch.setattr("server.logs.write_json", lambda: None)
    env = {
        "BINHXET_SECRET": SECRET,
        "DATABASE_URL": database.url,
        "BINHXET_SMTP_URL": "smtp://mail.example",
        "BINHXET_MAIL_FROM": "a@binhxet.example",
        "BINHXET_TSA_URL": "http://tsa.example/stamp",
        "PORT": str(free_port()),
        PLAIN: "1",
    }
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    with caplog.at_level(logging.WARNING):
        main(["serve"])
    assert began
    assert "BINHXET_SMTP_URL, BINHXET_TSA_URL" in caplog.text
    assert shown(database) == ["BINHXET_SMTP_URL, BINHXET_TSA_URL"]
    monkeypatch.setenv("BINHXET_SMTP_URL", "smtps://mail.example")
    monkeypatch.delenv("BINHXET_TSA_URL")
    main(["serve"])
    assert shown(database) == []


def test_the_worker_says_so_once_the_database_is_there(database: Database) -> None:
    begin = transactions(database.url)
    plain_teller.tell(begin, ["DATABASE_URL"], threading.Event())
    assert shown(database) == ["DATABASE_URL"]
    plain_teller.tell(begin, [], threading.Event())
    assert shown(database) == []


def shown(database: Database) -> list[str]:
    """List what the page and `ops health` say of connections."""
    with transactions(database.url)() as session:
        told = alarms.alarms(session)
    return [alarm.about for alarm in told if alarm.kind == "PlainConnections"]
