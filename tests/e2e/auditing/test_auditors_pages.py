"""The auditor's pages in a browser: readable by all, wide and narrow, in both languages."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from server.actions.history.examine import examine
from server.domain.history.oddities import Thresholds
from tests.e2e.office import Office
from tests.e2e.roster import AUDITOR
from tests.e2e.website import Website


def places(site: Website) -> dict[str, str]:
    """Answer the pages to look at: of the finished evaluation, about an act that changed points."""
    with site.begin() as session:
        while examine(session, Thresholds()):
            pass
        row = session.execute(
            text(
                "SELECT p.case_id, e.seq, e.id, c.seq AS last FROM event e"
                " JOIN event_payload p ON p.event_id = e.id JOIN case_ c ON c.id = p.case_id"
                " WHERE p.payload LIKE '%\"old\":\"%' AND p.act = 'score' AND c.state = 'closed'"
                " ORDER BY e.seq DESC LIMIT 1"
            )
        ).one()
    case = f"/audit/cases/{row.case_id}"
    return {
        "list": "/audit",
        "found": "/audit?who=giam+doc&act=approve&odd=hasty",
        "case": case,
        "opened": f"{case}?act=score&open={row.id}",
        "seen": f"{case}/events/{row.seq}",
        "moment": f"{case}/moment?seq={row.last // 2}",
        "no moment": f"{case}/moment?day=31/02/2024",
        "sign-ins": "/security-events?group=tries",
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_auditors_pages_are_readable_by_all(site: Website, office: Office) -> None:
    office.sit(AUDITOR)
    for name, address in places(site).items():
        office.go(address)
        office.look(f"audit-{name.replace(' ', '-')}")
    office.context.add_cookies([{"name": "lang", "value": "en", "url": site.address}])
    for name, address in places(site).items():
        office.go(address)
        office.look(f"audit-{name.replace(' ', '-')}-english")
    assert office.wrong == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_diagram_is_drawn_as_it_was(site: Website, office: Office) -> None:
    office.sit(AUDITOR)
    office.go(places(site)["moment"])
    expect(office.page.locator(".diagram[data-ready] .is-current").first).to_be_visible()
    office.page.get_by_role("link", name="Sự kiện trước").click()
    expect(office.page.get_by_role("heading", name="Hồ sơ như lúc")).to_be_visible()
    assert office.wrong == []
