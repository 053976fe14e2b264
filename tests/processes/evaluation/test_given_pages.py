"""Pages about points that others give: their steps are told of where somebody gives any."""

import re

import pytest
from flask import Flask
from sqlalchemy import text

from server.actions.installation.demonstration import add_accounts
from tests.processes.case_pages import app, page, task_of
from tests.processes.evaluation.scored_by_others import (
    DEDUCTED,
    FINANCE,
    HOME_AFFAIRS,
    plan_scored_by_others,
)
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import LEADER, SCHOOL, Year

__all__ = ["app"]
HEAD, POOL = f"{LEADER}/head", "Đơn vị, cơ quan chấm điểm cho đơn vị khác"
GIVES = "Chấm điểm cho các đơn vị"


@pytest.fixture
def others(committed: Year) -> Year:
    """The plan's year in which others give points, its evaluation opened."""
    committed.imported(plan_scored_by_others())
    with committed.begin() as session:
        add_accounts(session, now=committed.now)
    committed.open("evaluation")
    return committed


def steps_and_drawing(app: Flask, year: Year) -> tuple[str, str]:
    """Return a case's list of steps, and its diagram's text."""
    _, shown = page(app, HEAD, f"/cases/{year.case_id}")
    listed = re.search(r'<ol class="steplist">.*?</ol>', shown, re.DOTALL)
    assert listed
    client = sign_in(app, "so-khcn.head")
    return listed[0], client.get(f"/cases/{year.case_id}/diagram.xml").text


def test_a_case_in_which_nobody_gives_points_names_no_such_step(
    app: Flask, committed: Year
) -> None:
    committed.open("evaluation")
    listed, drawn = steps_and_drawing(app, committed)
    assert POOL not in listed
    assert GIVES not in listed
    assert "Duyệt điểm đã chấm" not in listed
    assert POOL not in drawn


def test_a_case_in_which_others_give_points_names_their_steps(app: Flask, others: Year) -> None:
    listed, drawn = steps_and_drawing(app, others)
    assert GIVES in listed
    assert "Duyệt điểm đã chấm" in listed
    assert POOL in drawn


def test_a_mistake_names_unit_and_criterion_and_no_id(app: Flask, others: Year) -> None:
    address = task_of(others, "give", HOME_AFFAIRS)
    typed = {"_key": "a" * 32, f"scores.{SCHOOL}:{DEDUCTED}.points": ""}
    client = sign_in(app, "so-noi-vu.officer")
    answer = send(client, f"{address}/complete", typed, at=address)
    assert answer.status_code == 422
    told = answer.text.partition("chỗ cần sửa")[2].partition("</section>")[0]
    assert "Điểm, 5 chỗ" in told, told[:2000]
    assert "Sở GD&amp;ĐT, Tiêu chí 7.1;" in told
    assert f">{SCHOOL}" not in told


def test_points_that_figures_come_to_are_given_on_a_page_of_their_own(
    app: Flask, others: Year
) -> None:
    client = sign_in(app, "so-tai-chinh.officer")
    page_of_task = client.get(task_of(others, "give", FINANCE))
    assert page_of_task.status_code == 200
    assert "data-worked" in page_of_task.text


@pytest.mark.usefixtures("unsound")
def test_points_of_a_unit_of_ones_own_are_not_offered_to_be_given(app: Flask, others: Year) -> None:
    with others.begin() as session:
        session.execute(
            text("""INSERT INTO appointment (id, person_id, post_id, valid_from, decision)
              VALUES (gen_random_uuid(), :person, :post, '2024-01-01', '')"""),
            {
                "person": others.holder(f"{HOME_AFFAIRS}/officer").person_id,
                "post": f"{SCHOOL}/head",
            },
        )
    address = task_of(others, "give", HOME_AFFAIRS)
    client = sign_in(app, "so-noi-vu.officer")
    send(client, "/act-as", {"post": f"{HOME_AFFAIRS}/officer|"})
    listed = client.get("/tasks").text
    assert address in listed
    assert "Đơn vị của bạn: người khác làm" in listed
    assert f"{address}/claim" not in listed
    assert f"{address}/complete" not in client.get(address).text
