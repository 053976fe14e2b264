"""What one administrator proposes about an account and another confirms, each in a browser."""

from playwright.sync_api import expect

from tests.e2e.sign_in.conftest import Open
from tests.e2e.sign_in.persons import ADMINISTRATOR, Holder, holder
from tests.e2e.sign_in.window import Window
from tests.e2e.website import Website
from tests.worlds.accounts import OLD


def confirmed(site: Website, opened: Open, person: Holder, button: str) -> Window:
    """Have it proposed by a button of the person's page; answer the window of who confirmed."""
    asking, second = opened(), opened()
    for each in (asking, second):
        each.sign_in(holder(site, ADMINISTRATOR).login, OLD)
    asking.go(person.page)
    asking.button(button).click()
    asking.told("Chờ người thứ hai")
    confirmed_of(second, person)
    return second


def confirmed_of(second: Window, person: Holder) -> None:
    """Confirm what waits for a second administrator about somebody, in a window of theirs."""
    second.go("/people/confirmations")
    second.headed("Chờ xác nhận")
    form = second.page.locator("form").filter(has_text=person.login)
    form.get_by_role("row").filter(has_text=person.login).get_by_role("checkbox").check()
    form.get_by_role("button", name=second.word("Xác nhận các mục đã chọn")).click()
    expect(second.page.locator("form").filter(has_text=person.login)).to_have_count(0)
