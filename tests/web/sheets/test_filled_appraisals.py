"""Appraisals and explanations filled in with a spreadsheet program, as the self-score is."""

from decimal import Decimal

import pytest
from flask import Flask

from server.sheets import filled
from tests.web.sheets.filled import download, take, upload, with_cells
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.web.pages import sign_in
from tests.worlds.year import RADIO, Year
from tests.worlds.year_end import Open, Person

FIRST = "c1-1"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


def at(app: Flask, year: Year, element: str) -> tuple[Person, Open]:
    task = year.task(element, RADIO)
    person = Person(sign_in(app, task.post_id.partition("/")[2].replace("/", ".")))
    return person, Open(task.id, task.post_id, task.key)


def columns(data: bytes) -> set[str]:
    return {name for row in filled.read(data).rows for name in row.cells}


@pytest.fixture
def opened(committed: Year) -> Year:
    committed.open("evaluation")
    return committed


def first_key(data: bytes) -> str:
    return next(row.key for row in filled.read(data).rows if row.key)


def test_a_first_appraisal_goes_out_to_excel_and_comes_back(app: Flask, opened: Year) -> None:
    opened.play("appraise")
    person, task = at(app, opened, "appraise")
    data = download(person, task)
    assert {"points", "reason"} <= columns(data)
    shown = upload(person, task, with_cells(data, {(FIRST, "points"): 1, (FIRST, "reason"): "Vì"}))
    assert shown.status_code == 200, shown.text
    assert take(person, task, shown).status_code == 303
    row = next(each for each in filled.read(download(person, task)).rows if each.key == FIRST)
    assert row.cells["points"].value == Decimal(1)
    assert row.cells["reason"].value == "Vì"


def test_a_workbook_is_read_in_its_own_language_whatever_that_of_the_page(
    app: Flask, opened: Year
) -> None:
    opened.play("explain")
    person, task = at(app, opened, "explain")
    data = download(person, task)
    key = first_key(data)
    person.client.set_cookie("lang", "en")
    english = upload(person, task, with_cells(data, {(key, "stance"): "accept"}))
    assert english.status_code == 200, english.text
    told = {(key, "stance"): "Không nhất trí", (key, "text"): "Có biên bản kèm theo."}
    shown = upload(person, task, with_cells(data, told))
    assert shown.status_code == 200, shown.text
    assert take(person, task, shown).status_code == 303
    assert 'value="contest" checked' in person.client.get(f"/tasks/{task.id}").text


def test_points_typed_as_text_are_read_as_the_workbooks_language_writes_them(
    app: Flask, opened: Year
) -> None:
    opened.play("appraise")
    person, task = at(app, opened, "appraise")
    data = download(person, task)
    person.client.set_cookie("lang", "en")
    unclear = upload(person, task, with_cells(data, {(FIRST, "points"): "1,250"}))
    assert unclear.status_code == 422, "1250 to an English page, which the workbook is not of"
    shown = upload(person, task, with_cells(data, {(FIRST, "points"): "1.250"}))
    assert "1,250" in shown.text


def test_explanations_go_out_to_excel_and_are_appraised_again_there(
    app: Flask, opened: Year
) -> None:
    opened.play("explain")
    person, task = at(app, opened, "explain")
    data = download(person, task)
    assert columns(data) == {"stance", "text"}
    key = first_key(data)
    wrong = upload(person, task, with_cells(data, {(key, "stance"): "Có lẽ"}))
    assert "chỉ ghi một trong: Chấp nhận; Không nhất trí" in wrong.text
    told = {(key, "stance"): "không nhất trí", (key, "text"): "Có biên bản kèm theo."}
    shown = upload(person, task, with_cells(data, told))
    assert "Không nhất trí, đề nghị thẩm định lại" in shown.text
    assert take(person, task, shown).status_code == 303
    assert 'value="contest" checked' in person.client.get(f"/tasks/{task.id}").text
    opened.complete(opened.task("explain", RADIO))
    opened.play("appraise_2")
    person, task = at(app, opened, "appraise_2")
    data = download(person, task)
    assert columns(data) == {"points", "reason"}
    shown = upload(person, task, with_cells(data, {(key, "reason"): "Giữ nguyên."}))
    assert "Giữ nguyên." in shown.text


def test_what_an_uploaded_sheet_changes_has_an_address_of_its_own(app: Flask, opened: Year) -> None:
    person, task = at(app, opened, "score")
    data = with_cells(download(person, task), {(FIRST, "points"): 1})
    person.client.environ_base["HTTP_ACCEPT"] = "text/html"
    for sent, status in ((data, 200), (b"no workbook", 422)):
        answer = upload(person, task, sent)
        assert answer.status_code == 303
        where = answer.headers["Location"]
        assert where.startswith(f"/tasks/{task.id}?")
        again = [person.client.get(where) for _ in range(2)]
        assert [each.status_code for each in again] == [status, status]
        assert again[0].data == again[1].data
