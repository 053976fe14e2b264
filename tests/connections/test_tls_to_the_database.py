"""A real PostgreSQL with TLS is reached where its certificate is the one that is meant, only."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from server.cli import main
from server.config import sqlalchemy_url
from server.embedded.account import server_account
from server.embedded.programs import Programs, all_programs
from server.store import engine_for
from tests.connections.authority import Authority
from tests.ports import free_port

HOST = "db.binhxet.example"
NO_SERVER = "no PostgreSQL here was built with TLS; on Debian: apt-get install postgresql"
ACCESS = "local all all trust\nhostssl all all 127.0.0.1/32 trust\n"
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class TlsServer:
    """A server that speaks TLS alone, the authority of its certificate, and one of others."""

    port: int
    own: Authority
    other: Authority

    def url(self, *, roots: Path, host: str = HOST, mode: str = "verify-full") -> str:
        """Name it as an operator would."""
        return sqlalchemy_url(
            f"postgresql://postgres@{host}:{self.port}/postgres?hostaddr=127.0.0.1"
            f"&sslmode={mode}&sslrootcert={roots}"
        )


@pytest.fixture(scope="module")
def server() -> Iterator[TlsServer]:
    """Start one, with the programs of this machine that were built with TLS."""
    programs = next(filter(_speaks_tls, all_programs()), None)
    if programs is None:
        pytest.skip(NO_SERVER)
    with tempfile.TemporaryDirectory(prefix="bx-tls-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield from _running(programs, folder)


def _speaks_tls(programs: Programs) -> bool:
    return b"SSL_CTX_new" in programs.path("postgres").read_bytes()


def _running(programs: Programs, folder: Path) -> Iterator[TlsServer]:
    own, other = Authority(folder, "own"), Authority(folder, "other")
    port = free_port()
    account, data = server_account(), _data(programs, folder)
    with (folder / "log").open("wb") as log:
        process = account.start(
            [programs.path("postgres"), "-D", data, *_options(own, data, port)],
            output=log.fileno(),
        )
    try:
        _wait(f"host=127.0.0.1 port={port} user=postgres dbname=postgres sslmode=require")
        yield TlsServer(port, own, other)
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _data(programs: Programs, folder: Path) -> Path:
    """Make the data folder of a server that lets in whoever comes by TLS."""
    account, work = server_account(), folder / "work"
    work.mkdir(mode=0o700)
    account.owns(work)
    data = work / "data"
    words = ["--auth=trust", "--username=postgres", "--no-sync", "--locale=C", "--encoding=UTF8"]
    code, printed = account.run([programs.path("initdb"), "-D", data, *words])
    assert code == 0, printed
    (data / "pg_hba.conf").write_text(ACCESS)
    return data


def _options(own: Authority, data: Path, port: int) -> list[str]:
    shown = own.sign(HOST)
    shown.key.chmod(0o600)
    server_account().owns(shown.key)
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(data.parent),
        "ssl": "on",
        "ssl_cert_file": str(shown.certificate),
        "ssl_key_file": str(shown.key),
        "fsync": "off",
    }
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def _wait(conninfo: str) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(conninfo).close()
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def test_a_certificate_of_the_named_authority_and_host_is_let_in(server: TlsServer) -> None:
    engine = engine_for(server.url(roots=server.own.roots))
    with engine.connect() as connection:
        asked = "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        encrypted, version = connection.execute(text(asked)).one()
    engine.dispose()
    assert encrypted
    assert version in {"TLSv1.2", "TLSv1.3"}


def test_another_authority_is_not_the_database(server: TlsServer) -> None:
    with pytest.raises(OperationalError, match="certificate verify failed"):
        engine_for(server.url(roots=server.other.roots)).connect()


def test_another_name_is_not_the_database(server: TlsServer) -> None:
    with pytest.raises(OperationalError, match="does not match host name"):
        engine_for(server.url(roots=server.own.roots, host="else.example")).connect()


def test_without_tls_the_server_lets_nobody_in(server: TlsServer) -> None:
    with pytest.raises(OperationalError, match="no encryption"):
        engine_for(server.url(roots=server.own.roots, mode="disable")).connect()


def test_a_command_says_in_a_sentence_that_the_certificate_is_anothers(
    server: TlsServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", server.url(roots=server.other.roots))
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    assert "certificate verify failed" in said
    assert "Traceback" not in said
