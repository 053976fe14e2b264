"""What the browser's form and the server's draft say while somebody writes."""

import re

from playwright.sync_api import Page, expect
from sqlalchemy import text

from tests.e2e.website import Website

NOTE = 'textarea[name="scores.c1-1.note"]'
SAVED = re.compile("Đã lưu lúc|Bản nháp đã lưu lúc")
QUIET = 4_000
AUTOSAVE = 8_000
"""Milliseconds within which typing that has stopped is saved."""


def drafted(site: Website) -> str:
    """Return what the server keeps."""
    with site.begin() as session:
        return str(session.execute(text("SELECT content FROM draft")).scalar())


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_text(SAVED, timeout=AUTOSAVE)
