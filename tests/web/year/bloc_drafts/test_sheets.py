"""A draft's tables as a workbook on the pages: without loss, guarded, mistakes by sheet and row."""

import io
from collections.abc import Callable
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from server.domain.bloc_draft.document import read
from server.domain.bloc_sheet.toml_text import tables_in
from tests.web.year.bloc_drafts.test_making_a_bloc_year import (
    LAST,
    NEW,
    OFFICER,
    OTHERS,
    PAGE,
    SECRETARY,
    document,
    made,
    seen,
)
from tests.worlds.year_end import Person, YearEnd

FIRST_ROW: Final = 3


def book(who: Person, here: str) -> Any:  # noqa: ANN401 - the library has no types
    answer = who.get(f"{here}/sheet.xlsx")
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.data))


def sent(who: Person, here: str, data: bytes, **more: str) -> tuple[int, str]:
    at = f"{here}/sheet"
    fields = {**seen(who.get(at).text), "file": (io.BytesIO(data), "b.xlsx"), **more}
    answer = who.post(at, fields, at=at)
    return answer.status_code, answer.text


def packed(workbook: Any) -> bytes:  # noqa: ANN401 - the library has no types
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def column(sheet: Any, name: str) -> int:  # noqa: ANN401 - as above
    return int(next(cell.column for cell in sheet[2] if cell.value == name))


@pytest.mark.parametrize("typed", [LAST, NEW], ids=["from a year", "new"])
def test_what_comes_out_unchanged_changes_nothing(year: YearEnd, typed: dict[str, str]) -> None:
    here, who = made(year, typed), year.as_post(OFFICER)
    before = document(year)
    assert sent(who, here, packed(book(who, here)))[0] == 303
    assert document(year) == before


def test_what_is_edited_is_taken(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    workbook = book(who, here)
    sheet = workbook["Tiêu chí"]
    sheet.cell(FIRST_ROW + 1, column(sheet, "name.vi")).value = "Chỉ tiêu <mới>"
    assert sent(who, here, packed(workbook))[0] == 303
    assert "Chỉ tiêu <mới>" in document(year)


def test_a_mistake_is_named_by_sheet_and_row_and_nothing_is_saved(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    workbook, before = book(who, here), document(year)
    sheet = workbook["Tiêu chí"]
    sheet.cell(FIRST_ROW + 1, column(sheet, "evidence")).value = "maybe"
    sheet = workbook["Đơn vị"]
    sheet.cell(FIRST_ROW + 2, column(sheet, "role")).value = "boss"
    status, page = sent(who, here, packed(workbook))
    assert status == 422
    assert "Trang “Tiêu chí”, dòng 4" in page
    assert "Trang “Đơn vị”, dòng 5" in page
    assert document(year) == before
    assert sent(who, here, packed(workbook), anyway="1")[0] == 303
    assert 'evidence = "maybe"' in document(year)


def _loose_post(workbook: Any) -> None:  # noqa: ANN401 - as above
    workbook["Chức vụ"].cell(FIRST_ROW, 1).value = "bac-giang/khong-co"


def _formula(workbook: Any) -> None:  # noqa: ANN401 - as above
    workbook["Tiêu chí"].cell(FIRST_ROW, 5).value = "=1+1"


@pytest.mark.parametrize(("change", "said"), [(_loose_post, "Chức vụ"), (_formula, "Tiêu chí!E3")])
def test_what_cannot_be_read_is_said_where_it_is(
    year: YearEnd, change: Callable[[Any], None], said: str
) -> None:
    here, who = made(year), year.as_post(OFFICER)
    workbook, before = book(who, here), document(year)
    change(workbook)
    status, page = sent(who, here, packed(workbook))
    assert status == 422
    assert said in page
    assert document(year) == before


def test_what_a_cell_would_cut_is_named_instead_of_written(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    workbook = book(who, here)
    sheet = workbook["Tiêu chí"]
    new = sheet.max_column + 1
    sheet.cell(FIRST_ROW - 1, new).value = "steps[]"
    sheet.cell(FIRST_ROW + 1, new).value = f"[{'1,' * 16_000}]"
    assert sent(who, here, packed(workbook), anyway="1")[0] == 303
    answer = who.get(f"{here}/sheet.xlsx")
    assert (answer.status_code, "Tiêu chí, c1-1, steps[]: có hơn 32.767" in answer.text) == (
        422,
        True,
    )
    assert "Chưa có gì được lưu" not in answer.text


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04x", b"<html>"])
def test_what_is_no_workbook_is_refused(year: YearEnd, data: bytes) -> None:
    here, who = made(year), year.as_post(OFFICER)
    assert sent(who, here, data)[0] == 422
    at = f"{here}/sheet"
    assert who.post(at, seen(who.get(at).text), at=at).status_code == 422


def test_a_table_that_was_saved_meanwhile_is_not_written_over(year: YearEnd) -> None:
    here, who = made(year), year.as_post(OFFICER)
    workbook, at = book(who, here), f"{here}/sheet"
    old = seen(who.get(at).text)
    sheet = workbook["Đơn vị"]
    for name, status in (("Tên thứ nhất", 303), ("Tên thứ hai", 409)):
        sheet.cell(FIRST_ROW, column(sheet, "name.vi")).value = name
        fields = {**old, "file": (io.BytesIO(packed(workbook)), "b.xlsx")}
        assert who.post(at, fields, at=at).status_code == status
    assert "Tên thứ nhất" in document(year)


def test_the_secretary_changes_the_score_table_and_no_unit(year: YearEnd) -> None:
    here, officer, who = made(year), year.as_post(OFFICER), year.as_post(SECRETARY)
    assert officer.post(f"{here}/hand-over", {"note": ""}, at=here).status_code == 303
    workbook = book(who, here)
    sheet = workbook["Tiêu chí"]
    sheet.cell(FIRST_ROW, column(sheet, "name.vi")).value = "Phần mới"
    assert sent(who, here, packed(workbook))[0] == 303
    assert "Phần mới" in document(year)
    sheet = workbook["Đơn vị"]
    sheet.cell(FIRST_ROW, column(sheet, "name.vi")).value = "Sở khác"
    assert sent(who, here, packed(workbook))[0] == 403
    assert "Sở khác" not in document(year)
    data = {"file": (io.BytesIO(packed(workbook)), "b.xlsx")}
    assert officer.post(f"{here}/sheet", data, at=f"{here}/members").status_code == 409


@pytest.mark.parametrize("post", OTHERS)
def test_for_others_there_is_no_sheet(year: YearEnd, post: str) -> None:
    here, who = made(year), year.as_post(post)
    for page in ("sheet", "sheet.xlsx"):
        assert who.get(f"{here}/{page}").status_code == 404
    assert who.post(f"{here}/sheet", {}, at="/tasks").status_code == 404


def _begun(who: Person, workbook: Any, **typed: str) -> tuple[int, str]:  # noqa: ANN401 - as above
    data = {**NEW, **typed, "sheet": (io.BytesIO(packed(workbook)), "moi.xlsx")}
    answer = who.post(PAGE, data, at=f"{PAGE}/new")
    return answer.status_code, answer.text


def test_a_new_bloc_begins_from_a_sheet_in_one_step(year: YearEnd) -> None:
    who = year.as_post(OFFICER)
    workbook = load_workbook(io.BytesIO(who.get(f"{PAGE}/new/sheet.xlsx").data))
    sheet = workbook["Đơn vị"]
    row = sheet.max_row + 1
    for name, value in {
        "loại": "units",
        "id": "bac-giang/so-tc",
        "name.vi": "Sở Tài chính",
        "short.vi": "Sở TC",
        "role": "leader",
    }.items():
        sheet.cell(row, column(sheet, name)).value = value
    assert _begun(who, workbook)[0] == 303
    values = read(document(year))
    assert [unit["id"] for unit in tables_in(values["units"])] == ["bac-giang/so-tc"]
    assert "home_affairs" in {body["kind"] for body in tables_in(values["bodies"])}


def test_sheets_of_a_new_bloc_that_cannot_be_read_are_said_and_nothing_is_made(
    year: YearEnd,
) -> None:
    who = year.as_post(OFFICER)
    workbook = load_workbook(io.BytesIO(who.get(f"{PAGE}/new/sheet.xlsx").data))
    _formula(workbook)
    status, page = _begun(who, workbook, name="Khối <tên>")
    assert status == 422
    assert "Tiêu chí!E3" in page
    assert "Khối &lt;tên&gt;" in page
    assert year.value("SELECT count(*) FROM bloc_draft") == 0


def test_an_empty_sheet_leaves_what_the_province_has(year: YearEnd) -> None:
    who = year.as_post(OFFICER)
    workbook = load_workbook(io.BytesIO(who.get(f"{PAGE}/new/sheet.xlsx").data))
    del workbook["Đơn vị"]
    assert _begun(who, workbook)[0] == 303
    assert 'kind = "council"' in document(year)


@pytest.mark.parametrize("post", OTHERS)
def test_for_others_there_is_no_empty_sheet(year: YearEnd, post: str) -> None:
    assert year.as_post(post).get(f"{PAGE}/new/sheet.xlsx").status_code == 404
