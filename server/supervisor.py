"""`binhxet run`: database, web and worker, started in this order and stopped in the other."""

import contextlib
import ctypes
import errno
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from server.config import LOG_DATABASE_URL, LOG_KEYS, ROOT, Settings
from server.embedded import (
    DATABASE,
    Cluster,
    make_database,
    make_roles,
    outside_home,
)
from server.store.database.busy import STOPS
from server.store.database.full_disk import IN_WORDS, is_full
from server.store.schema.schema import SchemaRefused, upgrade
from server.supervised_part import Part

STOP_SECONDS = 25.0
START_SECONDS = 60.0
WORKER = "worker"
PARENT_DIED = 1
"""prctl's PR_SET_PDEATHSIG, of Linux."""

UNWRITABLE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR}
    | {errno.EEXIST, errno.ENAMETOOLONG}
)
"""What the system says of a home that nothing can be kept in."""

Report = Callable[[str], None]
Load = Callable[[Settings], None]


class RunRefused(Exception):
    """The product cannot be started, or a part of it broke down; the text says why."""


BROKE_OFF: tuple[type[Exception], ...] = (SchemaRefused, RunRefused, *STOPS)
"""What a database that stops ends with."""


class Stopped(BaseException):
    """Somebody asked to stop: INT, TERM or HUP. Not an error, so nothing must swallow it."""


def run(settings: Settings, *, prepare: Load, worker: bool, report: Report) -> None:
    """Start everything and stay until asked to stop. `prepare` fills the migrated database.

    Raises RunRefused and ClusterRefused; everything that was started is stopped by then.
    """
    cluster = Cluster(settings.home, report=report)
    with (
        naming_the_home(settings.home, cluster),
        _alone(settings.home),
        contextlib.suppress(Stopped),
        contextlib.ExitStack() as started,
    ):
        _listen_for_signals()
        try:
            refuse_taken_port(settings.bind, settings.port)
            started.callback(cluster.stop)  # before its start: a signal may come amid it
            started.callback(report, "  PostgreSQL")
            settings = _with_database(settings, cluster, report)
            prepare(settings)
            parts = [
                _start(part, settings, started, report)
                for part in _commands(settings, worker=worker)
            ]
            _wait_until_open(settings, parts)
            report(f"\n  Bình Xét: {settings.address}\n")
            report("Ctrl-C để dừng / to stop.")
            _watch(parts, cluster)
        finally:
            _ignore_signals()
            report("Đang dừng / stopping …")


def web_command(settings: Settings) -> list[str]:
    """Answer how the web server is started, here and in production."""
    return [
        *(sys.executable, "-P", "-m", "gunicorn", "server.app:create_app()"),
        *("--bind", settings.host_and_port, "--chdir", str(ROOT)),
        *("--worker-class", "server.buffered_worker.BufferedWorker", "--no-control-socket"),
        "--preload",  # read once and forked; nothing asks the database before a worker does
        *("--graceful-timeout", "20"),
        *("--workers", str(settings.web_workers), "--threads", str(settings.web_threads)),
        *("--log-level", "warning"),
        *(("--config", "python:server.gunicorn_hooks") if settings.metrics.web.told else ()),
    ]


def refuse_taken_port(bind: str, port: int) -> None:
    """Raise RunRefused when the web server could not listen there; say if the address is why."""
    with socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except (socket.gaierror, UnicodeError) as unknown:
            raise _no_address(bind) from unknown
        except OSError as problem:
            if problem.errno == errno.EADDRNOTAVAIL:
                raise _no_address(bind) from problem
            raise _no_port(port, problem) from problem


def _no_port(port: int, problem: OSError) -> RunRefused:
    if problem.errno == errno.EACCES:
        return RunRefused(
            f"PORT={port}: cần cổng từ 1024 trở lên / not permitted: choose from 1024 on."
        )
    return RunRefused(
        f"Cổng {port} không dùng được / port {port} is not free: {problem.strerror}. Chọn cổng "
        "khác bằng biến PORT / choose another by PORT."
    )


def _no_address(bind: str) -> RunRefused:
    return RunRefused(
        f"BINHXET_BIND: {bind[:80]!r} không phải địa chỉ của máy này / is no address of this "
        "machine."
    )


def secret_of(home: Path) -> str:
    """Answer this home's own secret key, made once, readable by its owner alone.

    It has its name once it is whole: on a full disk a file is made, and nothing goes into it.
    """
    kept, made = home / "secret", home / "secret.new"
    if not kept.exists() or not kept.read_text():
        made.unlink(missing_ok=True)
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        made.replace(kept)
    return kept.read_text()


@contextlib.contextmanager
def naming_the_home(home: Path, cluster: Cluster) -> Iterator[None]:
    """Name a home that is full or closed to us, whatever it was that broke down on it."""
    try:
        yield
    except BROKE_OFF as stopped:
        if full := cluster.full_disk():
            raise full from stopped
        raise
    except OSError as problem:
        if problem.errno not in UNWRITABLE:
            raise
        told = f"{IN_WORDS} ({problem})" if is_full(problem) else problem
        raise RunRefused(
            f"Không ghi được vào {home} / cannot write there: {told}. BINHXET_HOME=… chọn nơi "
            "khác / chooses another."
        ) from problem


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Let one `run` at a time into a home; the lock goes with the process, however it ends."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise RunRefused(
                f"Bình Xét đang chạy với {home} / already running on this data. "
                "BINHXET_HOME=… chọn nơi khác / chooses another."
            ) from taken
        yield


def _with_database(settings: Settings, cluster: Cluster, report: Report) -> Settings:
    cluster.start()
    if outside := outside_home(settings.home):
        report(f"Dữ liệu nằm ở / the data is in {outside}")
    make_roles(cluster.conninfo())
    make_database(cluster.conninfo(), DATABASE)
    upgrade(cluster.owner_url(), report=report)
    return replace(
        settings,
        demonstration=True,
        secure_cookies=False,
        secret_key=secret_of(settings.home),
        database_url=cluster.application_url(),
        owner_database_url=cluster.owner_url(),
        log_database_url=cluster.log_url(),
    )


def _commands(settings: Settings, *, worker: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield the worker, then the web server: what starts last stops first."""
    if worker:
        yield WORKER, [sys.executable, "-P", "-m", "server.cli", "worker"]
    yield "web", web_command(settings)


def _start(
    part: tuple[str, list[str]], settings: Settings, started: contextlib.ExitStack, report: Report
) -> Part:
    name, command = part
    log = settings.home / f"{name}.log"
    with log.open("ab") as output:
        before = output.tell()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=settings.to_environment() | _of_the_log(settings)
            if name == WORKER
            else settings.to_web_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C reaches this process alone, which stops in order
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - there is no second thread
        )
    started.callback(_stop, process)
    started.callback(report, f"  {name}")
    return Part(name, process, log, before)


def _of_the_log(settings: Settings) -> dict[str, str]:
    """Tell the worker alone of the keys and the log's role; a demonstration has one account."""
    return {
        LOG_KEYS: str(settings.log_keys or settings.home / "log-keys"),
        LOG_DATABASE_URL: settings.log_database_url,
    }


def _end_with_parent() -> None:
    """Have Linux send TERM when the supervisor dies by kill -9; elsewhere it outlives it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)


def _stop(part: subprocess.Popen[bytes]) -> None:
    """Let a part finish what it is doing, then insist."""
    part.terminate()
    try:
        part.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        part.kill()
        part.wait()


def _wait_until_open(settings: Settings, parts: Sequence[Part]) -> None:
    """Wait for the first answer, whatever it is: an open port alone says nothing of the pages."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        _refuse_dead(parts)
        connection = HTTPConnection(settings.bind, settings.port, timeout=START_SECONDS)
        with contextlib.closing(connection), contextlib.suppress(OSError, HTTPException):
            connection.request("HEAD", "/")
            connection.getresponse()
            return
        time.sleep(0.05)
    raise RunRefused("Máy chủ web không trả lời / the web server does not answer.")


def _watch(parts: Sequence[Part], cluster: Cluster) -> None:
    while True:
        _refuse_dead(parts)
        if not cluster.alive():
            raise RunRefused("PostgreSQL đã dừng đột ngột / the database has stopped.")
        time.sleep(0.2)


def _refuse_dead(parts: Sequence[Part]) -> None:
    for part in parts:
        if told := part.ended():
            raise RunRefused(told)


def _listen_for_signals() -> None:
    def stop(_: int, __: FrameType | None) -> None:
        _ignore_signals()
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def _ignore_signals() -> None:
    """Once stopping, stop to the end: a second Ctrl-C must not leave a server behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
