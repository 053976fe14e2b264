"""Opening a case as its process's manifest offers it, and what its pages may not speak of."""

from playwright.sync_api import expect

from tests.e2e.cases import show
from tests.e2e.office import Office
from tests.e2e.tasks import Fill, TaskForm
from tests.worlds.processes.scoreless import OF_SCORES


def open_case(office: Office, post: str, act: str, fill: Fill) -> None:
    """Find an act in the catalogue, fill in its form, check it and open the case."""
    page = office.page
    office.sit(post)
    page.get_by_role("link", name="Hồ sơ", exact=True).first.click()
    page.get_by_role("link", name="Mở hồ sơ mới", exact=True).first.click()
    office.look("catalogue")
    page.get_by_role("link", name=act, exact=True).click()
    office.look(f"open-{act}")
    fill(TaskForm(office))
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    office.look(f"open-{act}-check")
    page.get_by_role("button", name=act, exact=True).click()
    expect(page.get_by_role("heading", name="Các bước")).to_be_visible()


def of_scores(office: Office, post: str, case: str) -> list[str]:
    """Go through all parts of a case; answer every word of scores and awards on them."""
    show(office, post, case)
    page, found = office.page, []
    page.wait_for_load_state()
    parts = page.get_by_role("navigation", name="Phần của hồ sơ").get_by_role("link")
    for n in range(parts.count()):
        parts.nth(n).click()
        office.look(f"{case}-part-{n}")
        page.wait_for_load_state()
        found += [each.group() for each in OF_SCORES.finditer(page.locator("main").inner_text())]
    return found
