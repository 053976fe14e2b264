"""The letter to who is late: for who may urge, of what is theirs to urge for, and nobody else."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.processes.printed import linked
from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import pages, sign_in
from tests.worlds.year import LEADER, PRESS, RADIO, SCHOOL, Year

OPENED, AFTER = datetime(2024, 12, 10, 2, tzinfo=UTC), datetime(2024, 12, 19, 2, tzinfo=UTC)
"""The heads approve by 17 December."""
SECRETARY, LETTER = f"{LEADER}/secretary", "/board/letter.pdf"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def app(committed: Year, database: Database) -> Flask:
    """Answer the pages of a year in which one head has approved, and four are late by two days."""
    committed.now = OPENED
    committed.open("evaluation")
    committed.do("score", key=SCHOOL)
    committed.do("approve", {"verdict": "approve"}, key=SCHOOL)
    set_clock(database, AFTER)
    return pages(database)


def test_the_letter_names_all_who_are_late_and_what_with(app: Flask) -> None:
    told = linked(app, SECRETARY, LETTER)
    assert "V/v đôn đốc thực hiện công tác thi đua năm 2024" in told
    assert "Kính gửi:" in told
    assert "Sở Giáo dục và Đào tạo" not in told
    assert told.count("Duyệt bảng tự chấm") == 4
    assert "17/12/2024 2" in told
    assert "TRƯỞNG KHỐI" in told
    _, _, said = told.partition("Đề nghị các đơn vị hoàn thành")
    assert said


def test_the_letter_to_one_unit_is_about_it_alone(app: Flask) -> None:
    told = linked(app, SECRETARY, f"{LETTER}?unit={RADIO}")
    assert "Kính gửi: Đài Phát thanh và Truyền hình tỉnh" in told
    assert told.count("Duyệt bảng tự chấm") == 1
    assert "Sở Thông tin và Truyền thông" not in told
    assert linked(app, SECRETARY, f"{LETTER}?unit={SCHOOL}") == "404"
    assert linked(app, SECRETARY, f"{LETTER}?unit=nobody") == "404"


def test_who_may_not_urge_gets_no_letter(app: Flask) -> None:
    for post in (f"{PRESS}/head", f"{SCHOOL}/officer", "bac-giang/so-noi-vu/officer"):
        assert linked(app, post, LETTER) == "404", post
        login = post.partition("/")[2].replace("/", ".")
        assert "letter.pdf" not in sign_in(app, login).get("/board").text, post
    secretary = sign_in(app, "so-khcn.secretary")
    assert "letter.pdf" in secretary.get("/board").text
    assert secretary.get("/board/letter.docx").data[:2] == b"PK"


def test_what_the_letter_leaves_open_is_named_beside_it(app: Flask) -> None:
    shown = sign_in(app, "so-khcn.secretary").get("/board").text
    assert "Số và ngày văn bản; Đề nghị các đơn vị hoàn thành các việc trên trước ngày" in shown
    assert "đồng chí; điện thoại." in shown
