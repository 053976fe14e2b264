"""What the pages of a regulation in the making show, and hand out as a workbook."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.processes.case_pages import app, page, task_of
from tests.processes.regulation_making.conftest import SENT, do
from tests.worlds.rows import rows
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import PRESS, SCHOOL, UNITS, Year

__all__ = ["app"]
SECRETARY, OFFICER = "so-khcn.secretary", "so-gddt.officer"
AMEND = {"verdict": "amend", "text": "Rút gọn."}
COMMENT = {"code": "1.1", "comment": "=Tăng điểm."}
ANSWER = {"conclusion": "accepted", "answer": "Đã sửa."}
WORDS = ["Tiếp thu", "Đã sửa."]


@pytest.fixture
def asked(committed: Year) -> Year:
    """Answer a year, each act of it committed, whose units are asked for comments."""
    committed.open("regulation_making", opening={"title": "Quy chế và bảng điểm năm 2024"})
    do(committed, "send_draft", SENT, file="regulation_text")
    return committed


@pytest.fixture
def commented(asked: Year) -> Year:
    """Go on to the answers: two units commented on a criterion, one of them on the whole, too."""
    said: dict[str, dict[str, Any]] = {
        SCHOOL: {**AMEND, "criteria": [COMMENT]},
        PRESS: {"verdict": "amend", "criteria": [COMMENT]},
    }
    for unit in UNITS:
        do(asked, "unit_comment", said.get(unit, {"verdict": "agree"}), key=unit)
    asked.tick()
    return asked


def workbook(app: Flask, login: str, address: str, **fields: str) -> dict[str, list[list[object]]]:
    """Answer the sheets that a page hands out: their rows, below the headings."""
    answer = send(sign_in(app, login), f"{address}/rows", fields, at=address)
    assert answer.status_code == 200, answer.text[-2000:]
    book = load_workbook(BytesIO(answer.data))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for sheet in book.worksheets
    }


def test_the_criteria_stand_once_on_the_page_that_asks_for_comments(
    app: Flask, asked: Year
) -> None:
    _, shown = page(app, f"{SCHOOL}/officer", task_of(asked, "unit_comment", SCHOOL))
    assert shown.count(">1.1 · ") == 1
    assert "<dt>Tiêu chí, bảng điểm</dt>" not in shown
    assert SENT["text"] in shown
    assert "Điểm tối đa: 15 · Minh chứng: Nếu có" in shown


def test_an_answer_is_not_chosen_before_anybody_chose_it(app: Flask, commented: Year) -> None:
    _, shown = page(app, "bac-giang/so-khcn/secretary", task_of(commented, "answer_comments"))
    assert shown.count('value="accepted"') == 3
    assert "checked" not in shown
    assert "amend" not in shown
    assert "<summary>21 dòng" in shown, "the criteria that were sent are folded"
    assert shown.count(COMMENT["comment"]) == 4, "each stands in its row, as said and as sent back"
    assert shown.count(AMEND["text"]) == 2


def test_the_comments_are_a_workbook_before_they_are_answered_and_after(
    app: Flask, commented: Year
) -> None:
    address = task_of(commented, "answer_comments")
    before = workbook(app, SECRETARY, address, of="")
    told = [[row[0], row[1], *row[3:]] for row in before["Góp ý từng tiêu chí"]]
    assert told == [[unit, "1.1", "=Tăng điểm.", None, None] for unit in ("Sở GD&ĐT", "Sở TT&TT")]
    answers = {"comments": [ANSWER, ANSWER], "general": [ANSWER], "next": "meet"}
    do(commented, "answer_comments", answers)
    after = workbook(app, SECRETARY, address, of="")
    assert [row[4:] for row in after["Góp ý từng tiêu chí"]] == [WORDS, WORDS]
    assert after["Góp ý chung"] == [["Sở GD&ĐT", "Rút gọn.", *WORDS]]
    with commented.begin() as session:
        said = "SELECT count(*) FROM event WHERE kind = 'record.exported'"
        assert rows(session, said) == [(2,)]


def test_records_that_stand_beside_a_form_are_a_workbook_by_unit(
    app: Flask, commented: Year
) -> None:
    found = workbook(app, SECRETARY, task_of(commented, "answer_comments"), of="unit_comment")
    told = [[row[0], row[2], *row[5:]] for row in found["Góp ý từng tiêu chí"]]
    assert told == [[unit, "1.1", "Nếu có", "=Tăng điểm."] for unit in ("Sở GD&ĐT", "Sở TT&TT")]


@pytest.mark.parametrize("of", ["", "unit_comment", "send_draft", "x"])
def test_who_may_not_see_the_table_gets_no_workbook(app: Flask, commented: Year, of: str) -> None:
    address = task_of(commented, "answer_comments")
    answer = send(sign_in(app, OFFICER), f"{address}/rows", {"of": of}, at="/tasks")
    assert answer.status_code == 404


def test_what_a_page_does_not_show_is_no_workbook(app: Flask, asked: Year) -> None:
    address = task_of(asked, "unit_comment", SCHOOL)
    answer = send(sign_in(app, OFFICER), f"{address}/rows", {"of": "answer_comments"}, at=address)
    assert answer.status_code == 404
