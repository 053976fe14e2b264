"""Every address that libpq knows reaches the database as it was written."""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import text

from server.cli import main
from server.config import sqlalchemy_url
from server.store import engine_for
from server.store.database.addresses import (
    AddressRefused,
    libpq_url,
    refuse_unreadable,
    where,
)
from server.store.schema.schema import upgrade
from tests.worlds.databases import Database


def socket_of(database: Database) -> str:
    return libpq_url(database.url).partition("?host=")[2].partition("&")[0]


@pytest.fixture
def linked(fresh_database: Database) -> Iterator[Database]:
    """Reach a database by a socket folder whose name has what breaks addresses."""
    made = Path(tempfile.mkdtemp(prefix="bx-"))  # a socket's path is short
    folder = made / "một $HOME %20+x"
    folder.symlink_to(str(conninfo_to_dict(libpq_url(fresh_database.url))["host"]))
    told = quote(str(folder), safe="")
    yield Database(
        fresh_database.name,
        fresh_database.url.replace(socket_of(fresh_database), told),
        fresh_database.owner_url.replace(socket_of(fresh_database), told),
    )
    shutil.rmtree(made)


def test_a_folder_of_any_name_holds_the_socket(linked: Database) -> None:
    engine = engine_for(linked.url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT current_database()")) == linked.name
    engine.dispose()
    upgrade(linked.owner_url, report=print)


def test_several_hosts_are_tried_in_order(fresh_database: Database) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = probe.getsockname()[1]
    here = socket_of(fresh_database)
    url = sqlalchemy_url(
        f"postgres://binhxet_app@127.0.0.1:{closed},{here}:5432/{fresh_database.name}"
        "?target_session_attrs=read-write"
    )
    engine = engine_for(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT current_database()")) == fresh_database.name
    engine.dispose()
    assert where(url) == f"“{fresh_database.name}” @ 127.0.0.1,{host_after_the_first(url)}"


def host_after_the_first(url: str) -> str:
    return str(conninfo_to_dict(libpq_url(url))["host"]).partition(",")[2]


def test_a_password_keeps_every_letter() -> None:
    """The word that reaches the server is the one that was written, space, plus and percent."""
    password = "một +%20 mật:khẩu@/?"  # noqa: S105
    url = sqlalchemy_url(f"postgresql://x:{quote(password, safe='')}@h/db")
    assert conninfo_to_dict(libpq_url(url))["password"] == password


def test_key_value_addresses_are_addresses(fresh_database: Database) -> None:
    told = conninfo_to_dict(libpq_url(fresh_database.url))
    engine = engine_for(make_conninfo("", **{name: str(value) for name, value in told.items()}))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://a:se%zzcret@h/db",
        "postgresql://a:secret@h/db?nope=1",
        "mysql://a:secret@h/db",
        "postgresql://a:sec ret@h/db",
    ],
)
def test_an_unreadable_address_is_refused_without_its_password(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AddressRefused):
        refuse_unreadable(sqlalchemy_url(url), "DATABASE_URL")
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    assert "DATABASE_URL" in said
    assert "ret" not in said
    assert where(url) == "?"
