"""Every page an official would print, on A4: nothing wider than the paper, no word cut off."""

import re
from collections.abc import Iterator
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.e2e import roster
from tests.e2e.office import PRINTED, TOO_WIDE, Office
from tests.e2e.website import Website

LYING = 1009
"""CSS pixels between the margins of A4 that lies."""
NEWEST = (
    "SELECT DISTINCT ON (kind) kind, id FROM case_ WHERE simulated ORDER BY kind, opened_at DESC"
)
AN_ACT = "SELECT max(seq) FROM event_payload WHERE case_id = :case AND act_class <> ''"
A_RECEIPT = """
SELECT e.id FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE p.act_class = 'approve' ORDER BY e.act_time DESC LIMIT 1
"""
NUMBERED = """
SELECT bloc_id, year, type, document_id FROM register_entry
WHERE case_id = :case AND document_id IS NOT NULL
"""
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
        of_one = [*_of_one(session, cases["evaluation"])]
    evaluation = cases["evaluation"]
    pages = [f"/cases/{cases[kind]}?tab={tab}" for kind, tabs in OF_CASES.items() for tab in tabs]
    sheet = f"/cases/{evaluation}?tab=scores&unit={roster.SCHOOL.id}"
    lists = ("/board", "/years", "/registers", "/audit", "/security-events", "/receipts")
    return [*pages, sheet, *lists, f"/audit/cases/{evaluation}", *of_one]


def _of_one(session: Session, evaluation: UUID) -> Iterator[str]:
    """Name the pages of one thing: a printout, an event, a receipt, a register, a document."""
    yield f"/cases/{evaluation}/printouts/collated_points"
    seq = session.execute(text(AN_ACT), {"case": evaluation}).scalar_one()
    yield f"/audit/cases/{evaluation}/events/{seq}"
    yield f"/receipts/{session.execute(text(A_RECEIPT)).scalar_one()}"
    for row in session.execute(text(NUMBERED), {"case": evaluation}):
        yield f"/registers/{row.bloc_id}/{row.year}/{row.type}?simulated=1"
        yield f"/documents/{row.document_id}"


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
