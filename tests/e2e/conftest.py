"""A website of its own and a browser for the tests that play the pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.e2e.office import WIDE, Office
from tests.e2e.website import Website, website
from tests.waiting import PATIENCE_MS
from tests.worlds import states
from tests.worlds.databases import Database, State

expect.set_options(timeout=PATIENCE_MS)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-dev-shm-usage", "--disable-extensions"]  # fmt: skip


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.READY_TO_OPEN


@pytest.fixture
def site(fresh_database: Database) -> Iterator[Website]:
    with website(fresh_database) as served:
        yield served


@pytest.fixture
def office(site: Website, chromium: Path) -> Iterator[Office]:
    """Open a browser on the website, in Vietnamese and 1280 wide."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=FLAGS, timeout=PATIENCE_MS
        )
        context = browser.new_context(viewport=WIDE, locale="vi-VN", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        opened = Office(context=context, page=context.new_page(), address=site.address)
        opened.watch()
        yield opened
        opened.picture("last")
        browser.close()
