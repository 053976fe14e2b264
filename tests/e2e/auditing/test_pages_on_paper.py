"""Every page an official would print, on A4: nothing wider than the paper, no word cut off."""

import re
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import text

from tests.e2e import roster
from tests.e2e.office import PRINTED, TOO_WIDE, Office
from tests.e2e.website import Website

LYING = 1009
"""CSS pixels between the margins of A4 that lies."""
NEWEST = (
    "SELECT DISTINCT ON (kind) kind, id FROM case_ WHERE simulated ORDER BY kind, opened_at DESC"
)
SHRUNK = {"/board"}
"""A column a duty: the browser makes it smaller until it fits."""
OF_CASES = {
    "evaluation": ("overview", "scores", "documents", "history"),
    "award_review": ("awards", "documents"),
    "submission": ("overview", "awards"),
}
WORDS = """() => {
  const apart = document.querySelectorAll("main .visually-hidden, main .diagram");
  apart.forEach((each) => each.remove());
  return document.querySelector("main").innerText;
}"""


def addresses(site: Website) -> list[str]:
    """List the pages that are printed: sheet, ranking, comparison, votes, board, registers, log."""
    with site.begin() as session:
        cases: dict[str, UUID] = {row.kind: row.id for row in session.execute(text(NEWEST))}
    evaluation = cases["evaluation"]
    pages = [f"/cases/{cases[kind]}?tab={tab}" for kind, tabs in OF_CASES.items() for tab in tabs]
    sheet = f"/cases/{evaluation}?tab=scores&unit={roster.SCHOOL.id}"
    lists = ("/board", "/years", "/registers", "/audit", "/audit/sign-ins", "/receipts")
    return [*pages, sheet, *lists, f"/audit/cases/{evaluation}"]


def missing_on_paper(office: Office) -> list[str]:
    """Name the words of the page that are not on its paper."""
    said = office.page.evaluate(WORDS)
    paper = pypdfium2.PdfDocument(office.page.pdf(prefer_css_page_size=True))
    printed = "".join(page.get_textpage().get_text_bounded() for page in paper)
    there = re.sub(r"\W", "", printed)
    words = dict.fromkeys(said.split())
    return [word for word in words if re.sub(r"\W", "", word) not in there]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_what_is_printed_fits_its_paper(site: Website, office: Office) -> None:
    office.sit(roster.AUDITOR)
    wrong = []
    for address in addresses(site):
        office.go(address)
        office.page.wait_for_load_state("networkidle")
        width = LYING if office.page.locator("body.lying").count() else PRINTED
        office.page.set_viewport_size({"width": width, "height": 900})
        office.page.emulate_media(media="print")
        if not office.page.locator("h1").is_visible():
            wrong.append(f"{address}: no title")
        if address not in SHRUNK:
            wrong += [f"{address}: wide: {each}" for each in office.page.evaluate(TOO_WIDE)]
        wrong += [f"{address}: cut: {each}" for each in missing_on_paper(office)]
        office.page.emulate_media(media="screen")
    assert wrong + office.wrong == []
