"""The pages of a plan: what its readers are shown of it, in words, with its files."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.actions.transaction import transactions
from tests.processes.plan.handing_in import OPENING, hand_in, revised
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import SignIn, pages, sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import LEADER, PRESS, SCHOOL, Year

HOME_AFFAIRS, SECRETARY = "bac-giang/so-noi-vu", f"{LEADER}/secretary"
RETURNED = {"verdict": "return", "reason": "Ghi rõ thời gian từng đợt."}


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


@pytest.fixture
def as_post(app: Flask) -> SignIn:
    return lambda login: sign_in(app, login)


@pytest.fixture
def resubmitted(database: Database) -> Year:
    """Answer a year in which the plan was returned and submitted again, without a new file."""
    year = Year(begin=transactions(database.url))
    year.open("plan", post=SECRETARY, opening=OPENING)
    drafted = {"text": "Hai đợt thi đua.", "comments_until": "2024-11-15"}
    hand_in(year, "draft_plan", drafted, "draft")
    for task in year.tasks():
        year.complete(task, {"verdict": "agree"})
    hand_in(year, "revise", revised(SCHOOL, HOME_AFFAIRS), "plan")
    year.do("issue_plan", RETURNED)
    year.do("revise", revised(SCHOOL, PRESS, HOME_AFFAIRS))
    return year


def page_of(client: FlaskClient, year: Year, element: str, key: str = "") -> str:
    return client.get(f"/tasks/{year.task(element, key).id}").text


def linked(page: str) -> list[str]:
    return re.findall(r'href="/files/[^"]+">\s*<svg.*?</svg>\s*([^<]+)</a>', page, re.DOTALL)


def test_who_signs_is_shown_the_file_that_came_before_the_return(
    resubmitted: Year, as_post: SignIn
) -> None:
    leader = as_post("so-khcn.head")
    assert "mo-phong-plan.pdf" in linked(page_of(leader, resubmitted, "issue_plan"))


def test_every_recipient_reads_the_plan_and_opens_its_file(
    resubmitted: Year, as_post: SignIn
) -> None:
    resubmitted.do("issue_plan", {"verdict": "issue"})
    for login, key in (("so-gddt.head", SCHOOL), ("so-noi-vu.officer", HOME_AFFAIRS)):
        client = as_post(login)
        page = page_of(client, resubmitted, "acknowledge", key)
        assert "mo-phong-plan.pdf" in linked(page), login
        assert "01/KH-KTĐVHXH1, ngày 04/11/2024" in page, login
        (way,) = set(re.findall(r'href="(/files/[^"]+)"', page))
        assert client.get(way).status_code == 200, login


def test_a_file_of_a_kind_that_came_anew_takes_the_earlier_ones_place(
    resubmitted: Year, as_post: SignIn
) -> None:
    resubmitted.do("issue_plan", RETURNED)
    hand_in(resubmitted, "revise", revised(SCHOOL), "plan")
    page = page_of(as_post("so-khcn.head"), resubmitted, "issue_plan")
    standing, _, replaced = page.partition("nay đã được thay")
    assert linked(standing).count("mo-phong-plan.pdf") == 1
    assert linked(replaced).count("mo-phong-plan.pdf") == 1


def test_recipients_are_shown_by_their_names(resubmitted: Year, as_post: SignIn) -> None:
    page = page_of(as_post("so-khcn.head"), resubmitted, "issue_plan")
    assert "Sở GD&amp;ĐT; Sở TT&amp;TT; Sở Nội vụ" in page
    assert "bac-giang/" not in page.partition("<main")[2].partition("</main>")[0]


def test_history_names_the_recipients_before_and_after(resubmitted: Year, as_post: SignIn) -> None:
    way = f"/cases/{resubmitted.case_id}?tab=history"
    page = as_post("so-khcn.secretary").get(way).text
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "Sở GD&amp;ĐT; Sở Nội vụ" in main
    assert "Sở GD&amp;ĐT; Sở TT&amp;TT; Sở Nội vụ" in main
    assert "bac-giang/so-gddt" not in main


def test_history_tells_what_changed_in_a_row(resubmitted: Year, as_post: SignIn) -> None:
    resubmitted.do("issue_plan", RETURNED)
    later = revised(SCHOOL)
    later["waves"] = [{**later["waves"][0], "ends": "2024-07-31"}, later["waves"][1]]
    resubmitted.do("revise", later)
    page = as_post("so-khcn.secretary").get(f"/cases/{resubmitted.case_id}?tab=history").text
    assert "Các đợt thi đua, dòng 1, Đến ngày" in page
    assert "30/06/2024" in page
    assert "31/07/2024" in page
    assert "2024-07-31" not in page


NEXT_NUMBER = "Số kế tiếp hiện là 01/KH-KTĐVHXH1"


@pytest.mark.parametrize(("pressed", "told"), [({"verdict": "issue"}, True), (RETURNED, False)])
def test_who_returns_the_plan_is_told_of_no_number_it_would_take(
    resubmitted: Year, as_post: SignIn, pressed: dict[str, str], *, told: bool
) -> None:
    leader, page = as_post("so-khcn.head"), f"/tasks/{resubmitted.task('issue_plan').id}"
    assert NEXT_NUMBER in leader.get(page).text
    fields = {**pressed, "_version": "0", "_key": "k"}
    checked = send(leader, f"{page}/check", fields, at=page)
    assert checked.status_code == 200
    assert (NEXT_NUMBER in checked.text) is told


@pytest.mark.parametrize(
    ("value", "said"), [({"verdict": "issue"}, "Ban hành"), (RETURNED, "Trả lại")]
)
def test_who_did_a_task_is_told_how_it_came_out(
    resubmitted: Year, as_post: SignIn, value: dict[str, str], said: str
) -> None:
    task = resubmitted.task("issue_plan")
    resubmitted.do("issue_plan", value)
    assert f"Kết quả: {said}." in as_post("so-khcn.head").get(f"/tasks/{task.id}/done").text


def test_who_signs_is_shown_what_the_deputy_said(resubmitted: Year, as_post: SignIn) -> None:
    page = page_of(as_post("so-khcn.head"), resubmitted, "issue_plan")
    assert "Phó Trưởng khối cho ý kiến" in page


def test_a_plan_is_not_opened_to_be_issued_on_a_day_that_is_over(as_post: SignIn) -> None:
    way = "/cases/open?bloc_year=bac-giang/khoi-vhxh1/2024&kind=plan"
    typed = {"title": "Kế hoạch", "scope": "campaign", "issue_by": "01/01/2020"}
    refused = send(as_post("so-khcn.secretary"), way, typed, at=way)
    assert refused.status_code == 422
    assert "Ban hành chậm nhất ngày" in refused.text
