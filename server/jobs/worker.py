"""The worker: Procrastinate runs jobs, a loop beside it the chores; what is due stands in tables.

A row is the truth and a job only a hint: the sweep sees to it that whatever is due has a living
job, and each job looks again under its lock. However many workers there are, and whenever one of
them dies, a thing happens once.
"""

import logging
import signal
import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from time import monotonic
from types import FrameType
from uuid import UUID

from procrastinate import App, PsycopgConnector

from server.actions.cases import open_on_time
from server.actions.history import examine
from server.actions.installation import housekeeping
from server.actions.installation.installed import clock_offset
from server.actions.mail import remind, send_mail
from server.actions.mail.send_mail import Outgoing
from server.actions.steps import fire_timer
from server.actions.transaction import Begin, transactions
from server.config import SIGN_INS_KEPT, Settings, clock
from server.domain.cases.timed import TimedName
from server.domain.chores import Chore
from server.domain.history.oddities import Thresholds
from server.jobs import calendar_follower, stamper
from server.jobs.chores import USUAL as RHYTHM
from server.jobs.chores import Chores, Rhythm, attempt, keep_up
from server.jobs.log_keeper import EVERY_SECONDS, keeper_of
from server.jobs.troubles import Troubles
from server.jobs.witness_asker import WitnessAsker
from server.mail.relay import relay_of
from server.store.database.addresses import libpq_url
from server.store.database.sessions import (
    ANSWER,
    NETWORK,
    patience,
)
from server.store.jobs import queue
from server.store.jobs.queue import JOBS

troubles = Troubles(logging.getLogger(__name__))
STOP_SECONDS = 20
"""How long what is under way may take to its end when the worker is told to stop."""
MOST_LOOKS = 20
"""Transactions in which one turn looks for signs about acts."""
SHIPPED = Thresholds()
CONCURRENCY = 4
"""A slow mail server holds up mail, never a timer."""


class EscalationFailed(Exception):
    """Some tasks' superiors could not be told; the text names the errors."""


class OpeningFailed(Exception):
    """Some cases could not be opened on their day; the text names the errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a worker looks, and after which silence it counts as dead."""

    chores: Rhythm = RHYTHM
    poll_seconds: float = 1.0
    lease: timedelta = timedelta(seconds=30)
    again_seconds: float = 2.0
    log_seconds: float = EVERY_SECONDS


USUAL = Pace()


def run(settings: Settings, pace: Pace = USUAL) -> None:
    """Work until TERM; a job under way is finished first. An error begins it anew.

    Raises SettingsRefused.
    """
    patience.answer = ANSWER
    mail = outgoing(settings)
    stopping = threading.Event()
    threads = _beside(settings, mail, pace, stopping)
    while not stopping.is_set():
        _listen(stopping)
        begun = monotonic()
        try:
            _work(settings, mail, pace)
        except Exception as error:  # noqa: BLE001 - a database that restarts, a lease lost in sleep
            if monotonic() - begun > pace.lease.total_seconds():
                troubles.over("worker")
            troubles.failed("worker", error)
            stopping.wait(pace.again_seconds)
        else:
            stopping.set()
    for thread in threads:
        thread.join(STOP_SECONDS)


def _listen(stopping: threading.Event) -> None:
    def stop(_: int, __: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)


def _beside(
    settings: Settings, mail: Outgoing, pace: Pace, stopping: threading.Event
) -> list[threading.Thread]:
    """Start what a worker does beside the queue: the chores, and keeping the log."""
    todo = _chores(settings, mail, pace)
    keeper = keeper_of(settings, mail.begin)
    loops = [
        partial(keep_up, mail.begin, todo, stopping, pace.chores),
        partial(keeper.keep, stopping, pace.log_seconds),
        partial(WitnessAsker(begin=mail.begin, file=settings.log_policy).keep, stopping),
    ]
    if settings.tsa_url:
        loops.append(partial(stamper.keep, mail.begin, settings.tsa_url, stopping))
    threads = [threading.Thread(target=loop, daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    return threads


def _chores(settings: Settings, mail: Outgoing, pace: Pace) -> Chores:
    told = settings.signs
    return chores_of(
        mail,
        pace,
        sign_ins_kept=settings.sign_ins_kept,
        thresholds=Thresholds(
            hasty=told.hasty,
            skew=told.skew,
            back_dated_days=told.back_dated_days,
            hours=told.hours,
        ),
    )


def _work(settings: Settings, mail: Outgoing, pace: Pace) -> None:
    app = make_app(settings)
    register(app, mail)
    app.run_worker(
        listen_notify=False,
        shutdown_graceful_timeout=STOP_SECONDS,
        delete_jobs="always",
        concurrency=CONCURRENCY,
        fetch_job_polling_interval=pace.poll_seconds,
        update_heartbeat_interval=pace.lease.total_seconds() / 3,
        stalled_worker_timeout=pace.lease.total_seconds(),
    )


def make_app(settings: Settings) -> App:
    """Return the queue's application on its own schema."""
    connector = PsycopgConnector(
        conninfo=libpq_url(settings.database_url),
        kwargs={"options": f"-c search_path={JOBS}", **NETWORK},
        min_size=1,
        max_size=3,
    )
    return App(connector=connector)


def outgoing(settings: Settings) -> Outgoing:
    """Return what sending mail needs; a demonstration's mail stays on its mailbox page."""
    begin = transactions(settings.database_url)
    return Outgoing(
        begin=begin,
        relay=None
        if settings.demonstration
        else relay_of(settings.smtp_url, sender=settings.mail_from),
        address=settings.address,
        clock=lambda: now(begin),
    )


def now(begin: Begin) -> datetime:
    """Return the installation's time."""
    with begin() as session:
        return clock(clock_offset(session))()


def register(app: App, mail: Outgoing) -> None:
    """Register every job by name."""
    begin = mail.begin

    @app.task(name=queue.FIRE_TIMER)
    def fire(timer_id: str) -> None:
        at = now(begin)
        with begin() as session:
            fire_timer.fire(session, UUID(timer_id), now=at)

    @app.task(name=queue.SEND_MAIL)
    def send() -> None:
        send_mail.send_due(mail)


def chores_of(
    mail: Outgoing,
    pace: Pace = USUAL,
    *,
    sign_ins_kept: timedelta = SIGN_INS_KEPT,
    thresholds: Thresholds = SHIPPED,
) -> Chores:
    """Answer what the workers do again and again.

    The sweep sees to it that everything due is under way: jobs of the dead, timers, reminders,
    mail. What is removed at night is removed part by part, each in a transaction of its own.
    """
    begin = mail.begin
    return {
        Chore.SWEEP: (
            partial(_defer_timers, begin, pace.lease),
            partial(_remind, begin),
            partial(_escalate, begin),
            partial(_open_on_time, begin),
            partial(calendar_follower.follow, begin, partial(now, begin)),
            partial(send_mail.sweep, mail),
            partial(_examine, begin, thresholds),
        ),
        Chore.KEEP_HOUSE: tuple(
            partial(_keep, begin, part) for part in housekeeping.parts(sign_ins_kept).values()
        ),
    }


def _keep(begin: Begin, part: housekeeping.Part) -> None:
    at = now(begin)
    with begin() as session:
        part(session, at)


def _examine(begin: Begin, thresholds: Thresholds) -> None:
    """Look at what is new, and at most so much of what is old that the next turn is not late."""
    for _ in range(MOST_LOOKS):
        with begin() as session:
            if not examine.examine(session, thresholds):
                return


def _defer_timers(begin: Begin, lease: timedelta) -> None:
    at = now(begin)
    with begin() as session:
        queue.bury(session, lease=lease)
        queue.defer_due_timers(session, now=at)
        queue.defer_lost_timers(session, now=at, clock_offset=clock_offset(session))


def _remind(begin: Begin) -> None:
    with begin() as session:
        remind.remind(session, now=clock(clock_offset(session))())


def _escalate(begin: Begin) -> None:
    """Escalate one by one: one that is broken must not hold up the others."""
    at = now(begin)
    with begin() as session:
        late = remind.late(session, now=at)
    failed = [
        attempt(f"escalate {task_id}", partial(_escalate_one, begin, task_id, day, at))
        for task_id, day in late
    ]
    if any(failed):
        raise EscalationFailed(", ".join(filter(None, failed)))


def _open_on_time(begin: Begin) -> None:
    """Open the cases whose day has come, one by one: one that is broken holds up no other."""
    at = now(begin)
    with begin() as session:
        due = open_on_time.due(session, now=at)
    failed = [attempt(f"open {name}", partial(_open_one, begin, name, at)) for name in due]
    if any(failed):
        raise OpeningFailed(", ".join(filter(None, failed)))


def _open_one(begin: Begin, name: TimedName, at: datetime) -> None:
    with begin() as session:
        open_on_time.open_on_time(session, name, now=at)


def _escalate_one(begin: Begin, task_id: UUID, day: date, at: datetime) -> None:
    with begin() as session:
        remind.escalate(session, task_id, day, now=at)
