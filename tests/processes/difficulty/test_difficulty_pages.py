"""The pages of a difficulty: who finds the case, whose the steps are, what was objected."""

import pytest
from flask import Flask

from server.actions.transaction import transactions
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import SignIn, pages, sign_in
from tests.worlds.year import PLAN, SCHOOL, UNITS, Year

SUBJECT, REASON = "Thang điểm chuyển đổi số", "Chưa nêu cách tính điểm."
OPENER, AFFAIRS, OUTSIDER = "so-gddt.officer", "so-noi-vu.officer", "dai-ptth.head"


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
def raised(database: Database) -> Year:
    """Answer a year in which the school has raised a difficulty; every act commits."""
    year = Year(begin=transactions(database.url))
    opening = {"title": SUBJECT, "field": "scoring"}
    year.open("difficulty", post=f"{SCHOOL}/officer", opening=opening)
    year.do("raise_difficulty", {"text": "Chưa rõ cách tính."})
    return year


def found(as_post: SignIn, login: str, year: Year) -> set[str]:
    """Say where somebody finds the case: in their list, at its address."""
    client, way = as_post(login), f"/cases/{year.case_id}"
    return {
        *({"list"} if way in client.get("/cases").text else ()),
        *({"page"} if client.get(way).status_code == 200 else ()),
    }


def test_home_affairs_finds_it_from_when_it_was_passed_on(raised: Year, as_post: SignIn) -> None:
    assert found(as_post, AFFAIRS, raised) == set()
    raised.do("leader_answer", {"verdict": "pass_on", "text": "Vượt thẩm quyền."})
    assert found(as_post, AFFAIRS, raised) == {"list", "page"}
    assert found(as_post, "so-noi-vu.head", raised) == {"list", "page"}


@pytest.mark.parametrize("login", [OUTSIDER, "ban-dan-toc.head", "hd-tdkt.secretary"])
def test_another_unit_never_finds_it(raised: Year, as_post: SignIn, login: str) -> None:
    raised.do("leader_answer", {"verdict": "pass_on", "text": "Vượt thẩm quyền."})
    assert found(as_post, login, raised) == set()
    task = raised.task("affairs_answer")
    assert as_post(login).get(f"/tasks/{task.id}").status_code == 404


def test_the_steps_of_who_opened_it_are_theirs_by_name(raised: Year, as_post: SignIn) -> None:
    page = as_post("so-khcn.head").get(f"/cases/{raised.case_id}").text
    waits = "Chờ bước 4: Kết thúc hoặc đề nghị xem xét lại (Cán bộ TĐKT – Sở GD&amp;ĐT)"
    assert waits in page
    assert "()" not in page.partition("<main")[2].partition("</main>")[0]


def test_the_leader_reads_once_why_the_unit_does_not_agree(raised: Year, as_post: SignIn) -> None:
    raised.do("leader_answer", {"verdict": "answer", "text": "Theo thang điểm chung."})
    raised.do("reporter_close", {"verdict": "object", "reason": REASON})
    task = raised.task("final_answer")
    page = as_post("so-khcn.head").get(f"/tasks/{task.id}").text
    assert page.count(REASON) == 1
    assert "Theo thang điểm chung." in page


def test_no_page_of_it_speaks_of_scores_or_awards(raised: Year, as_post: SignIn) -> None:
    client, way = as_post(OPENER), f"/cases/{raised.case_id}"
    tabs = ("overview", "scores", "awards", "documents", "history", "discussion")
    task = f"/tasks/{raised.task('leader_answer').id}"
    for address in (task, *(f"{way}?tab={tab}" for tab in tabs)):
        main = client.get(address).text.partition("<main")[2].partition("</main>")[0]
        for word in ("Bảng điểm", "bảng điểm", "Khen thưởng", "khen thưởng", "xếp hạng"):
            assert word not in main, (address, word)


@pytest.mark.parametrize("login", [OUTSIDER, "ban-dan-toc.head", "hd-tdkt.secretary"])
def test_no_list_names_it_to_who_may_not_know_of_it(
    raised: Year, as_post: SignIn, login: str
) -> None:
    raised.do("leader_answer", {"verdict": "pass_on", "text": "Vượt thẩm quyền."})
    client = as_post(login)
    units = [f"/board/{unit}" for unit in UNITS]
    lists = ("/", "/tasks", "/tasks?q=thang", "/cases", "/cases/new", "/board", "/registers")
    for way in (*lists, *units, f"/blocs/{PLAN}", "/mailbox", "/delegations", "/account"):
        answer = client.get(way, follow_redirects=True)
        assert SUBJECT not in answer.text, way
        assert str(raised.case_id) not in answer.text, way


def test_the_steps_tell_the_unit_it_is_about_how_they_came_out(
    raised: Year, as_post: SignIn
) -> None:
    raised.do("leader_answer", {"verdict": "pass_on", "text": "Vượt thẩm quyền."})
    for login in (OPENER, "so-gddt.head"):
        page = as_post(login).get(f"/cases/{raised.case_id}").text
        assert "kết quả không mở cho bạn" not in page
