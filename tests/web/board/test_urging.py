"""Urging on the pages: what it reaches is shown, then sent once, and everybody sees that it was."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import SignIn, pages, sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import PRESS, RADIO, SCHOOL, Year

OPENED, AFTER = datetime(2024, 12, 10, 2, tzinfo=UTC), datetime(2024, 12, 19, 2, tzinfo=UTC)
"""The heads approve by 17 December."""
SECRETARY, OFFICER, DEPUTY, OTHER = (
    "so-khcn.secretary", "so-gddt.officer", "ban-dan-toc.head", "so-tttt.head",
)  # fmt: skip
DUTY = re.compile(r'name="duty" value="([^"]+)"')
OF_RADIO = 'Đôn đốc<span class="visually-hidden"> Đài PT&amp;TH: Duyệt bảng tự chấm</span>'


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    """Answer an evaluation of which one head has approved, and four are late by two days."""
    committed.now = OPENED
    committed.open("evaluation")
    committed.do("score", key=SCHOOL)
    committed.do("approve", {"verdict": "approve"}, key=SCHOOL)
    committed.now = AFTER
    set_clock(database, committed.now)
    return committed


@pytest.fixture
def as_post(app: Flask, year: Year) -> SignIn:
    assert year.kind == "evaluation"
    return lambda login: sign_in(app, login)


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


def counted(database: Database, query: str) -> int:
    engine = create_engine(database.url)
    with engine.connect() as connection:
        found = connection.execute(text(query)).scalar_one()
    engine.dispose()
    return int(found)


def test_all_who_are_late_are_urged_from_the_board_once(
    as_post: SignIn, database: Database, year: Year
) -> None:
    secretary = as_post(SECRETARY)
    assert OF_RADIO in secretary.get("/board").text
    shown = secretary.get("/board/urge").text
    duties = DUTY.findall(shown)
    assert [place.split("/", 2)[1] for place in duties] == ["handed_in"] * 4
    assert "Cán bộ TĐKT – Đài PT&amp;TH" in shown
    assert "Đôn đốc 4 việc" in shown
    year.do("score", key=PRESS)
    year.do("approve", {"verdict": "approve"}, key=PRESS)
    sent = send(secretary, "/board/urge", {"duty": duties}, at="/board/urge")
    assert "Việc đã xong, hoặc không còn ai phải làm" in sent.text
    again = send(secretary, "/board/urge", {"duty": duties}, at="/board/urge").text
    assert again.count("Thư ký Khối – Sở KH&amp;CN đã đôn đốc lúc") == 3
    assert counted(database, "SELECT count(*) FROM event WHERE kind = 'duty.urged'") == 3
    assert counted(database, "SELECT count(*) FROM mail WHERE kind = 'urged'") == 3
    board = secretary.get("/board").text
    assert "việc quá hạn…" not in board
    assert board.count("Đã đôn đốc 19/12/2024") == 3


def test_who_was_urged_sees_it_and_who_watches_and_nobody_else(as_post: SignIn, year: Year) -> None:
    place = f"{year.case_id}/handed_in/{RADIO}"
    secretary = as_post(SECRETARY)
    own = secretary.get(f"/board/{RADIO}").text
    assert f"/board/urge?bloc_year=bac-giang/khoi-vhxh1/2024&amp;duty={place}" in own
    send(secretary, "/board/urge", {"duty": [place]}, at=f"/board/urge?duty={place}")
    case = f"/cases/{year.case_id}"
    told = "Đôn đốc: Duyệt bảng tự chấm, Đài PT&amp;TH"
    for login, sees in (
        ("dai-ptth.officer", True), (DEPUTY, True), ("so-noi-vu.officer", True), (OTHER, False),
        (OFFICER, False),
    ):  # fmt: skip
        client = as_post(login)
        board, line = client.get("/board").text, client.get(f"/board/{RADIO}").text
        assert ("Đã đôn đốc 19/12/2024" in board) is sees, login
        assert ("Đã đôn đốc lúc" in line) is sees, login
        assert (told in client.get(f"{case}?tab=history").text) is sees, login
        assert "/board/urge" not in board + line, login
    holder = as_post("dai-ptth.officer")
    assert "Đôn đốc việc chưa xong: Duyệt bảng tự chấm – Đài PT&amp;TH" in holder.get("/tasks").text
    assert "Đã quá hạn 2 ngày làm việc." in holder.get("/tasks").text
    assert "Đôn đốc" in holder.get("/mailbox").text


def test_who_may_not_urge_is_refused_and_nothing_is_sent(
    as_post: SignIn, year: Year, database: Database
) -> None:
    place = f"{year.case_id}/handed_in/{RADIO}"
    for login, status in ((DEPUTY, 403), ("dai-ptth.head", 403), (OTHER, 200)):
        client = as_post(login)
        answer = send(client, "/board/urge", {"duty": [place]}, at="/board")
        assert answer.status_code == status, login
        assert client.get(f"/board/urge?duty={place}").status_code == status, login
    assert counted(database, "SELECT count(*) FROM event WHERE kind = 'duty.urged'") == 0


@pytest.mark.parametrize(
    "query",
    ["duty=x", "duty=0192f4e6-8100-7e5e-8b07-938d8f8b2ddf/handed_in", "bloc_year=bac-giang/x/2024"],
)
def test_what_is_no_duty_is_not_found(as_post: SignIn, query: str) -> None:
    assert as_post(SECRETARY).get(f"/board/urge?{query}").status_code == 404


def test_urging_is_read_in_english(as_post: SignIn) -> None:
    client = as_post(SECRETARY)
    send(client, "/language", {"language": "en", "next": "/board"})
    assert "Urge 4 overdue duties…" in client.get("/board").text
    assert "Urge what is not done" in client.get("/board/urge").text
