"""What is typed to open a case is kept per kind of case until it is opened."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.office import Office
from tests.worlds.year import PLAN

LEADER = "bac-giang/so-khcn/head"
ASK, TITLE = "Nêu khó khăn, vướng mắc", "#f-title"
WRITTEN = "Thang điểm tiêu chí chuyển đổi số"


@pytest.fixture
def page(office: Office) -> Page:
    """Sit the bloc's leader down before an empty form for a new case."""
    office.sit(LEADER)
    to_form(office, "difficulty")
    return office.page


def to_form(office: Office, kind: str) -> None:
    office.go(f"/cases/open?bloc_year={PLAN}&kind={kind}")


def checked(page: Page) -> None:
    page.fill(TITLE, WRITTEN)
    page.locator("input[name=field]").first.check()
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_role("button", name=ASK, exact=True)).to_be_visible()


def test_who_goes_back_from_the_check_finds_what_they_typed(page: Page) -> None:
    checked(page)
    page.go_back()
    expect(page.locator(TITLE)).to_have_value(WRITTEN)
    expect(page.locator("input[name=field]").first).to_be_checked()


def test_what_was_opened_is_not_offered_again(page: Page, office: Office) -> None:
    checked(page)
    page.get_by_role("button", name=ASK, exact=True).click()
    expect(page.get_by_role("heading", name="Các bước")).to_be_visible()
    to_form(office, "difficulty")
    expect(page.locator(TITLE)).to_have_value("")


def test_what_is_typed_for_one_kind_of_case_is_not_put_into_another(
    page: Page, office: Office
) -> None:
    page.fill(TITLE, WRITTEN)
    to_form(office, "plan")
    expect(page.locator(TITLE)).to_have_value("")
    to_form(office, "difficulty")
    expect(page.locator(TITLE)).to_have_value(WRITTEN)
