"""A sheet with one criterion of each kind, typed by a unit's officer in the browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from server.demo.load import SAMPLE_BEGINS
from tests.e2e.office import NARROW, WIDE, Office
from tests.e2e.roster import SCHOOL
from tests.e2e.website import Website
from tests.processes.evaluation.kinds import plan_with_kinds
from tests.worlds.databases import State
from tests.worlds.states import of_years

KINDS = of_years("kinds_of_criterion", plan_with_kinds(), now=SAMPLE_BEGINS)


@pytest.fixture(scope="session")
def starting_state() -> State:
    return KINDS


@pytest.fixture
def page(site: Website, office: Office) -> Iterator[Page]:
    """The school's officer has the sheet open."""
    with site.begin() as session:
        site.open_evaluation(session)
        task = session.execute(
            text("SELECT id FROM task WHERE key = :unit AND form = 'score'"), {"unit": SCHOOL.id}
        ).scalar_one()
    office.sit(SCHOOL.officer)
    office.go(f"/tasks/{task}")
    yield office.page
    assert office.wrong == []


def worked(page: Page, criterion: str) -> str:
    row = page.locator("tr[data-line]").filter(
        has=page.locator(f'[id="f-scores.{criterion}.actual"]')
    )
    return row.locator("[data-worked]").inner_text()


def heading(page: Page, name: str) -> str:
    return page.locator("tr[data-part]").filter(has_text=name).locator("[data-now]").inner_text()


def test_points_are_shown_while_figures_are_typed_and_parts_are_held_at_their_caps(
    page: Page, office: Office
) -> None:
    figures = {
        "c1-1.actual": "1.250",
        "c1-3.actual": "2",
        "c1-5.actual": "118,5",
        "c1-5.target": "100",
        "c1-6.points": "2",
        "c1-7.points": "2",
    }
    for name, typed in figures.items():
        page.locator(f'[id="f-scores.{name}"]').fill(typed)
    page.locator('[id="f-scores.c1-4.points"]').select_option("2,5")
    assert worked(page, "c1-1") == "Tính ra 15 điểm"
    assert worked(page, "c1-3") == "Tính ra 6 điểm"
    assert worked(page, "c1-5") == "Tính ra 3,56 điểm"
    assert heading(page, "Nhóm A").split() == ["3", "tổng", "4,", "trần", "3"]
    office.look("kinds-typed")
    page.locator('[id="f-scores.c1-3.actual"]').fill("2,5")
    expect(page.locator("p.live")).to_contain_text("số nguyên")


def test_on_a_phone_the_part_stands_above_its_criterion(page: Page, office: Office) -> None:
    office.resize(NARROW)
    page.locator("[data-jump]").select_option(label="1.6 Việc thứ nhất")
    page.locator('[id="f-scores.c1-6.points"]').fill("2")
    expect(page.locator("tr.is-around")).to_have_count(2)
    expect(page.locator("tr[data-part]").filter(has_text="Nhóm A")).to_be_visible()
    office.look("kinds-phone")
    office.resize(WIDE)
