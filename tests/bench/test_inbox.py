"""The task list of a post with twenty tasks and of one with a quarter of all, up to a million."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import Engine

from server.actions.cases import case_work
from server.demo.scaled import scaled
from server.domain.deadlines import local_day
from server.embedded import Cluster
from server.store import engine_for, open_session
from server.store.inbox import inbox
from server.store.inbox.inbox import (
    Eyes,
    ListOrder,
    ListScope,
    WantedTasks,
)
from tests.bench.report import REPORT, Spread, taken, walls
from tests.bench.seeding import LARGE_POST, SMALL_POST, UNITS, grow
from tests.bench.served import Pages, served
from tests.worlds.databases import Database
from tests.worlds.states import with_bloc_years

SIZES = (1_000, 100_000, 1_000_000)
READS, MOST_MS = 60, 25.0
COLD = 8
"""The first pages of a server's processes, which read templates and words: shown, not judged."""
NOW = datetime(2024, 12, 2, 3, 0, tzinfo=UTC)
LISTS: Mapping[str, WantedTasks] = {
    "first page": WantedTasks(),
    "newest first": WantedTasks(sort=ListOrder.NEWEST),
    "of one unit": WantedTasks(units=("bac-giang/don-vi-0007",)),
    "of one kind": WantedTasks(kinds=("evaluation",)),
    "words, one task": WantedTasks(words="so 976"),
    "words, no task": WantedTasks(words="khong co"),
    "the unit's": WantedTasks(scope=ListScope.UNIT),
    "done": WantedTasks(scope=ListScope.DONE),
}


@pytest.fixture(scope="module")
def seeded(durable_cluster: Cluster) -> Iterator[Database]:
    with with_bloc_years(durable_cluster, scaled(UNITS)) as made:
        yield made
        engine_for(made.url).dispose()


@pytest.mark.parametrize("size", SIZES)
def test_inbox(durable_cluster: Cluster, seeded: Database, size: int) -> None:
    had = ([0, *SIZES])[SIZES.index(size)]
    seeding = taken(lambda: grow(durable_cluster, seeded.name, had, size))
    engine = engine_for(seeded.url)
    REPORT.group(f"Inbox, {size:,} tasks, of them {size // 4:,} open at one post")
    REPORT.row("seeded by COPY", f"{seeding.wall / 1000:.1f} s")
    for name, post in (("20 tasks", SMALL_POST), (f"{size // 4:,} tasks", LARGE_POST)):
        _in_process(engine, name, post, size)
    with served(seeded) as pages:
        for name, post in (("20 tasks", SMALL_POST), (f"{size // 4:,} tasks", LARGE_POST)):
            _over_http(pages, name, post, size)


def _in_process(engine: Engine, name: str, post: str, size: int) -> None:
    """Time the queries of the page: the list, and what is counted and offered beside it."""
    with open_session(engine, read_only=True) as session:
        actor = case_work.holder_of(session, post, now=NOW)
        eyes = Eyes(person_id=actor.person_id, post_id=post, unit_id=actor.unit_id)
        today = local_day(NOW)
        page = inbox.page(session, eyes, WantedTasks(), today=today)
        lists = {**LISTS, "a later page": WantedTasks(after=page[-1].mark)}
        works: dict[str, Callable[[], object]] = {
            title: partial(inbox.page, session, eyes, wanted, today=today)
            for title, wanted in lists.items()
        }
        works["counts"] = lambda: inbox.counts(session, eyes, posts={post: None}, today=today)
        works["units offered"] = lambda: inbox.units(session, eyes, today=today)
        for title, work in works.items():
            _judge(f"{name}, query: {title}", walls([taken(work) for _ in range(READS // 3)]), size)


def _over_http(pages: Pages, name: str, post: str, size: int) -> None:
    cold = walls([taken(lambda: pages.get(post, "/tasks")) for _ in range(COLD)])
    REPORT.row(f"{name}, page: as the server starts", str(cold))
    first = pages.get(post, "/tasks")
    addresses = {
        "first page": "/tasks",
        "a later page": pages.next_page(first) or "/tasks",
        "words": "/tasks?q=so+976",
        "of one unit": "/tasks?unit=bac-giang%2Fdon-vi-0007",
        "the unit's": "/tasks?scope=unit",
    }
    for title, address in addresses.items():
        reads = walls([taken(lambda at=address: pages.get(post, at)) for _ in range(READS)])  # type: ignore[misc]
        _judge(f"{name}, page: {title}", reads, size)


def _judge(name: str, spread: Spread, size: int) -> None:
    """Judge by the aim, which is of a million tasks."""
    judged = size == SIZES[-1]
    met = spread.p95 <= MOST_MS if judged else None
    REPORT.row(name, spread, aim=f"p95 ≤ {MOST_MS:.0f} ms", met=met)
