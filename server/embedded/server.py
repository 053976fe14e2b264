"""The embedded PostgreSQL of one home folder: made, started or adopted, waited for, stopped."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from server.embedded.account import SystemAccount, server_account
from server.embedded.place import Place, prepare_place
from server.embedded.postmaster import (
    Postmaster,
    forget_dead,
    running,
)
from server.embedded.programs import (
    Programs,
    find_programs,
    within_reach,
)
from server.embedded.refusal import ClusterRefused
from server.embedded.roles import (
    APPLICATION,
    DATABASE,
    OWNER,
    SEQUENCER,
    SUPERUSER,
)

LEAST_FREE = 300 * 1024 * 1024
"""Bytes a new database needs: 40 MB of catalogue, and room for its write-ahead log."""
LOG_KEPT = 10 * 1024 * 1024
LOG_TAIL = 8 * 1024
"""Bytes in which a server says why it breaks down."""
SEGMENT = 16 * 1024 * 1024
"""Bytes of a new file of the write-ahead log."""
NO_ROOM = "No space left on device"
STOP_SECONDS = 60.0
PORT = "5432"
"""Part of the socket's name; said to server and clients, or PGPORT in a shell parts the two."""

Report = Callable[[str], None]


def say_nothing(_: str) -> None:
    """Report to nobody."""


class Cluster:
    """One PostgreSQL server in one home folder. Everything may be refused: ClusterRefused."""

    def __init__(
        self,
        home: Path,
        *,
        report: Report = say_nothing,
        settings: Mapping[str, str] | None = None,
        durable: bool = True,
    ) -> None:
        """Name the home; `durable=False` skips the syncs of initdb, for tests."""
        self._home = home
        self._report = report
        self._settings = {
            "listen_addresses": "",
            "port": PORT,
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_startup_progress_interval": "1s",
            **(settings or {}),
        }
        self._durable = durable
        self._postmaster: Postmaster | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._place: Place | None = None
        self.adopted = False

    def start(self) -> None:
        """Have a server that answers: make the data, adopt who runs on it, or start one."""
        account = server_account()
        place = self._place = prepare_place(self._home, account)
        self.adopted = self._adopt(running(place.data), place)
        if self.adopted:
            return
        programs = within_reach(find_programs(major=_data_major(place)), account)
        if not place.data.exists():
            self._initialise(programs, place, account)
        forget_dead(place.data, place.socket)
        _write_access(place, account)
        self._launch(programs, place, account)

    def _adopt(self, found: Postmaster | None, place: Place) -> bool:
        """Take over a server somebody else started; no when there is none, or it just dies."""
        if found is None:
            return False
        if not found.socket.exists():  # the folder was moved under it: nobody reaches it any more
            found.ask_to_stop(signal.SIGINT)
            found.gone_within(STOP_SECONDS)
            return False
        self._postmaster = found
        try:
            self._wait_until_ready(found, place, from_byte=0)
        except ClusterRefused:
            self._postmaster = None
            return False
        self._report(f"Dùng lại PostgreSQL đang chạy / adopted the running server {found.pid}")
        return True

    def stop(self) -> None:
        """Stop the server, adopted or not: roll back what is open, write everything, leave."""
        server, self._postmaster = self._postmaster, None
        if server is None:
            return
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # it may not have entered its data yet
        else:
            server.ask_to_stop(signal.SIGINT)
        if not server.gone_within(STOP_SECONDS):
            self._report("PostgreSQL chưa dừng, dừng ngay / not stopping, so stopped at once")
            server.ask_to_stop(signal.SIGQUIT)
            server.gone_within(STOP_SECONDS)
        if self._process is not None:
            self._process.wait()

    def alive(self) -> bool:
        """Whether the server of this cluster still runs."""
        return self._postmaster is not None and self._postmaster.alive()

    def full_disk(self) -> ClusterRefused | None:
        """Say that the disk is full, where that is among the last the server wrote."""
        if self._place is None:
            return None
        tail = _log_since(self._place, max(0, _log_size(self._place) - LOG_TAIL))
        return _no_space(self._place.folder) if _says_full(tail, self._place) else None

    @property
    def pid(self) -> int:
        """The server's process number."""
        return self._started().pid

    def conninfo(self, role: str = SUPERUSER, database: str = "postgres") -> str:
        """Answer a libpq URL of a role in a database, by the socket."""
        host = quote(str(self._started().socket), safe="")
        return f"postgresql://{role}@/{quote(database)}?host={host}&port={PORT}&hostaddr="

    def application_url(self, database: str = DATABASE) -> str:
        """Answer the application role's SQLAlchemy URL."""
        return self._sqlalchemy(APPLICATION, database)

    def log_url(self, database: str = DATABASE) -> str:
        """Answer the SQLAlchemy URL of the role that appends to the log."""
        return self._sqlalchemy(SEQUENCER, database)

    def owner_url(self, database: str = DATABASE) -> str:
        """Answer the owner role's SQLAlchemy URL, for migrations."""
        return self._sqlalchemy(OWNER, database)

    def _sqlalchemy(self, role: str, database: str) -> str:
        return self.conninfo(role, database).replace("postgresql:", "postgresql+psycopg:", 1)

    def _started(self) -> Postmaster:
        if self._postmaster is None:
            raise ClusterRefused("PostgreSQL chưa chạy / the server has not been started")
        return self._postmaster

    def _initialise(self, programs: Programs, place: Place, account: SystemAccount) -> None:
        """Make the data folder beside its final name, so that a broken attempt leaves nothing."""
        if shutil.disk_usage(place.folder).free < LEAST_FREE:
            raise _no_space(place.folder)
        self._report(f"Tạo cơ sở dữ liệu / making the database (PostgreSQL {programs.version})")
        made = place.folder / "data.new"
        shutil.rmtree(made, ignore_errors=True)
        options = ["--encoding=UTF8", "--locale=C", "--auth=peer", f"--username={SUPERUSER}"]
        if not self._durable:
            options.append("--no-sync")
        code, printed = account.run([programs.path("initdb"), "-D", made, *options])
        if code != 0:
            raise _told(printed, place)
        made.rename(place.data)

    def _launch(self, programs: Programs, place: Place, account: SystemAccount) -> None:
        self._say_if_recovering(programs, place, account)
        settings = {**self._settings, "unix_socket_directories": f'"{place.socket}"'}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with _log(place, account) as log:
            from_byte = _log_size(place)
            command: list[str | Path] = [programs.path("postgres"), "-D", place.data]
            process = account.start([*command, *words], output=log, session=True)
        server = Postmaster(process.pid, place.data, place.socket)
        self._postmaster, self._process = server, process
        while not server.alive() and process.poll() is None:
            time.sleep(0.01)  # until it has entered its data folder
        try:
            self._wait_until_ready(server, place, from_byte)
        except ClusterRefused:
            process.wait()
            self._postmaster, self._process = None, None
            raise

    def _say_if_recovering(self, programs: Programs, place: Place, account: SystemAccount) -> None:
        code, printed = account.run([programs.path("pg_controldata"), place.data])
        state = re.search(r"cluster state: +(.*)", printed)
        if code == 0 and state is not None and not state[1].startswith("shut down"):
            self._report("Lần trước dừng đột ngột, đang khôi phục / recovering after a sudden stop")

    def _wait_until_ready(self, server: Postmaster, place: Place, from_byte: int) -> None:
        """Wait as long as the server is alive, however long it recovers, and show that it does."""
        began = said = time.monotonic()
        while not self._answers():
            if not server.alive():
                raise _told(_log_since(place, from_byte), place)
            if time.monotonic() - said > 1:
                said = time.monotonic()
                last = _log_since(place, from_byte).rstrip().rpartition("\n")[2]
                self._report(f"Chờ PostgreSQL / waiting {said - began:.0f} s: {last}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.conninfo(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _data_major(place: Place) -> int | None:
    written = place.data / "PG_VERSION"
    return int(written.read_text()) if written.exists() else None


def _write_access(place: Place, account: SystemAccount) -> None:
    """Let in this process's user and the server's, by the kernel's word, and nobody else."""
    ours = pwd.getpwuid(os.geteuid()).pw_name
    lines = [
        f'binhxet "{user}" {role}'
        for user in sorted({ours, account.name})
        for role in (SUPERUSER, OWNER, APPLICATION, SEQUENCER)
    ]
    for name, text in {
        "pg_ident.conf": "\n".join(lines),
        "pg_hba.conf": "local all all peer map=binhxet",
    }.items():
        path = place.data / name
        path.write_text(f"{text}\n")
        account.owns(path)


@contextmanager
def _log(place: Place, account: SystemAccount) -> Iterator[int]:
    if _log_size(place) > LOG_KEPT:
        place.log.replace(place.log.with_suffix(".log.old"))
    descriptor = os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        account.owns(place.log)
        yield descriptor
    finally:
        os.close(descriptor)


def _log_size(place: Place) -> int:
    return place.log.stat().st_size if place.log.exists() else 0


def _log_since(place: Place, byte: int) -> str:
    if not place.log.exists():
        return ""
    with place.log.open("rb") as log:
        log.seek(byte)
        return log.read().decode(errors="replace")


def _told(printed: str, place: Place) -> ClusterRefused:
    """Say why the server or initdb gave up, in its own last words."""
    if _says_full(printed, place):
        return _no_space(place.folder)
    last = "\n".join(printed.strip().splitlines()[-8:])
    return ClusterRefused(f"PostgreSQL không khởi động được / did not start. {place.log}:\n{last}")


def _says_full(printed: str, place: Place) -> bool:
    """Tell whether the disk is full; on a full one the server's words may have found no room."""
    return NO_ROOM in printed or shutil.disk_usage(place.folder).free < SEGMENT


def _no_space(folder: Path) -> ClusterRefused:
    return ClusterRefused(
        f"Không đủ chỗ trên đĩa cho {folder} / no space left on the disk: "
        f"at least {LEAST_FREE // 1024**2} MB are needed."
    )
