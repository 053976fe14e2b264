"""The page that extends a deadline, in a browser: wide and on a phone, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.e2e import roster
from tests.e2e.office import Office
from tests.e2e.website import Website


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_head_of_the_bloc_extends_a_deadline(site: Website, office: Office) -> None:
    (case, *_) = site.played("approve")
    office.sit(roster.LEADER.head)
    office.go(f"/cases/{case}")
    page = office.page
    page.get_by_role("link", name="Gia hạn…").click()
    office.look("extend")
    page.locator('input[name=which][value="deadlines.approve"]').check()
    page.get_by_label("Đến hết ngày").fill("20/02/2025")
    page.get_by_label("Lý do").fill("Bão lũ kéo dài")
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_text("20/02/2025")).to_be_visible()
    office.look("extend-check")
    page.get_by_role("button", name="Gia hạn", exact=True).click()
    expect(page.get_by_text("đến 20/02/2025")).to_be_visible()
    assert office.wrong == []
