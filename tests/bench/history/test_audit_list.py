"""The auditor's list over a million events: any filter, the first page and one far back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlencode

import pytest

from server.domain.people.lineage import Reach
from server.embedded import Cluster
from server.store import engine_for, open_session
from server.store.history import history_pages
from server.store.history.event_questions import Acts, EventFilter
from tests.bench.report import REPORT, Spread, taken, walls
from tests.bench.served import Pages, served
from tests.domain import bloc_years
from tests.worlds.databases import Database
from tests.worlds.history.many_events import (
    COMMON_POST,
    COMMON_UNIT,
    OLD_KIND,
    OLD_POST,
    grow,
)
from tests.worlds.states import with_bloc_years

EVENTS = 1_000_000
READS, MOST_MS = 20, 1000.0
COLD = 8
"""The first pages of a server, which read templates and words: shown, not judged."""
AUDITOR = "bac-giang/thanh-tra/auditor"
FAR_BACK = datetime(2000, 3, 1, tzinfo=UTC)
PAGES = {
    "everything": {},
    "a post": {"post": COMMON_POST},
    "a post that acted long ago": {"post": OLD_POST},
    "about a unit": {"unit": COMMON_UNIT},
    "of a unit": {"of": COMMON_UNIT},
    "on behalf of a post": {"behalf": COMMON_POST},
    "returns": {"act": "return"},
    "returns of a post": {"act": "return", "post": COMMON_POST},
    "a kind of case": {"kind": "evaluation"},
    "a kind that is over": {"kind": OLD_KIND},
    "signs": {"odd": "hasty"},
    "what was typed": {"who": "don vi mau"},
}


@pytest.fixture(scope="module")
def seeded(durable_cluster: Cluster) -> Iterator[Database]:
    with with_bloc_years(durable_cluster, bloc_years.PLAN) as made:
        took = taken(partial(grow, durable_cluster, made.name, EVENTS))
        REPORT.group(f"Auditor's list, {EVENTS:,} events")
        REPORT.row("seeded", f"{took.wall / 1000:.1f} s")
        yield made
        engine_for(made.url).dispose()


def test_audit_list(seeded: Database) -> None:
    engine = engine_for(seeded.url)
    with open_session(engine, read_only=True) as session:
        wanted = EventFilter(
            reach=Reach(("bac-giang",)), acts=(Acts(classes=frozenset({"return", "approve"})),)
        )
        work = partial(history_pages.page, session, wanted, before=None, limit=51)
        _judge("query: returns and approvals", walls([taken(work) for _ in range(READS)]))
    with served(seeded) as pages:
        cold = walls([taken(lambda: pages.get(AUDITOR, "/audit")) for _ in range(COLD)])
        REPORT.row("page: as the server starts", str(cold))
        for name, asked in PAGES.items():
            for far in (False, True):
                _page(pages, name, asked, far=far)


def _page(pages: Pages, name: str, asked: dict[str, str], *, far: bool) -> None:
    before = {"before": f"{FAR_BACK.isoformat()},1,{'0' * 32}"} if far else {}
    address = f"/audit?{urlencode({**asked, **before})}"
    reads = walls([taken(partial(pages.get, AUDITOR, address)) for _ in range(READS)])
    _judge(f"page: {name}{', far back' if far else ''}", reads)


def _judge(name: str, spread: Spread) -> None:
    REPORT.row(name, spread, aim=f"p95 ≤ {MOST_MS:.0f} ms", met=spread.p95 <= MOST_MS)
