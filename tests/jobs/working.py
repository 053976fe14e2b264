"""Workers as processes of their own, on a database of a test; killed, stopped and begun anew."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from server.config import ROOT
from tests.waiting import PATIENCE
from tests.worlds.databases import Database

CODE = """
from datetime import timedelta
from server import processes
from server.config import Settings
from server.jobs.chores import Rhythm
from server.jobs.queue_loop import QueuePace
from server.jobs.worker import Pace, run
processes.compose()
run(
    Settings(database_url={url!r}, smtp_url={smtp!r}, mail_from="binhxet@example.invalid"),
    Pace(chores=Rhythm(look_seconds=0.2, sweep_every=timedelta(seconds=1)), queue=QueuePace(
      poll_seconds=0.1, lease=timedelta(seconds=2), again_seconds=0.2)),
)
"""


@dataclass
class Workers:
    """Some workers; `smtp` is the mail server they are told of."""

    database: Database
    smtp: str = ""
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> subprocess.Popen[bytes]:
        made = subprocess.Popen(
            [sys.executable, "-c", CODE.format(url=self.database.url, smtp=self.smtp)],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stderr=subprocess.DEVNULL,
        )
        self.running.append(made)
        return made

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        self.running.remove(worker)
        worker.kill()
        worker.wait()

    def stop(self) -> None:
        for worker in self.running:
            worker.send_signal(signal.SIGCONT)
            worker.terminate()
        for worker in self.running:
            try:
                worker.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()


@contextmanager
def workers(database: Database, count: int, *, smtp: str = "") -> Iterator[Workers]:
    """Start some workers; all are stopped at the end."""
    made = Workers(database, smtp)
    try:
        for _ in range(count):
            made.start()
        yield made
    finally:
        made.stop()
