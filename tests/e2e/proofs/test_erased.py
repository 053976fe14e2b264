"""Two administrators erase what was typed in a case; whoever looks afterwards is told so."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from server.domain.people.actors import DEMONSTRATION_PASSWORD as PASSWORD
from tests.e2e import roster
from tests.e2e.office import Office
from tests.e2e.test_deploying import ADMIN, second_administrator, sit_second
from tests.e2e.website import Website
from tests.verifier.running import Answer
from tests.worlds.year import Year

OFFICER = roster.SCHOOL.officer
TYPED = "41 trường hoàn thành."
LAW = "Điều 16 Nghị định về dữ liệu cá nhân"
CAMPAIGN = {"field": "tasks", "title": "Dạy tốt", "starts": "2024-01-01", "ends": "2024-12-31"}
NOTE = {"step": "note", "text": TYPED, "percent": 50}
WRITTEN = text("""
SELECT CAST(e.id AS text) FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.kind = 'task.completed' AND p.payload LIKE :typed ORDER BY e.seq
""")


def campaign(site: Website) -> tuple[str, list[str]]:
    """Have a campaign closed; answer its case, and the events that tell of a note not approved."""
    year = Year(begin=site.begin)
    year.open("campaign", post=OFFICER, opening={**CAMPAIGN})
    year.do("write_plan", {"content": "Mỗi trường một việc khó."})
    year.do("launch", {"verdict": "launch"})
    year.do("progress", {**NOTE})
    year.do("progress", {**NOTE})
    year.do("progress", {"step": "report", "text": "Hoàn thành.", "percent": 100})
    year.do("close_campaign", {"verdict": "approve"})
    with site.begin() as session:
        events = list(session.execute(WRITTEN, {"typed": f"%{TYPED}%"}).scalars())
    return str(year.case_id), events


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_what_was_typed_is_erased_and_every_page_says_so(
    site: Website, office: Office, tmp_path: Path
) -> None:
    second_administrator(site)
    case, events = campaign(site)
    propose(office, events)
    confirm(office)
    pages = {
        roster.AUDITOR: (f"/audit?case={case}", f"/cases/{case}?tab=history"),
        roster.SCHOOL.head: ("/receipts",),
        OFFICER: (f"/cases/{case}?tab=history",),
    }
    for post, addresses in pages.items():
        office.sit(post)
        for address in addresses:
            office.go(address)
            office.look(f"erased-{post}-{address.partition('?')[2]}")
            assert TYPED not in office.page.content(), address
            assert (LAW in office.page.content()) == (address != "/receipts"), address
    exported(office, tmp_path / "export.ndjson")
    assert office.wrong == []


def propose(office: Office, events: list[str]) -> None:
    """Ask for the first note; the page names the other one, and the report that replaced it."""
    first, *others = events
    assert len(others) == 2
    office.sit(ADMIN)
    for named in (first, "\n".join(events)):
        office.go("/operations/erasures")
        office.page.fill("#events", named)
        office.page.get_by_role("button", name="Xem sẽ xóa những gì").click()
        again = office.page.get_by_role("heading", name="còn đứng nguyên văn ở nơi khác")
        expect(again).to_have_count(1 if named == first else 0)
        if named == first:
            for other in others:
                expect(office.page.get_by_text(other)).to_be_visible()
            office.look("erasing-look")
    office.page.fill("#law", LAW)
    office.page.fill("#document", "Đơn số 1 ngày 01/12/2024")
    office.page.fill("#stays", "Kết quả của phong trào.")
    office.page.get_by_role("button", name="Đề nghị xóa").click()
    expect(office.page.get_by_role("button", name="Rút đề nghị")).to_be_visible()


def confirm(office: Office) -> None:
    """Let the other administrator erase it; what they read first says that it is for good."""
    address = office.page.url.removeprefix(office.address)
    sit_second(office)
    office.go(address)
    office.look("erasing-confirm")
    office.page.fill("#password", PASSWORD)
    office.page.get_by_role("button", name="Xác nhận và xóa").click()
    expect(office.page.get_by_text("Nội dung của 3 sự kiện đã xóa.")).to_be_visible()
    office.look("erasing-done")
    office.acting = ""


def exported(office: Office, file: Path) -> None:
    """Take an export as an auditor: what was erased is not in it, and nothing is broken by that."""
    office.sit(roster.AUDITOR)
    office.go("/audit/export")
    with office.page.expect_download() as sent:
        office.page.get_by_role("button", name="Tải NDJSON").click()
    sent.value.save_as(file)
    assert TYPED not in file.read_text()
    assert LAW in file.read_text()
    answer = Answer(file.read_bytes(), None)
    assert (answer.code, answer.findings) == (2, [])
