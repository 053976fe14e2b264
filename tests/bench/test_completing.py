"""Completing a task in process: the same at 1 unit and at 500, at step 2 and at step 200."""

from contextlib import ExitStack

from sqlalchemy import NullPool, create_engine, text

from server.embedded import Cluster
from server.store import statements
from tests.bench.approvals import Approvals, Paper, approvals
from tests.bench.report import REPORT, Taken, cpus, taken, walls
from tests.worlds.databases import Database

SIZES = (1, 5, 50, 500)
ROUNDS = 60
"""Approvals at each size, of three completions each."""
LONG, LATE = 8, 200
"""How many long approvals are walked round, and to which step."""
MOST_STATEMENTS, MOST_MS = 12, 5.0
BOUND, UNBOUND = "changes written down", "without the triggers"
MOST_MORE = 1.10


def test_completing_at_each_size(durable_cluster: Cluster) -> None:
    REPORT.group("Completing in process, three-step approval, full history")
    costs: dict[int, list[Taken]] = {size: [] for size in SIZES}
    counted: dict[int, set[tuple[int, int]]] = {size: set() for size in SIZES}
    with ExitStack() as stack:
        at = {size: stack.enter_context(approvals(durable_cluster, size)) for size in SIZES}
        waiting: dict[int, list[Paper]] = {size: [] for size in SIZES}
        for number in range(ROUNDS + 2):
            for size, world in at.items():  # turn by turn, so that all sizes see the same machine
                if not waiting[size]:
                    waiting[size] = world.open()
                steps = _approval(world, waiting[size].pop(), counted[size])
                costs[size] += steps if number > 1 else []
    for size in SIZES:
        spread = walls(costs[size])
        name = f"{size} unit{'s' if size > 1 else ''} in the case"
        figure = f"{spread}  cpu {cpus(costs[size]):.2f}"
        REPORT.row(name, figure, aim="p50 ≤ 5 ms", met=spread.p50 <= MOST_MS)
    ratio = walls(costs[500]).p50 / walls(costs[1]).p50
    own = cpus(costs[500]) / cpus(costs[1])
    REPORT.row(
        "500 units to 1 unit",
        f"{ratio:.2f} times (cpu {own:.2f})",
        aim="within 15 %",
        met=ratio <= 1.15,
    )
    _statements({pair for each in counted.values() for pair in each})


def test_completing_late_in_a_long_process(durable_cluster: Cluster) -> None:
    REPORT.group("Completing in process, a sheet returned again and again")
    early: list[Taken] = []
    late: list[Taken] = []
    with approvals(durable_cluster, 50) as world:
        papers = world.open()
        walked, fresh = papers[:LONG], papers[LONG:]
        for paper in walked:
            world.walk(paper, LATE - 1)
        for paper in walked:  # turn by turn
            world.walk(fresh[0], 1)
            early.append(_step(world, fresh.pop(0)))
            late.append(_step(world, paper))
    for name, costs in (("step 2", early), (f"step {LATE}", late)):
        REPORT.row(name, f"{walls(costs)}  cpu {cpus(costs):.2f}")
    ratio = walls(late).p50 / walls(early).p50
    REPORT.row(f"step {LATE} to step 2", f"{ratio:.2f} times", aim="≤ 2", met=ratio <= 2)


def test_completing_with_and_without_changes(durable_cluster: Cluster) -> None:
    REPORT.group("Completing in process, changes of rows written down by triggers, 5 units")
    costs: dict[str, list[Taken]] = {BOUND: [], UNBOUND: []}
    counted: dict[str, set[tuple[int, int]]] = {name: set() for name in costs}
    with ExitStack() as stack:
        at = {name: stack.enter_context(approvals(durable_cluster, 5)) for name in costs}
        _unbind(at[UNBOUND].database)
        waiting: dict[str, list[Paper]] = {name: [] for name in at}
        for number in range(ROUNDS + 2):
            for name, world in at.items():  # turn by turn, so that both see the same machine
                if not waiting[name]:
                    waiting[name] = world.open()
                steps = _approval(world, waiting[name].pop(), counted[name])
                costs[name] += steps if number > 1 else []
    for name, each in costs.items():
        REPORT.row(name, f"{walls(each)}  cpu {cpus(each):.2f}")
    ratio = walls(costs[BOUND]).p50 / walls(costs[UNBOUND]).p50
    REPORT.row("with to without", f"{ratio:.2f} times", aim="≤ 1.10", met=ratio <= MOST_MORE)
    same = counted[BOUND] == counted[UNBOUND]
    REPORT.row("statements", sorted(counted[BOUND]), aim="the same without", met=same)


def _unbind(database: Database) -> None:
    owner = create_engine(database.owner_url, poolclass=NullPool)
    with owner.begin() as connection:
        connection.execute(text("SELECT unbind_table(name) FROM bound_table"))
    owner.dispose()


def _approval(world: Approvals, paper: Paper, counted: set[tuple[int, int]]) -> list[Taken]:
    costs = []
    while world.task(paper) is not None:
        costs.append(_step(world, paper))
        counted.add((statements.count, statements.commits))
    return costs


def _step(world: Approvals, paper: Paper) -> Taken:
    """Complete what is open of an approval; `statements` has what it counted."""
    task = world.task(paper)
    assert task is not None
    world.actor(task.post_id)  # read beforehand, as the page's session is
    statements.reset()
    return taken(lambda: world.complete(task))


def _statements(counted: set[tuple[int, int]]) -> None:
    numbers, commits = {n for n, _ in counted}, {c for _, c in counted}
    REPORT.row(
        "statements a completion",
        ", ".join(map(str, sorted(numbers))),
        aim=f"≤ {MOST_STATEMENTS}",
        met=max(numbers) <= MOST_STATEMENTS,
    )
    REPORT.row("commits a completion", sorted(commits), aim="1", met=commits == {1})
