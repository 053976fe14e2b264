"""The worker: Procrastinate runs jobs, a loop beside it the chores; what is due stands in tables.

A row is the truth and a job only a hint: the sweep sees to it that whatever is due has a living
job, and each job looks again under its lock. However many workers there are, and whenever one of
them dies, a thing happens once.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from time import monotonic, sleep
from types import FrameType
from uuid import UUID

from server.actions.blocs import move_titles
from server.actions.cases import open_on_time
from server.actions.history import examine
from server.actions.installation import housekeeping
from server.actions.installation.installed import clock_offset
from server.actions.mail import remind, send_mail
from server.actions.mail.send_mail import Outgoing
from server.actions.security_events.raise_alarms import raise_alarms
from server.actions.transaction import Begin, transactions
from server.config import Settings, clock
from server.config.alarms import ALARMS, AlarmSettings
from server.domain.cases.timed import TimedName
from server.domain.chores import Chore
from server.domain.history.oddities import Thresholds
from server.jobs import (
    calendar_follower,
    measured,
    plain_teller,
    queue_loop,
    signature_reader,
    stamper,
)
from server.jobs.chores import USUAL as RHYTHM
from server.jobs.chores import Chores, Rhythm, attempt, keep_up
from server.jobs.log_keeper import EVERY_SECONDS, keeper_of
from server.jobs.queue_loop import USUAL as QUEUE
from server.jobs.queue_loop import QueuePace
from server.jobs.witness_asker import WitnessAsker
from server.mail.relay import relay_of
from server.store.database.sessions import ANSWER, patience
from server.store.jobs import queue

log = logging.getLogger(__name__)
LOOK_SECONDS = 0.1
STOP_SECONDS = queue_loop.STOP_SECONDS + 3.0
"""How long the loops may take to their end when the worker is told to stop."""
MOST_LOOKS = 20
"""Transactions in which one turn looks for signs about acts."""
SHIPPED = Thresholds()


class EscalationFailed(Exception):
    """Some tasks' superiors could not be told; the text names the errors."""


class OpeningFailed(Exception):
    """Some cases could not be opened on their day; the text names the errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a worker looks."""

    chores: Rhythm = RHYTHM
    queue: QueuePace = QUEUE
    log_seconds: float = EVERY_SECONDS


USUAL = Pace()


def run(settings: Settings, pace: Pace = USUAL, *, plain: Sequence[str] = ()) -> None:
    """Work until TERM or INT; what is under way may be finished first. An error begins it anew.

    `plain` are the settings whose connections go without TLS.

    The signal is this function's alone, and all the main thread waits for: whatever becomes of the
    database, of a job or of a loop, the process ends soon after it. Raises SettingsRefused.
    """
    patience.answer = ANSWER
    mail = outgoing(settings)
    if settings.metrics.worker.told:
        measured.serve(settings.metrics.worker, mail.begin)
    stopping = threading.Event()
    loops: list[Callable[[], None]] = [
        *_loops(settings, mail, pace, stopping),
        partial(plain_teller.tell, mail.begin, plain, stopping),
    ]
    threads = [threading.Thread(target=loop, daemon=True) for loop in loops]
    told = _listen()
    for thread in threads:
        thread.start()
    while not told:
        sleep(LOOK_SECONDS)
    stopping.set()
    _leave(threads)


def _listen() -> list[int]:
    """Answer a list that the signals are added to which tell the process to stop.

    The handler takes no lock: it may come while this very thread holds any.
    """
    told: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    return told


def _leave(threads: Sequence[threading.Thread]) -> None:
    """Let the loops come to their end; what does not is left to whoever finds its job undone."""
    end = monotonic() + STOP_SECONDS
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))
    if any(thread.is_alive() for thread in threads):
        log.warning("stopped amid what was under way")
        logging.shutdown()
        os._exit(0)  # the interpreter would wait for the jobs' threads, however long they take


def _loops(
    settings: Settings, mail: Outgoing, pace: Pace, stopping: threading.Event
) -> list[Callable[[], None]]:
    """Answer what a worker does at once: the queue's jobs, the chores, keeping the log."""
    todo = _chores(settings, mail, pace)
    keeper = keeper_of(settings, mail.begin)
    return [
        partial(queue_loop.keep, settings.database_url, mail, stopping, pace.queue),
        partial(keep_up, mail.begin, todo, stopping, pace.chores),
        partial(keeper.keep, stopping, pace.log_seconds),
        partial(WitnessAsker(begin=mail.begin, file=settings.log_policy).keep, stopping),
        partial(
            signature_reader.keep,
            mail.begin,
            settings.signature_roots,
            stopping,
            partial(now, mail.begin),
        ),
        partial(stamper.keep, mail.begin, settings.tsa_url, stopping),
    ]


def _chores(settings: Settings, mail: Outgoing, pace: Pace) -> Chores:
    told = settings.signs
    return chores_of(
        mail,
        pace,
        parts=housekeeping.parts(settings.sign_ins_kept, settings.keeping),
        alarms=settings.alarms,
        thresholds=Thresholds(
            hasty=told.hasty,
            skew=told.skew,
            back_dated_days=told.back_dated_days,
            hours=told.hours,
        ),
    )


def outgoing(settings: Settings) -> Outgoing:
    """Return what sending mail needs; a demonstration's mail stays on its mailbox page."""
    begin = transactions(settings.database_url)
    return Outgoing(
        begin=begin,
        relay=None
        if settings.demonstration
        else relay_of(
            settings.smtp_url, sender=settings.mail_from, roots=settings.connections.smtp_roots
        ),
        address=settings.address,
        clock=lambda: now(begin),
    )


def now(begin: Begin) -> datetime:
    """Return the installation's time."""
    with begin() as session:
        return clock(clock_offset(session))()


def chores_of(
    mail: Outgoing,
    pace: Pace = USUAL,
    *,
    parts: Mapping[str, housekeeping.NightPart] | None = None,
    thresholds: Thresholds = SHIPPED,
    alarms: AlarmSettings = ALARMS,
) -> Chores:
    """Answer what the workers do again and again.

    The sweep sees to it that everything due is under way: jobs of the dead, timers, reminders,
    mail. What is removed at night is removed part by part, each in a transaction of its own.
    """
    begin = mail.begin
    return {
        Chore.SWEEP: (
            partial(_defer_timers, begin, pace.queue.lease),
            partial(_remind, begin),
            partial(_escalate, begin),
            partial(_move_titles, begin),
            partial(_open_on_time, begin),
            partial(calendar_follower.follow, begin, partial(now, begin)),
            partial(send_mail.sweep, mail),
            partial(_examine, begin, thresholds),
            partial(_raise_alarms, begin, alarms),
        ),
        Chore.KEEP_HOUSE: tuple(
            partial(_keep, begin, part) for part in (parts or housekeeping.parts()).values()
        ),
    }


def _keep(begin: Begin, part: housekeeping.NightPart) -> None:
    at = now(begin)
    with begin() as session:
        part(session, at)


def _examine(begin: Begin, thresholds: Thresholds) -> None:
    """Look at what is new, and at most so much of what is old that the next turn is not late."""
    for _ in range(MOST_LOOKS):
        with begin() as session:
            if not examine.examine(session, thresholds):
                return


def _raise_alarms(begin: Begin, settings: AlarmSettings) -> None:
    at = now(begin)
    with begin() as session:
        raise_alarms(session, settings, now=at)


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


def _move_titles(begin: Begin) -> None:
    with begin() as session:
        move_titles.move(session, now=clock(clock_offset(session))())


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
