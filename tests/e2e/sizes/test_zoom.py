"""Pages enlarged to 200 % and 400 %: nothing is wider, cut off, or hidden under a bar."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import ViewportSize

from tests.e2e import roster
from tests.e2e.office import WIDEST, Office
from tests.e2e.test_phone_english import PAGES
from tests.e2e.website import Website

ZOOMED: tuple[ViewportSize, ...] = ({"width": 640, "height": 512}, {"width": 320, "height": 256})
"""A window of 1280 by 1024 at 200 % and at 400 % (WCAG 2.2, 1.4.4 and 1.4.10)."""
CUT = """() => [...document.querySelectorAll("body *")].filter((box) => {
  const style = getComputedStyle(box);
  return !box.closest(".visually-hidden, [hidden], dialog, svg, select, textarea, .skip")
    && box.checkVisibility() && box.clientWidth > 1
    && /hidden|clip/.test(style.overflowX) && box.scrollWidth > box.clientWidth + 1
    && box.textContent.trim();
}).slice(0, 3).map((box) => box.outerHTML.slice(0, 160))"""
"""What is cut off at its own edge."""
FIELDS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
COVERED = """(fields) => {
  const bars = [...document.querySelectorAll("body *")].filter(
    (each) => /fixed|sticky/.test(getComputedStyle(each).position) && each.checkVisibility());
  const found = [];
  for (const field of document.querySelectorAll(`main :is(${fields})`)) {
    if (found.length > 2 || !field.checkVisibility()) continue;
    field.focus();
    if (document.activeElement !== field) continue;
    const its = field.getBoundingClientRect();
    for (const bar of bars) {
      if (bar.contains(field)) continue;
      const over = bar.getBoundingClientRect();
      const wide = Math.min(its.right, over.right) - Math.max(its.left, over.left);
      const high = Math.min(its.bottom, over.bottom) - Math.max(its.top, over.top);
      if (wide > 1 && high > Math.min(its.height, innerHeight / 2) / 2)
        found.push(`${field.outerHTML.slice(0, 120)} under ${bar.outerHTML.slice(0, 60)}`);
    }
  }
  return found;
}"""
"""The fields that lie under a bar which stays in place when they have the focus."""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_main_pages_are_read_and_filled_in_at_400_percent(
    site: Website, office: Office
) -> None:
    cases = site.played("appraise_2")
    found = [
        f"{name} at {size['width']} px: {fault}"
        for name in _through(office, cases[0])
        for size in ZOOMED
        for fault in _faults(office, size)
    ]
    assert not found, "\n".join(found)


def _through(office: Office, case: object) -> Iterator[str]:
    """Go from page to page, as whose it is; answer its name while it is open."""
    office.go("/sign-in")
    yield "sign-in"
    for post, paths in PAGES.items():
        office.sit(post)
        for path in (*paths, "/mailbox", "/account"):
            office.go(path)
            yield path
    office.sit(roster.APPRAISER)
    office.go("/tasks")
    office.page.locator(".row-task a").first.click()
    office.page.wait_for_load_state()
    yield "task"
    for tab in ("overview", "scores", "awards", "documents", "history", "discussion"):
        office.go(f"/cases/{case}?tab={tab}")
        yield f"case {tab}"
    office.go("/no-such-page")
    yield "not found"


def _faults(office: Office, size: ViewportSize) -> Iterator[str]:
    page = office.page
    page.set_viewport_size(size)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield f"wider than the page: {page.evaluate(WIDEST)}"
    yield from (f"cut off: {each}" for each in page.evaluate(CUT))
    yield from (f"covered: {each}" for each in page.evaluate(COVERED, FIELDS))
