"""A form with a field of every type, filled in by a person, with a script and without."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from server.actions.deployment import deploy
from server.demo.load import OPENS
from tests.actions.cases.drawn import files
from tests.e2e.office import NARROW, Office
from tests.e2e.roster import LEADER
from tests.e2e.website import Website
from tests.engine.drawings import Pool
from tests.forms.sample import SAMPLE


@pytest.fixture
def task(site: Website) -> str:
    """Open a case whose only task asks for everything; answer the task's address."""
    drawing = Pool("main_").start().user("fill", "leader").end().flow("begin", "fill", "done")
    made = {**files(drawing, flows={}), "form.json": SAMPLE.decode()}
    with site.begin() as session:
        deploy.deploy(session, "evaluation", made, actor=None, now=OPENS)
        site.open_evaluation(session)
        (found,) = session.execute(text("SELECT id FROM task")).scalars()
    return f"/tasks/{found}"


def handed_in(site: Website) -> dict[str, Any]:
    with site.begin() as session:
        found = session.execute(text("SELECT result FROM task")).scalar_one()
    value: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return value


def write_row(page: Page, number: int, name: str, first: str, last: str) -> None:
    for field, typed in (("name", name), ("first_day", first), ("last_day", last)):
        page.locator(f'[name="waves.{number}.{field}"]').fill(typed)


def fill(page: Page) -> None:
    page.fill('[name="title"]', "Báo cáo sơ kết")
    page.check('[name="period"][value="annual"]')
    page.select_option('[name="month"]', "m6")
    page.fill('[name="last_day"]', "20/12/2024")
    page.fill('[name="budget"]', "1.500.000")


def waves(value: dict[str, Any]) -> list[str]:
    return [row["name"] for row in value["waves"]]


def send(page: Page) -> None:
    page.click("button.btn-primary:has-text('Gửi')")


def three_rows(page: Page, add: str, *, last: str) -> None:
    write_row(page, 0, "Đợt một", "1/1/2024", "31/1/2024")
    page.click(add)
    write_row(page, 1, "Đợt hai", "1/2/2024", "29/2/2024")
    page.click(add)
    write_row(page, 2, "Đợt ba", "31/3/2024", last)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_rows_groups_and_days_are_filled_in_with_a_script(
    site: Website, office: Office, task: str
) -> None:
    page = office.page
    office.sit(LEADER.head)
    office.go(task)
    office.look("every field")
    fill(page)
    whole = page.locator('[id="f-asked"] [data-whole]')
    whole.check()
    page.locator('[name="asked"]:checked').last.uncheck()
    assert whole.evaluate("box => box.indeterminate")
    three_rows(page, "[data-add-row]", last="2/4/2024")
    page.click("[data-remove-row] >> nth=1")
    assert page.input_value('[name="waves.1.name"]') == "Đợt ba"
    send(page)
    expect(page).to_have_url(f"{office.address}{task}/done")
    value = handed_in(site)
    assert waves(value) == ["Đợt một", "Đợt ba"]
    assert len(value["asked"]) == 4
    assert (value["budget"], value["last_day"]) == (1_500_000, "2024-12-20")
    assert office.wrong == []


@pytest.fixture
def plain(office: Office, task: str) -> Iterator[Page]:
    """Open the task on a telephone without scripts."""
    browser = office.context.browser
    assert browser is not None
    office.sit(LEADER.head)
    context = browser.new_context(java_script_enabled=False, viewport=NARROW, locale="vi-VN")
    context.add_cookies(office.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{office.address}{task}")
    yield page
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_rows_and_groups_are_filled_in_without_a_script(site: Website, plain: Page) -> None:
    fill(plain)
    plain.check('[name="asked"][value="*units"]')
    three_rows(plain, "[name=_add]", last="1/3/2024")
    plain.locator('[name="asked"]:checked').last.uncheck()
    plain.click("[name=_remove][value='waves.1']")
    assert plain.input_value('[name="waves.1.name"]') == "Đợt ba"
    send(plain)
    assert plain.locator(".errors li").all_inner_texts() == [
        "Các đợt, dòng 2, Ngày cuối: Nhập ngày từ 31/03/2024 trở đi."
    ]
    plain.fill('[name="waves.1.last_day"]', "2/4/2024")
    send(plain)
    assert plain.url.endswith("/done")
    value = handed_in(site)
    assert waves(value) == ["Đợt một", "Đợt ba"]
    assert len(value["asked"]) == 4
