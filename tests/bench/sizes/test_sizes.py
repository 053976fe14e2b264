"""Every page of lists in a province at its largest: what it costs, and that it is bounded.

`SMALLER=100` makes it so many times smaller, to try the bench itself.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from server.embedded import Cluster
from tests.bench.report import REPORT
from tests.bench.sizes.large_province import Places, Sizes, grow
from tests.bench.sizes.page_costs import PageCost, cost
from tests.worlds.databases import TEMPLATE, Database, cloned
from tests.worlds.web.over_http import OverHttp

SIZES = Sizes().share(int(os.environ.get("SMALLER", "1")))
READS, MOST_MS, MOST_BYTES = 12, 50.0, 256_000
UNIT = "bac-giang/don-vi-0001"
HEAD, APPRAISER = f"{UNIT}/head", f"{UNIT}/appraiser"
ADMINISTRATOR = "bac-giang/quan-tri/administrator"
AUDITOR = "bac-giang/thanh-tra/auditor"
PAGES = {
    HEAD: (
        "/", "/tasks", "/cases", "/cases?q=khong+co", "/board", "/registers", "/search?q=mau",
        "/search?q=khong+co", "/deadlines", "/years", "/notices", "/delegations", "/mailbox",
        "/cases/{case}", "/cases/{case}?tab=history", "/cases/{case}?tab=documents",
    ),
    APPRAISER: (
        "/tasks", "/tasks?scope=done", "/tasks?scope=unit", "/tasks?q=so+976", "/tasks?q=khong+co",
    ),
    AUDITOR: (
        "/", "/cases", "/cases?q=khong+co", "/cases?state=closed", "/board", "/search?q=0007",
        "/search?q=khong+co", "/audit", "/audit?who=khong+co+ai", "/audit?act=return",
        "/audit/cases/{case}", "/security-events", "/cases/{case}", "/cases/{case}?tab=history",
    ),
    ADMINISTRATOR: (
        "/", "/people", "/people?q=0007", "/people/posts", "/operations", "/operations?q=0007",
        "/operations?q=khong+co", "/operations?state=open", "/operations/jobs",
        "/operations/versions", "/operations/faults", "/operations/log",
        "/operations/cases/{case}", "/years", "/blocs", "/calendar", "/help", "/account",
        "/security-events",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Large:
    """The province, its pages, and what stands out in it."""

    web: OverHttp
    places: Places


@pytest.fixture(scope="module")
def large(durable_cluster: Cluster) -> Iterator[Large]:
    with cloned(durable_cluster, TEMPLATE) as made:
        places = grow(durable_cluster, made, SIZES)
        yield from on(made, places)


def on(database: Database, places: Places) -> Iterator[Large]:
    web = OverHttp.on(database)
    yield Large(web, places)
    web.close()


def test_pages(large: Large) -> None:
    REPORT.group(
        f"Pages of lists: {SIZES.tasks:,} tasks of {SIZES.tasks // 10:,} cases,"
        f" {SIZES.events:,} events, {SIZES.units:,} units"
    )
    for post, addresses in PAGES.items():
        for address in addresses:
            _judge(large, post, address)
    _judge(large, large.places.post_id, "/tasks/{task}")
    _judge(large, large.places.post_id, "/cases/{case}?tab=documents")


def _judge(large: Large, post: str, address: str) -> None:
    places = large.places
    client, _ = large.web.signed_in(post)
    told = cost(client, address.format(case=places.case_id, task=places.task_id), reads=READS)
    REPORT.row(
        f"{post.rpartition('/')[2]} {address}",
        told,
        aim=f"p95 ≤ {MOST_MS:.0f} ms, ≤ {MOST_BYTES:,} bytes",
        met=_met(told),
    )


def _met(told: PageCost) -> bool:
    return told.cpu.p95 + told.database <= MOST_MS and told.size <= MOST_BYTES
