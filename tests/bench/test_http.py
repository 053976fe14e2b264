"""Completing a task over HTTP by the real web server, at each size and far into a process."""

from contextlib import ExitStack
from uuid import uuid4

from server.embedded import Cluster
from tests.bench.approvals import Approvals, Paper, answer, approvals
from tests.bench.report import REPORT, Spread
from tests.bench.served import Pages, served

SIZES = (1, 5, 50, 500)
ROUNDS, WARM = 20, 3
LONG, LATE = 8, 200


def test_completing_over_http(durable_cluster: Cluster) -> None:
    REPORT.group("Completing over HTTP, three-step approval")
    times: dict[int, list[float]] = {size: [] for size in SIZES}
    with ExitStack() as stack:
        at = {size: stack.enter_context(approvals(durable_cluster, size)) for size in SIZES}
        web = {size: stack.enter_context(served(at[size].database)) for size in SIZES}
        for number in range(ROUNDS + WARM):
            for size, world in at.items():  # turn by turn, so that all sizes see the same machine
                paper = _next(world, number)
                taken = [_complete(world, web[size], paper) for _ in range(3)]
                times[size] += taken if number >= WARM else []
    spreads = {size: Spread.of(each) for size, each in times.items()}
    for size, spread in spreads.items():
        REPORT.row(f"{size} unit{'s' if size > 1 else ''} in the case", spread)
    ratio = spreads[500].p50 / spreads[1].p50
    REPORT.row("500 units to 1 unit", f"{ratio:.2f} times", aim="within 15 %", met=ratio <= 1.15)


def test_completing_over_http_late_in_a_long_process(durable_cluster: Cluster) -> None:
    REPORT.group("Completing over HTTP, a sheet returned again and again")
    early: list[float] = []
    late: list[float] = []
    with approvals(durable_cluster, 2 * LONG) as world, served(world.database) as pages:
        papers = world.open()
        walked, fresh = papers[:LONG], papers[LONG:]
        for paper in walked:
            world.walk(paper, LATE - 1)
        for here, there in zip(fresh, walked, strict=True):  # turn by turn
            world.walk(here, 1)
            early.append(_complete(world, pages, here))
            late.append(_complete(world, pages, there))
    spreads = Spread.of(early[1:]), Spread.of(late[1:])
    for name, spread in zip(("step 2", f"step {LATE}"), spreads, strict=True):
        REPORT.row(name, spread)
    ratio = spreads[1].p50 / spreads[0].p50
    REPORT.row(f"step {LATE} to step 2", f"{ratio:.2f} times", aim="≤ 2", met=ratio <= 2)


def _next(world: Approvals, number: int) -> Paper:
    """Open a case for each round where it has few units; else take its units by turns."""
    if world.units < ROUNDS + WARM or not world.papers:
        world.papers = world.open()
    return world.papers[number % len(world.papers)]


def _complete(world: Approvals, pages: Pages, paper: Paper) -> float:
    task = world.task(paper)
    assert task is not None
    return pages.submit(
        task.post_id, f"/tasks/{task.id}/complete", {**answer(task), "_key": uuid4().hex}
    )
