"""The guide: to each post what the year asks of it, in the order of the year."""

import re
from html import unescape

import pytest
from flask import Flask

from server.store import statements
from server.web.help.pictures import PICTURES
from server.web.requests.assets import FOLDER
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import SignIn, pages, sign_in

HEADING = re.compile(r"<h2 id=\"work-\d+\">([^<]*)</h2>")
STEP = re.compile(r"<h3>([^<]*?)(?: *\n? *<span|</h3>)")
MOST_STATEMENTS = 8
LARGEST = 400_000
"""Bytes of all pictures together."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


@pytest.fixture
def as_post(app: Flask) -> SignIn:
    return lambda login: sign_in(app, login)


def said(pattern: re.Pattern[str], page: str) -> list[str]:
    return [unescape(found).strip() for found in pattern.findall(page)]


def test_an_officers_year_begins_with_the_plan_and_comes_to_the_score_sheet(
    as_post: SignIn,
) -> None:
    page = as_post("so-gddt.officer").get("/help").text
    works, steps = said(HEADING, page), said(STEP, page)
    assert works[0] == "Kế hoạch"
    assert works.index("Giao ước thi đua") < works.index("Báo cáo")
    assert works.index("Báo cáo") < works.index("Đánh giá cuối năm")
    assert any("Tự chấm" in step for step in steps)
    assert not any("Thẩm định" in step for step in steps), "that is another post's"


def test_who_opens_a_case_is_told_by_which_button(as_post: SignIn) -> None:
    asked = "Bạn mở hồ sơ bằng nút “Mở đánh giá, chấm điểm cuối năm”"
    assert asked in as_post("so-khcn.head").get("/help").text
    assert asked not in as_post("so-gddt.officer").get("/help").text


def test_the_page_of_another_post_says_what_that_one_does(as_post: SignIn) -> None:
    browser = as_post("so-gddt.officer")
    own = browser.get("/help").text
    others = [unescape(each) for each in re.findall(r'href="(/help\?post=[^"]*)"', own)]
    assert len(others) > 5
    steps = {tuple(said(STEP, browser.get(each).text)) for each in others}
    assert len(steps) == len(others), "posts that do the same have one page"
    assert all(steps)


@pytest.mark.parametrize("post", ["bac-giang/so-gddt/nobody", "x", "bac-giang/quan-tri/auditor"])
def test_a_post_that_the_bloc_year_has_not_is_not_there(as_post: SignIn, post: str) -> None:
    assert as_post("so-gddt.officer").get(f"/help?post={post}").status_code == 404


@pytest.mark.parametrize(
    ("login", "told"),
    [
        ("thanh-tra.auditor", "Dấu hiệu cần xem lại"),
        ("quan-tri.administrator", "quản trị viên kia xem khác biệt rồi ban hành"),
    ],
)
def test_who_works_in_no_case_is_told_what_else_there_is(
    as_post: SignIn, login: str, told: str
) -> None:
    page = as_post(login).get("/help").text
    assert told in page
    assert said(HEADING, page) == []


def test_a_page_of_the_guide_asks_little_of_the_database(as_post: SignIn) -> None:
    browser = as_post("so-khcn.head")
    browser.get("/help")
    statements.reset()
    assert browser.get("/help").status_code == 200
    assert statements.count <= MOST_STATEMENTS


def test_every_picture_is_there_in_both_languages_and_all_are_small() -> None:
    files = {path.name: path.stat().st_size for path in (FOLDER / "help").glob("*.webp")}
    wanted = {f"{picture.name}.{lang}.webp" for picture in PICTURES for lang in ("vi", "en")}
    assert set(files) == wanted
    assert sum(files.values()) <= LARGEST
