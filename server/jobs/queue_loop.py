"""The worker's loop that does the queue's jobs; where Procrastinate breaks off, it begins anew."""

import asyncio
import logging
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from procrastinate import App, PsycopgConnector
from procrastinate.worker import Worker

from server.actions.mail import send_mail
from server.actions.mail.send_mail import Outgoing
from server.actions.steps import fire_timer
from server.jobs.troubles import Troubles
from server.store.database.addresses import libpq_url
from server.store.database.sessions import NETWORK
from server.store.jobs import queue

troubles = Troubles(logging.getLogger(__name__))
_NAME: Final = "worker"
LOOK_SECONDS = 0.1
STOP_SECONDS = 20
"""How long jobs under way may take to their end when the worker is told to stop."""
CONNECTION_SECONDS = 5.0
"""How long the queue waits for a connection. Nothing it does takes one for longer than a moment."""
CONCURRENCY = 4
"""A slow mail server holds up mail, never a timer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePace:
    """How often a worker looks for jobs, and after which silence it counts as dead."""

    poll_seconds: float = 1.0
    lease: timedelta = timedelta(seconds=30)
    again_seconds: float = 2.0


USUAL = QueuePace()


def keep(url: str, mail: Outgoing, stopping: threading.Event, pace: QueuePace = USUAL) -> None:
    """Do jobs until told to stop; those under way are finished first.

    Whatever breaks off, a database that is away or a sign of life that failed, is begun anew.
    """
    while not stopping.is_set():
        try:
            asyncio.run(_work(url, mail, stopping, pace))
        except Exception as error:  # noqa: BLE001 - a database that restarts, a lease lost in sleep
            troubles.failed(_NAME, error)
        stopping.wait(pace.again_seconds)


async def _work(url: str, mail: Outgoing, stopping: threading.Event, pace: QueuePace) -> None:
    """Do jobs until told to stop. Raises what the jobs' loop or a sign of life failed with."""
    app = _app(url)
    _register(app, mail)
    worker = _worker(app, pace)
    parts = [
        asyncio.create_task(part)
        for part in (_do_jobs(worker), _live(worker, pace.lease), _told(stopping))
    ]
    _, others = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
    for each in others:
        each.cancel()  # which lets jobs under way come to their end
    for ended in await asyncio.gather(*parts, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended


async def _do_jobs(worker: Worker) -> None:
    async with worker.app.open_async():
        await worker.run()  # type: ignore[no-untyped-call]


async def _live(worker: Worker, lease: timedelta) -> None:
    """Give signs of life. The library's own cease for good, unsaid, once one has failed.

    The first one says that what failed before is over.
    """
    while True:
        await asyncio.sleep(lease.total_seconds() / 3)
        if worker.worker_id is not None:
            await worker.app.job_manager.update_heartbeat(worker.worker_id)
            troubles.over(_NAME)


async def _told(stopping: threading.Event) -> None:
    while not stopping.is_set():  # noqa: ASYNC110 - set by another thread
        await asyncio.sleep(LOOK_SECONDS)


def _worker(app: App, pace: QueuePace) -> Worker:
    return Worker(
        app=app,
        install_signal_handlers=False,
        listen_notify=False,
        shutdown_graceful_timeout=STOP_SECONDS,
        delete_jobs="always",
        concurrency=CONCURRENCY,
        fetch_job_polling_interval=pace.poll_seconds,
        update_heartbeat_interval=threading.TIMEOUT_MAX,
        stalled_worker_timeout=pace.lease.total_seconds(),
    )


def _app(url: str) -> App:
    """Return the queue's application on its own schema."""
    connector = PsycopgConnector(
        conninfo=libpq_url(url),
        kwargs={"options": f"-c search_path={queue.JOBS}", **NETWORK},
        min_size=1,
        max_size=3,
        timeout=CONNECTION_SECONDS,
    )
    return App(connector=connector)


def _register(app: App, mail: Outgoing) -> None:
    """Register every job by name."""

    @app.task(name=queue.FIRE_TIMER)
    def fire(timer_id: str) -> None:
        at = mail.clock()
        with mail.begin() as session:
            fire_timer.fire(session, UUID(timer_id), now=at)

    @app.task(name=queue.SEND_MAIL)
    def send() -> None:
        send_mail.send_due(mail)
