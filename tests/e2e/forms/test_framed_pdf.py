"""A PDF shown in its page: called by its name, and what a link in it does to the page around it."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT, opened
from tests.e2e.website import Website

SIDE = 400
AGAIN_MS = 200


def leading_to(address: str) -> bytes:
    """Make a PDF whose whole page is a link."""
    made, file = pikepdf.new(), BytesIO()
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, SIDE, SIDE], A=action
    )
    made.add_blank_page(page_size=(SIDE, SIDE))
    made.pages[0].obj.Annots = pikepdf.Array([made.make_indirect(link)])
    made.save(file)
    return file.getvalue()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_link_in_a_pdf_leads_the_tab_there_and_back_leads_to_the_page(
    site: Website, office: Office, tmp_path: Path
) -> None:
    """No browser lets a page forbid its viewer that, so the page says it, and loses nothing."""
    task, page = f"/tasks/{opened(site)[1]}", office.page
    linked = tmp_path / "dan.pdf"
    linked.write_bytes(leading_to(f"{office.address}/help"))
    shown_in_its_page(office, task, linked)
    frame = page.locator("iframe.shown")
    expect(frame).to_have_attribute("src", re.compile("/shown/dan.pdf#"))
    expect(page.get_by_text("bấm Quay lại để về đây")).to_be_visible()
    shown = page.url
    click_into(office)
    expect(page).to_have_url(f"{office.address}/help")
    page.go_back()
    expect(page).to_have_url(shown)
    expect(frame).to_be_visible()


def shown_in_its_page(office: Office, task: str, file: Path) -> None:
    """Send a file for a criterion, and look at it."""
    office.sit(f"{UNIT}/officer")
    office.go(task)
    place = office.page.locator('[id="f-scores.c6-1.files"]')
    place.locator("summary").click()
    place.locator("input[type=file]").set_input_files(file)
    expect(place.get_by_role("link", name="dan.pdf").first).to_be_visible()
    office.go(task)
    place.locator("summary").click()
    place.get_by_role("link", name="Xem dan.pdf").click()


def click_into(office: Office) -> None:
    """Click into the file until its viewer, which tells nobody that it is there, has taken it."""
    frame, here = office.page.locator("iframe.shown"), office.page.url

    box = frame.bounding_box()
    assert box
    while office.page.url == here:
        office.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        office.page.wait_for_timeout(AGAIN_MS)
