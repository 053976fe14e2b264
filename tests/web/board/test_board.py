"""The board: how each unit's duties stand, told to whom it is for, late ones first of all."""

import csv
import io
import re
from datetime import datetime

import pytest
from sqlalchemy import create_engine, text

from server.store import statements
from server.web.board import table
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.evaluated import AFTER, IN_TIME, app, as_post, in_time_and_late
from tests.worlds.web.pages import SignIn, next_page
from tests.worlds.web.posting import send
from tests.worlds.year import PRESS, RADIO, SCHOOL, Year

__all__ = ["app", "as_post"]
LEADER, OFFICER, PRESS_OFFICER = "so-khcn.head", "so-gddt.officer", "so-tttt.officer"
MOST_STATEMENTS = 8
ROW = re.compile(r'<th scope="row">\s*<a [^>]*>([^<]+)</a>.*?</tr>', re.DOTALL)


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    """Answer an evaluation of which one unit's head has approved in time, a second one late."""
    return in_time_and_late(committed, database)


def states_of(page: str) -> dict[str, str]:
    """Answer the state of each unit's only duty, by its short name."""
    rows = {found[1]: found[0] for found in ROW.finditer(page)}
    said = re.compile(r'<span class="state[^>]*>.*?<span>([^<]*)</span></span>', re.DOTALL)
    return {name.replace("&amp;", "&"): " / ".join(said.findall(row)) for name, row in rows.items()}


def test_the_organiser_sees_who_is_done_who_was_late_and_who_is_missing(as_post: SignIn) -> None:
    found = states_of(as_post(LEADER).get("/board").text)
    assert found == {
        "Sở KH&CN": "Quá hạn 2 ngày",
        "Ban Dân tộc": "Quá hạn 2 ngày",
        "Sở GD&ĐT": "Xong",
        "Sở TT&TT": "Xong, trễ 2 ngày",
        "Đài PT&TH": "Quá hạn 2 ngày",
    }


def test_the_board_counts_what_is_missing_and_what_came_late(as_post: SignIn) -> None:
    page = as_post(LEADER).get("/board").text
    for words in ("2 trên 5 việc đã xong", "3 việc quá hạn", "1 việc xong trễ"):
        assert words in page


def test_a_unit_sees_how_it_stands_itself_and_nothing_of_the_others(as_post: SignIn) -> None:
    assert states_of(as_post(PRESS_OFFICER).get("/board").text) == {"Sở TT&TT": "Xong, trễ 2 ngày"}


def test_from_when_a_record_is_open_to_all_its_duty_is_told_to_all(
    as_post: SignIn, year: Year
) -> None:
    year.through("evaluation")
    assert len(states_of(as_post(OFFICER).get("/board").text)) == 5


@pytest.mark.parametrize("login", ["ban-dan-toc.officer", "so-noi-vu.head"])
def test_the_deputy_and_home_affairs_watch_every_unit(as_post: SignIn, login: str) -> None:
    assert len(states_of(as_post(login).get("/board").text)) == 5


def test_who_sees_no_record_is_told_of_no_duty(as_post: SignIn) -> None:
    page = as_post("quan-tri.administrator").get("/board").text
    assert states_of(page) == {}
    assert "Chưa có việc có hạn nào của năm 2024" in page


def test_the_board_narrows_to_what_is_late(as_post: SignIn) -> None:
    found = states_of(as_post(LEADER).get("/board?only=late").text)
    assert set(found) == {"Sở KH&CN", "Ban Dân tộc", "Sở TT&TT", "Đài PT&TH"}


@pytest.mark.parametrize(("gone", "said"), [(IN_TIME, "Không phải làm"), (AFTER, "Thiếu")])
def test_a_unit_taken_out_has_no_duty_any_more_but_one_it_had_missed(
    as_post: SignIn, database: Database, gone: datetime, said: str
) -> None:
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE instance SET status = 'withdrawn' WHERE key LIKE '%dai-ptth'")
        )
        connection.execute(
            text("UPDATE task SET state = 'withdrawn', closed_at = :at WHERE key LIKE '%dai-ptth'"),
            {"at": gone},
        )
    engine.dispose()
    assert states_of(as_post(LEADER).get("/board").text)["Đài PT&TH"] == said


def test_a_unit_has_its_own_page_in_order_of_days(as_post: SignIn) -> None:
    page = as_post(OFFICER).get(f"/board/{SCHOOL}").text
    assert "Năm công tác 2024 của Sở GD&amp;ĐT" in page
    assert "Duyệt bảng tự chấm" in page
    assert "17/12/2024" in page


def test_a_unit_goes_on_from_its_own_page_with_what_is_not_done(
    as_post: SignIn, year: Year
) -> None:
    client = as_post("dai-ptth.officer")
    task = year.task("score", RADIO)
    page = client.get(f"/board/{RADIO}").text
    link = f'href="/tasks/{task.id}">Làm tiếp<span class="visually-hidden">: Tự chấm điểm'
    assert link in page
    assert "Làm tiếp" not in as_post(OFFICER).get(f"/board/{SCHOOL}").text


def test_who_only_watches_is_told_whose_step_it_is(as_post: SignIn) -> None:
    page = as_post("dai-ptth.head").get(f"/board/{RADIO}").text
    assert "Làm tiếp" not in page
    assert "Đang ở: Cán bộ TĐKT – Đài PT&amp;TH" in page


def test_what_a_colleague_has_taken_is_not_ones_own(
    as_post: SignIn, year: Year, database: Database
) -> None:
    client, task = as_post("dai-ptth.officer"), year.task("score", RADIO)
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        taken = """UPDATE task SET assignee_id = (
          SELECT id FROM person WHERE login = 'so-gddt.officer') WHERE id = :task"""
        connection.execute(text(taken), {"task": task.id})
    engine.dispose()
    assert "Làm tiếp" not in client.get(f"/board/{RADIO}").text
    assert "Làm tiếp" not in client.get(f"/cases/{year.case_id}").text


def test_the_page_of_another_unit_tells_nothing_that_the_board_does_not(as_post: SignIn) -> None:
    page = as_post(PRESS_OFFICER).get(f"/board/{SCHOOL}")
    assert page.status_code == 200
    assert "Duyệt bảng tự chấm" not in page.text


@pytest.mark.parametrize(
    "address", ["/board/bac-giang/nowhere", "/board?bloc_year=bac-giang/nowhere/2024"]
)
def test_what_is_not_there_is_not_found(as_post: SignIn, address: str) -> None:
    assert as_post(LEADER).get(address).status_code == 404


def test_a_download_holds_the_lines_one_is_told_of_and_is_an_event(
    as_post: SignIn, database: Database
) -> None:
    client = as_post(LEADER)
    answer = send(client, "/board/export", {}, at="/board")
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    late = {line["whose"]: line["working_days_late"] for line in lines}
    assert late["Sở TT&TT"] == "2"
    assert late["Sở GD&ĐT"] == "0"
    assert {line["due"] for line in lines} == {"2024-12-17"}
    own = send(as_post(OFFICER), "/board/export", {}, at="/board")
    assert own.data.decode("utf-8-sig").count("\n") == 2
    engine = create_engine(database.url)
    with engine.connect() as connection:
        told = connection.execute(text("SELECT count(*) FROM event WHERE kind = 'board.exported'"))
        assert told.scalar_one() == 2
    engine.dispose()


def test_a_demonstration_shows_what_was_simulated_beside_what_is_real_and_marks_it(
    as_post: SignIn, year: Year
) -> None:
    year.simulated = True
    year.open("evaluation")
    client = as_post(LEADER)
    shown = {way: client.get(f"/board{way}").text for way in ("", "?simulated=0", "?simulated=1")}
    assert {way: page.count('scope="colgroup"') for way, page in shown.items()} == {
        "": 2,
        "?simulated=0": 1,
        "?simulated=1": 1,
    }
    heads = {
        way: page.partition("<thead>")[2].partition("</thead>")[0] for way, page in shown.items()
    }
    assert {way: head.count("Mô phỏng") for way, head in heads.items()} == {
        "": 1,
        "?simulated=0": 0,
        "?simulated=1": 0,
    }


def test_a_units_own_case_stands_under_its_name_and_on_its_page(
    as_post: SignIn, year: Year
) -> None:
    days = {"starts": "2024-12-02", "ends": "2024-12-27"}
    opening = {"field": "short", "title": "Gỡ hồ sơ tồn đọng", **days}
    year.open("campaign", post=f"{SCHOOL}/officer", opening=opening)
    said = "Việc riêng của từng đơn vị"
    client = as_post(OFFICER)
    page = client.get("/board").text
    assert "Sở GD&amp;ĐT" in page.partition(said)[2]
    assert "Việc chung của Khối" not in page
    assert said not in as_post(LEADER).get("/board").text  # it is not launched yet
    assert "27/12/2024" in client.get(f"/board/{SCHOOL}").text
    assert "27/12/2024" not in client.get(f"/board/{PRESS}").text


def test_the_board_takes_few_statements(as_post: SignIn) -> None:
    client = as_post(LEADER)
    client.get("/board")
    statements.reset()
    assert client.get("/board").status_code == 200
    assert statements.count <= MOST_STATEMENTS


def test_the_board_stands_in_the_menu_and_is_read_in_english(as_post: SignIn) -> None:
    client = as_post(LEADER)
    assert 'href="/board"' in client.get("/tasks").text
    send(client, "/language", {"language": "en", "next": "/board"})
    assert "Overdue by 2 days" in client.get("/board").text


def test_the_units_are_a_page_at_a_time_and_the_sums_are_of_all(
    as_post: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 3)
    first = as_post(LEADER).get("/board").text
    second = as_post(LEADER).get(next_page(first)).text
    assert [len(states_of(page)) for page in (first, second)] == [3, 2]
    assert not states_of(first).keys() & states_of(second).keys()
    assert all("2 trên 5 việc đã xong" in page for page in (first, second))
    assert next_page(second) == ""


def test_a_place_in_the_board_that_is_none_is_refused(as_post: SignIn) -> None:
    assert as_post(LEADER).get("/board?from=x").status_code == 400
    assert states_of(as_post(LEADER).get("/board?from=900").text) == {}
