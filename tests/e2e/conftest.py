"""A website of its own and a browser for the tests that play the pages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.office import WIDE, Office
from tests.e2e.website import Website, website
from tests.waiting import PATIENCE_MS
from tests.worlds import states
from tests.worlds.databases import Database, State

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.READY_TO_OPEN


@pytest.fixture
def site(fresh_database: Database) -> Iterator[Website]:
    with website(fresh_database) as served:
        yield served


@pytest.fixture
def office(site: Website, browser: Browser) -> Iterator[Office]:
    """Open a window of its own on the website, in Vietnamese and 1280 wide."""
    context = browser.new_context(viewport=WIDE, locale="vi-VN", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    opened = Office(context=context, page=context.new_page(), address=site.address)
    opened.watch()
    yield opened
    opened.picture("last")
    context.close()
