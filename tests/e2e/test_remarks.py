"""A name typed in a remark, its notice, and a task marked as urgent, in a browser."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from tests.e2e.office import Office
from tests.e2e.website import Website

UNIT, LEADER = "bac-giang/so-gddt", "bac-giang/so-khcn"


def opened(site: Website) -> tuple[str, str]:
    """Open the evaluation; return it, and one unit's task."""
    with site.begin() as session:
        case_id = site.open_evaluation(session)
        query = text("SELECT id FROM task WHERE key = :unit AND state = 'open'")
        return str(case_id), str(session.execute(query, {"unit": UNIT}).scalar_one())


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_a_name_is_offered_while_it_is_typed_and_who_is_named_finds_it(
    site: Website, office: Office
) -> None:
    case_id, task_id = opened(site)
    name_the_head(office, task_id)
    look_at_the_notice(office, task_id, case_id)
    office.page.get_by_role("button", name="Xem trao đổi").click()
    expect(office.page).to_have_url(re.compile(r"tab=comments#said-"))
    office.go("/tasks")
    expect(office.page.get_by_role("heading", name="Nhắc đến bạn")).to_have_count(0)
    mark_urgent(office, case_id)
    office.sit(f"{UNIT}/officer")
    expect(office.page.get_by_role("heading", name="Khẩn")).to_be_visible()
    office.look("urgent-inbox")
    assert office.wrong == []


def name_the_head(office: Office, task_id: str) -> None:
    """Name the unit's head in a remark, with the keyboard alone."""
    office.sit(f"{UNIT}/officer")
    office.go(f"/tasks/{task_id}?tab=comments")
    text_box = office.page.get_by_label("Viết trao đổi")
    text_box.press_sequentially("Nhờ @giam doc")
    expect(office.page.get_by_role("option", selected=True)).to_have_text("Giám đốc Sở GD&ĐT")
    office.look("remark-offered")
    office.page.keyboard.press("Enter")
    office.page.keyboard.type("xem tiêu chí 3.")
    expect(text_box).to_have_value("Nhờ @Giám đốc Sở GD&ĐT xem tiêu chí 3.")
    office.page.get_by_role("button", name="Gửi trao đổi").click()
    expect(office.page.locator("b.named")).to_have_text("@Giám đốc Sở GD&ĐT")


def look_at_the_notice(office: Office, task_id: str, case_id: str) -> None:
    """Look at the notice wherever it stands, in both languages."""
    office.sit(f"{UNIT}/head")
    for language, heading in (("en", "You are named"), ("vi", "Nhắc đến bạn")):
        cookie = {"name": "lang", "value": language, "url": office.address}
        office.context.add_cookies([cookie])  # type: ignore[list-item]
        for name, path in (
            ("comments", f"/tasks/{task_id}?tab=comments"),
            ("task", f"/tasks/{task_id}"),
            ("discussion", f"/cases/{case_id}?tab=discussion"),
            ("inbox", "/tasks"),
        ):
            office.go(path)
            office.page.evaluate(
                "document.querySelectorAll('main details').forEach(d => d.open = true)"
            )
            office.look(f"named-{name}-{language}")
        expect(office.page.get_by_role("heading", name=heading)).to_be_visible()


def mark_urgent(office: Office, case_id: str) -> None:
    """Mark the unit's task as urgent from the case's page."""
    office.sit(f"{LEADER}/head")
    office.go(f"/cases/{case_id}")
    office.page.get_by_role("link", name="Đánh dấu việc khẩn…").click()
    office.page.get_by_label(re.compile("Sở GD&ĐT")).check()
    office.look("urgent-choose")
    office.page.get_by_role("button", name="Đánh dấu khẩn").click()
    expect(office.page.get_by_text("Khẩn", exact=True)).to_be_visible()
