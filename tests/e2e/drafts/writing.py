"""What the browser's form and the server's draft say while somebody writes."""

import re
import time

from playwright.sync_api import Page, expect
from sqlalchemy import text

from tests.e2e.website import Website
from tests.waiting import PATIENCE

NOTE = 'textarea[name="scores.c1-1.note"]'
SAVED = re.compile("Đã lưu lúc|Bản nháp đã lưu lúc|Draft saved at|Saved at")
QUIET = 4_000
"""Milliseconds in which typing that has stopped would have been saved."""


def drafted(site: Website) -> str:
    """Return what the server keeps."""
    with site.begin() as session:
        return str(session.execute(text("SELECT content FROM draft")).scalar())


def saved(site: Website, page: Page, *words: str) -> None:
    """Wait until the server keeps these words, and the page says so."""
    kept(site, page, *words)
    expect(page.locator("[data-saved]")).to_have_text(SAVED)


def kept(site: Website, page: Page, *words: str) -> None:
    """Wait until the server keeps these words."""
    end = time.monotonic() + PATIENCE
    while not all(each in drafted(site) for each in words):
        assert time.monotonic() < end, drafted(site)
        page.wait_for_timeout(100)  # the browser goes on meanwhile
