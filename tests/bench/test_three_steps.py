"""A finished three-step approval: what it takes here and in django-viewflow, on one server."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

from server.actions.cases import case_work
from server.config import ROOT
from server.embedded import (
    Cluster,
    drop_database,
    make_database,
)
from server.store import statements
from tests.bench.approvals import Approvals, approvals
from tests.bench.report import REPORT, Taken, cpus, taken, walls

APPROVALS = 500
INSTALLED = ROOT / "build" / "bench" / "viewflow"
OTHER = Path(__file__).with_name("other_engine") / "run.py"
SIZES = text("""
SELECT relname, pg_total_relation_size(c.oid) AS size FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname IN ('public', 'jobs')
""")
TRANSIENT = frozenset({"act", "undo", "procrastinate_jobs", "procrastinate_events"})
"""Kept for a time only: keys of posts for 30 days, the last step's undo, jobs till done."""


@pytest.mark.parametrize("units", [20, 500])
def test_three_steps_here(durable_cluster: Cluster, units: int) -> None:
    REPORT.group(f"Three-step approval, {APPROVALS} of them in cases of {units} units: Bình Xét")
    with approvals(durable_cluster, units) as world:
        before = sizes(world)
        played = [_play(world) for _ in range(APPROVALS // units)]
        grown = {name: size - before[name] for name, size in sizes(world).items()}
    costs = [cost for each, _ in played for cost in each]
    counted = {number for _, each in played for number in each}
    REPORT.row("a completion", f"{walls(costs)}  cpu {cpus(costs):.2f}")
    REPORT.row("statements a completion", ", ".join(map(str, sorted(counted))))
    _bytes(grown)
    kept = sum(size for name, size in grown.items() if name not in TRANSIENT)
    REPORT.row("of these kept for good", f"{kept / APPROVALS:7.0f} bytes an approval")


def test_three_steps_in_viewflow(durable_cluster: Cluster) -> None:
    assert INSTALLED.exists(), "make bench installs django-viewflow into build/bench"
    REPORT.group(f"Three-step approval, {APPROVALS} of them: django-viewflow")
    make_database(durable_cluster.conninfo(), "other_engine")
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-W",
                "ignore",
                str(OTHER),
                _conninfo(durable_cluster),
                str(APPROVALS),
            ],
            env={**os.environ, "PYTHONPATH": str(INSTALLED)},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        drop_database(durable_cluster.conninfo(), "other_engine")
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["finished"] == APPROVALS
    costs = [Taken(each["wall"], each["cpu"]) for each in found["costs"]]
    counted = sorted({each["statements"] for each in found["costs"]})
    REPORT.row("a completion", f"{walls(costs)}  cpu {cpus(costs):.2f}")
    REPORT.row("statements a completion", ", ".join(map(str, counted)))
    _bytes(found["grown"])
    REPORT.note(
        "Both: three people, one transaction a completion under a row lock, the same words."
    )
    REPORT.note(
        "viewflow keeps rows of its tasks; no hash chain, no old and new values, no answer to the"
        " same post twice, no undo, no mail, no frozen rules and forms, no inbox words."
    )


def _play(world: Approvals) -> tuple[list[Taken], set[int]]:
    """Open the case, and have everybody propose, then approve, then confirm."""
    case_id = world.open()[0].case_id
    costs: list[Taken] = []
    counted: set[int] = set()
    while True:
        with world.year.begin() as session:
            tasks = case_work.open_tasks(session, case_id)
        if not tasks:
            return costs, counted
        for task in tasks:
            world.actor(task.post_id)
            statements.reset()
            costs.append(taken(lambda task=task: world.complete(task)))  # type: ignore[misc]
            counted.add(statements.count)


def sizes(world: Approvals) -> dict[str, int]:
    """Measure every table with its indexes, in bytes on disk."""
    engine = create_engine(world.database.owner_url, poolclass=NullPool)
    with engine.connect() as connection:
        found = {row.relname: int(row.size) for row in connection.execute(SIZES)}
    engine.dispose()
    return found


def _bytes(grown: Mapping[str, int]) -> None:
    REPORT.row("on disk, with indexes", f"{sum(grown.values()) / APPROVALS:7.0f} bytes an approval")
    for name, size in sorted(grown.items(), key=lambda item: -item[1]):
        if size > 0:
            REPORT.row(f"    {name}", f"{size / APPROVALS:7.0f}")


def _conninfo(cluster: Cluster) -> str:
    url = make_url(cluster.owner_url("other_engine")).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)
