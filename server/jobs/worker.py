"""The worker: Procrastinate runs the periodic duties; what is due stands in our own tables.

A timer's row is the truth and a job only a hint: the sweep fires whatever is due, under the case's
lock, exactly once, however many workers there are.
"""

import logging

from procrastinate import App, PsycopgConnector

from server.actions import fire_timer, keep_house
from server.actions.installed import clock_offset
from server.actions.transaction import Begin, transactions
from server.config import Settings, clock
from server.store.schema import JOBS, libpq_url

log = logging.getLogger(__name__)
EVERY_THIRTY_SECONDS = "*/30 * * * * *"
EVERY_NIGHT = "15 2 * * *"


def run(settings: Settings) -> None:
    """Work until TERM; a job under way is finished first."""
    app = make_app(settings)
    begin = transactions(settings.database_url)
    register(app, begin)
    with app.open():
        app.run_worker(listen_notify=False, shutdown_graceful_timeout=20, delete_jobs="always")


def make_app(settings: Settings) -> App:
    """Return the queue's application on its own schema."""
    connector = PsycopgConnector(
        conninfo=libpq_url(settings.database_url),
        kwargs={"options": f"-c search_path={JOBS}"},
        min_size=1,
        max_size=3,
    )
    return App(connector=connector)


def register(app: App, begin: Begin) -> None:
    """Register every job by name."""

    @app.periodic(cron=EVERY_THIRTY_SECONDS)
    @app.task(name="sweep_timers", queueing_lock="sweep_timers")
    def sweep_timers(timestamp: int) -> None:
        del timestamp
        sweep(begin)

    @app.periodic(cron=EVERY_NIGHT)
    @app.task(name="keep_house", queueing_lock="keep_house")
    def keep(timestamp: int) -> None:
        del timestamp
        with begin() as session:
            keep_house.keep_house(session, now=clock(clock_offset(session))())


def sweep(begin: Begin) -> int:
    """Fire every timer that is due, each in a transaction of its own; return how many moved."""
    with begin() as session:
        now = clock(clock_offset(session))()
        due = fire_timer.due(session, now=now)
    fired = 0
    for timer_id in due:
        try:
            with begin() as session:
                fired += fire_timer.fire(session, timer_id, now=now)
        except Exception:  # one broken case must not hold up the others
            log.exception("timer %s", timer_id)
    return fired
