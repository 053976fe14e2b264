"""Opening a case of any process in a browser: from the catalogue, by its form, after the check."""

from playwright.sync_api import expect

from tests.e2e.office import Office
from tests.e2e.tasks import Fill, TaskForm


def open_case(office: Office, post: str, act: str, fill: Fill) -> str:
    """Open a case by the button `act`; answer its address."""
    office.sit(post)
    page = office.page
    page.get_by_role("link", name="Hồ sơ", exact=True).first.click()
    page.get_by_role("link", name="Mở hồ sơ mới", exact=True).click()
    office.look(f"catalogue-{post.replace('/', '-')}")
    page.get_by_role("link", name=act, exact=True).click()
    office.look(f"open-{act}")
    fill(TaskForm(office))
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    office.look(f"open-{act}-check")
    page.get_by_role("button", name=act, exact=True).click()
    expect(page.get_by_role("heading", name="Các bước")).to_be_visible()
    return page.url.removeprefix(office.address).partition("?")[0]


def seen_by(office: Office, address: str, *posts: str) -> dict[str, bool]:
    """Tell for each post whether the case is there for them, on its page and in their list."""
    found: dict[str, bool] = {}
    for post in posts:
        office.sit(post)
        answer = office.context.request.get(office.address + address)
        listed = address in office.context.request.get(f"{office.address}/cases").text()
        assert (answer.status == 200) is listed, post
        found[post] = listed
    return found
