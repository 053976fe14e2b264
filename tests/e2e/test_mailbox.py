"""The mailbox page in a browser: what a new task's letter says, in both languages and widths."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from server.actions.mail import send_mail
from server.actions.mail.send_mail import Outgoing
from server.demo.load import OPENS
from tests.e2e import roster
from tests.e2e.office import Office
from tests.e2e.website import Website
from tests.worlds.year import Year

ADMINISTRATOR = f"{roster.P}/quan-tri/administrator"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_letter_is_read_on_its_page_in_both_languages(site: Website, office: Office) -> None:
    Year(begin=site.begin, bloc_year_id=site.bloc_year_id, now=OPENS).open("evaluation")
    send_mail.send_due(
        Outgoing(
            begin=site.begin,
            relay=None,
            address="http://x",
            clock=lambda: OPENS + timedelta(days=1),
        )
    )
    office.sit(f"{roster.P}/so-gddt/officer")
    office.page.get_by_role("link", name="Thư đã viết").click()
    office.page.locator("details summary", has_text="Việc mới").first.click()
    expect(office.page.get_by_text("Chức vụ của bạn có việc mới")).to_be_visible()
    office.look("mailbox")
    office.page.get_by_role("link", name="Mở việc này").click()
    expect(office.page.get_by_role("heading", level=1)).to_contain_text("2024")
    office.sit(ADMINISTRATOR)
    office.page.locator("details.acting summary").click()
    office.page.get_by_role("button", name="English").click()
    expect(office.page.locator("html")).to_have_attribute("lang", "en")
    office.go("/mailbox")
    expect(office.page.get_by_role("row")).to_have_count(6)
    office.page.locator("details summary", has_text="New task").first.click()
    office.look("mailbox-english")
    assert office.wrong == []
