"""Rows of records as sheets: a sheet a field, headings and choices in the words of the form."""

import json
from datetime import date
from decimal import Decimal

from flask import Flask

from server.domain.canonical import Json
from server.forms import Form, read
from server.web.forms.form_view import FormView
from server.web.forms.row_sheets import ToldRows, filled_rows, row_sheets

TEXT = {"type": "string", "maxLength": 100}
COLUMNS: dict[str, dict[str, object]] = {
    "name": {**TEXT, "title": "Tiêu chí"},
    "level": {
        **TEXT,
        "title": "Kết luận",
        "enum": ["kept", "changed"],
        "x-labels": {"kept": "Giữ như dự thảo", "changed": "Đã sửa"},
    },
    "points": {"type": "string", "format": "decimal", "title": "Điểm"},
    "count": {"type": "integer", "title": "Số lần"},
    "day": {"type": "string", "format": "date", "title": "Ngày"},
    "new": {"type": "boolean", "title": "Mới"},
}
ROW: dict[str, Json] = {
    "name": "1.1", "level": "kept", "points": "2.5", "count": 3, "day": "2024-11-15", "new": True,
}  # fmt: skip
CELLS = ["1.1", "Giữ như dự thảo", Decimal("2.5"), 3, date(2024, 11, 15), "có chọn"]


def form(*columns: str, given: bool = False) -> Form:
    fields = {name: COLUMNS[name] for name in columns or COLUMNS}
    fields["name"] = {**fields["name"], "x-given": given}
    items = {"type": "object", "additionalProperties": False, "properties": fields}
    rows = {"type": "array", "items": items}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Góp ý",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "said": {**rows, "title": "Góp ý từng tiêu chí"},
            "note": {**TEXT, "title": "Ghi chú"},
            "more": {**rows, "title": "Góp ý chung"},
        },
    }
    return read("comments", json.dumps(schema).encode())


def told(form: Form, *rows: Json, whose: str = "", field: str = "said") -> ToldRows:
    view = FormView(form=form, typed={})
    return ToldRows(whose=whose, view=view, value={field: [*rows], "note": "x"})


def test_each_row_is_a_line_in_the_words_of_its_form(app: Flask) -> None:
    with app.test_request_context():
        (sheet,) = row_sheets([told(form(), ROW, {"name": "1.2"})])
    assert sheet.title == "Góp ý từng tiêu chí"
    assert sheet.heads == [str(column["title"]) for column in COLUMNS.values()]
    assert sheet.rows == [CELLS, ["1.2", *[None] * 5]]


def test_each_field_of_rows_is_a_sheet_where_it_has_any(app: Flask) -> None:
    with app.test_request_context():
        sheets = row_sheets([told(form(), ROW), told(form(), ROW, field="more")])
    assert [each.title for each in sheets] == ["Góp ý từng tiêu chí", "Góp ý chung"]
    assert row_sheets([told(form())]) == []


def test_records_of_several_stand_one_below_another_by_whose_they_are(app: Flask) -> None:
    with app.test_request_context():
        (sheet,) = row_sheets(
            [
                told(form("name", "count"), {"name": "1.1", "count": 2}, whose="Sở A"),
                told(form("name"), {"name": "1.2"}, whose="Sở B"),
            ]
        )
    assert sheet.heads == ["Đơn vị", "Tiêu chí", "Số lần"]
    assert sheet.rows == [["Sở A", "1.1", 2], ["Sở B", "1.2", None]]


def test_given_rows_into_which_nothing_was_written_are_left_out(app: Flask) -> None:
    held: list[Json] = [{"name": "1.1"}, {"name": "1.2", "count": 3}]
    for given in (True, False):
        with app.test_request_context():
            view = FormView(form=form("name", "count", given=given), typed={})
            assert filled_rows(view, {"said": held}) == {"said": held[given:]}
