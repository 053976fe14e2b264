"""Prints what completing a task and reading the task list cost; no time is ever asserted."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.actions.transaction import transactions
from server.domain.deadlines import local_day
from server.store import engine_for, inbox
from server.store.cluster import Cluster
from server.store.inbox import Eyes, Wanted
from tests.actions.databases import with_bloc_years
from tests.actions.year import Year
from tests.bench.served import served
from tests.bench.short_year import ShortYear, source

SIZES = (5, 50, 500)
READS, POSTS = 100, 20


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def spread(milliseconds: Iterable[float]) -> str:
    """Return median, 95th percentile and worst, in milliseconds."""
    times = sorted(milliseconds)
    late = times[min(len(times) - 1, int(len(times) * 0.95))]
    return f"p50 {statistics.median(times):6.1f}  p95 {late:6.1f}  max {times[-1]:6.1f} ms"


def timed(work: Callable[[], object], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def test_machine() -> None:
    say(f"\n{datetime.now(UTC):%Y-%m-%d %H:%M} UTC")  # noqa: TID251 - when it was measured
    say(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    say(f"load {os.getloadavg()[0]:.1f}; PostgreSQL syncs every commit; one client")


@pytest.mark.parametrize("units", SIZES)
def test_acts(durable_cluster: Cluster, units: int) -> None:
    with with_bloc_years(durable_cluster, source(units)) as made:
        year = Year(begin=transactions(made.url), bloc_year_id=f"bac-giang/khoi-mau-{units}/2024")
        short = ShortYear(year).play()
        engine_for(made.url).dispose()
    say(f"\n{units} units: completing, in process")
    every = [cost for costs in short.costs.of.values() for cost in costs]
    say(f"  within one instance  {spread(c.milliseconds for c in every if c.instances == 1)}")
    say(f"  across instances     {spread(c.milliseconds for c in every if c.instances > 1)}")
    say(f"  commits per act: {sorted({cost.commits for cost in every})}")
    for element, costs in short.costs.of.items():
        numbers = ", ".join(map(str, sorted({cost.statements for cost in costs})))
        cpu = statistics.median(cost.cpu for cost in costs)
        times = spread(cost.milliseconds for cost in costs)
        say(f"  {element:32} {numbers:>10} statements  {times}  cpu {cpu:.1f}")


@pytest.mark.parametrize("units", SIZES)
def test_task_list(durable_cluster: Cluster, units: int) -> None:
    with with_bloc_years(durable_cluster, source(units)) as made:
        year = Year(begin=transactions(made.url), bloc_year_id=f"bac-giang/khoi-mau-{units}/2024")
        year.open("evaluation")
        for task in [*year.tasks("score")]:
            year.complete(task)
        for task in [*year.tasks("approve")]:
            year.complete(task)
        actor = year.holder("bac-giang/don-vi-0001/appraiser")
        eyes = Eyes(person_id=actor.person_id, post_id=actor.post_id, unit_id=actor.unit_id)

        def read() -> None:
            with year.begin() as session:
                inbox.page(session, eyes, Wanted(), today=local_day(year.now))
                inbox.counts(session, eyes, posts=[actor.post_id], today=local_day(year.now))

        say(f"\n{units} units, {len(year.tasks('appraise'))} appraisals open")
        say(f"  task list, two queries   {spread(timed(read, READS))}")
        with served(made) as pages:
            pages.get(actor.post_id, "/tasks")  # signs in; a process's first page is its slowest
            reads = timed(lambda: pages.get(actor.post_id, "/tasks"), READS)
            say(f"  task list, over HTTP     {spread(reads)}")
            posts = [pages.complete(year, task) for task in year.tasks("appraise")[:POSTS]]
            say(f"  completing, over HTTP    {spread(posts)}")
        engine_for(made.url).dispose()


def test_engine_step() -> None:
    say("\nthe engine alone (CPU milliseconds)")
    script = Path(__file__).with_name("engine_step.py")
    root = script.parents[2]
    done = subprocess.run(
        [sys.executable, str(script)], cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    say("  " + done.stdout.strip().replace("\n", "\n  "))
