"""The installation's figures for whoever watches it: queue, chores, log, mail, alarms.

They are read from the database when they are asked for. No person, case or address is in them.
"""

import logging
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from server.actions.installation.alarms import alarms
from server.actions.transaction import Begin
from server.config.metrics import MetricsPlace
from server.store import Session
from server.store.database.busy import BUSY
from server.store.jobs import chores, job_pages
from server.store.log.lag import lag
from server.store.mail import mail_place

log = logging.getLogger(__name__)


class InstallationCollector(Collector):
    """Reads the figures in one transaction; where the database is away, says so and no more."""

    def __init__(self, begin: Begin) -> None:
        self.begin = begin

    def collect(self) -> Iterator[Metric]:
        """Give all figures of this moment."""
        up = GaugeMetricFamily("binhxet_database_up", "Whether the database answers.")
        found: list[Metric] = []
        try:
            with self.begin() as session:
                found += [*_jobs(session), *_chores(session), *_log(session), *_alarms(session)]
        except BUSY as error:
            log.warning("no figures: %s", type(error).__name__)
        up.add_metric([], float(bool(found)))
        yield up
        yield from found


def serve(settings: MetricsPlace, begin: Begin) -> None:
    """Serve the figures from a thread of its own until the process ends. Raises OSError."""
    registry = CollectorRegistry()
    registry.register(InstallationCollector(begin))
    start_http_server(settings.port, settings.host, registry)


def _jobs(session: Session) -> Iterator[Metric]:
    jobs = GaugeMetricFamily("binhxet_jobs", "Jobs, by name and state.", labels=("name", "state"))
    waits = GaugeMetricFamily(
        "binhxet_job_lag_seconds",
        "Seconds the oldest job of a name waits beyond its time.",
        labels=("name",),
    )
    longest: dict[str, int] = {}
    for tally in job_pages.tallies(session):
        jobs.add_metric([tally.name, tally.status], tally.jobs)
        longest[tally.name] = max(tally.lag, longest.get(tally.name, 0))
    for name, seconds in longest.items():
        waits.add_metric([name], seconds)
    alive = GaugeMetricFamily("binhxet_workers", "Workers that gave a sign of life last minute.")
    alive.add_metric([], job_pages.workers(session).alive)
    yield from (jobs, waits, alive)


def _chores(session: Session) -> Iterator[Metric]:
    now = chores.real_now(session)
    age = GaugeMetricFamily(
        "binhxet_chore_age_seconds", "Seconds since a chore was last done.", labels=("chore",)
    )
    fails = GaugeMetricFamily(
        "binhxet_chore_fails", "Whether a chore's last turn failed.", labels=("chore",)
    )
    for row in chores.rows(session):
        if row.done_at is not None:
            age.add_metric([row.name], (now - row.done_at).total_seconds())
        fails.add_metric([row.name], float(bool(row.error)))
    yield from (age, fails)


def _log(session: Session) -> Iterator[Metric]:
    behind = lag(session)
    waits = GaugeMetricFamily(
        "binhxet_log_lag_seconds", "Seconds the oldest event waits to be in a checkpoint."
    )
    waits.add_metric([], behind.seconds)
    leaves = GaugeMetricFamily("binhxet_log_leaves", "Leaves of the log.")
    leaves.add_metric([], behind.leaves)
    yield from (waits, leaves)
    if behind.signed_at is not None:
        age = GaugeMetricFamily(
            "binhxet_checkpoint_age_seconds", "Seconds since the newest checkpoint was signed."
        )
        age.add_metric([], (behind.now - behind.signed_at).total_seconds())
        yield age


def _alarms(session: Session) -> Iterator[Metric]:
    held = mail_place.held(session)
    letters = GaugeMetricFamily("binhxet_mail_held", "Letters that are held back.")
    letters.add_metric([], held.letters if held else 0)
    yield letters
    wrong = GaugeMetricFamily(
        "binhxet_alarms", "What somebody has to look at, by kind.", labels=("kind",)
    )
    found = [each.kind for each in alarms(session)]
    for kind in sorted({*found}):
        wrong.add_metric([kind], found.count(kind))
    yield wrong
