"""A score sheet that another program saved again: read as ours, or named by row and cell."""

import io
import json
import re
from html import unescape
from typing import Any

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from tests.sheets import foreign
from tests.web.sheets.filled import FIRST, download, edited, take, upload, with_cells
from tests.worlds.year_end import Open, Person, YearEnd

SECOND = "c1-2"
WRONG = re.compile(r"<li>(.*?)</li>", re.DOTALL)


@pytest.fixture
def task(year: YearEnd) -> Open:
    return year.open("score", "so-gddt")


@pytest.fixture
def person(year: YearEnd, task: Open) -> Person:
    return year.as_post(task.post_id)


@pytest.fixture
def sheet(person: Person, task: Open) -> bytes:
    return download(person, task)


def place(data: bytes, key: str, column: str) -> str:
    """Answer the cell of a row and a column by their names."""
    found: list[str] = []

    def look(sheet: Any, keys: Any, columns: Any) -> None:  # noqa: ANN401
        found.append(sheet.cell(keys[key], columns[column]).coordinate)

    edited(data, look)
    return found[0]


def told(shown: TestResponse) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", unescape(shown.text))


def wrong(shown: TestResponse) -> list[str]:
    assert shown.status_code == 422
    return WRONG.findall(unescape(shown.text).partition('id="wrong"')[2].partition("</ul>")[0])


@pytest.mark.parametrize("shape", foreign.SHAPES)
def test_a_sheet_that_another_program_saved_again_is_read(
    person: Person, task: Open, sheet: bytes, shape: str
) -> None:
    filled = foreign.with_value(sheet, place(sheet, FIRST, "points"), "<v>12.5</v>")
    shown = told(upload(person, task, foreign.changed(filled, *foreign.SHAPES[shape])))
    assert "Bảng tính ghi khác ở 1 ô" in shown
    assert re.search(r"Tiêu chí 1\.1 +Điểm tự chấm +\(trống\) +12,5 ", shown)
    assert "giữ nguyên" not in shown


@pytest.mark.parametrize("way", foreign.VALUES)
def test_a_number_is_the_same_however_it_was_written(
    person: Person, task: Open, sheet: bytes, way: str
) -> None:
    data = foreign.with_value(sheet, place(sheet, FIRST, "points"), *foreign.VALUES[way])
    shown = told(upload(person, task, data))
    assert re.search(r"Tiêu chí 1\.1 +Điểm tự chấm +\(trống\) +12,5 ", shown)


@pytest.mark.parametrize("kind", foreign.OTHER_FORMATS)
def test_a_file_of_another_format_is_said_to_be_saved_anew(
    person: Person, task: Open, kind: str
) -> None:
    (said,) = wrong(upload(person, task, foreign.OTHER_FORMATS[kind]))
    assert "lưu lại dạng .xlsx" in said


def test_excels_strict_format_is_named(person: Person, task: Open, sheet: bytes) -> None:
    (said,) = wrong(upload(person, task, foreign.strict(sheet)))
    assert "“Strict Open XML”" in said


def test_every_cell_that_cannot_be_read_is_named_beside_all_other_mistakes(
    person: Person, task: Open, sheet: bytes
) -> None:
    cached, data = "<f>SUM(D9:D10)</f><v>9</v>", sheet
    ways = {
        ("c1-1", "points"): (cached, ""),
        ("c1-2", "points"): ("<f>A1</f><v>mười</v>", "str"),
        ("c1-3", "points"): ("<v>#REF!</v>", "e"),
        ("c1-4", "points"): ("<v>99</v>", ""),
        ("c1-5", "note"): ('<f t="array" ref="A1:A2">B1:B2</f><v>9</v>', ""),
    }
    for (key, column), (body, kind) in ways.items():
        data = foreign.with_value(data, place(sheet, key, column), body, kind)
    said = wrong(upload(person, task, data))
    assert {line.partition(": ")[0] for line in said} == {
        f"Ô {place(sheet, *each)}" for each in ways
    }
    assert sum("ô có công thức; hãy ghi giá trị" in line for line in said) == 3
    assert sum("ô có giá trị không dùng được" in line for line in said) == 1


def test_formulas_beside_the_table_and_on_other_sheets_are_nobodys(
    person: Person, task: Open, sheet: bytes
) -> None:
    data = with_cells(sheet, {(FIRST, "points"): 7})

    def beside(sheet: Any, keys: Any, _columns: Any) -> None:  # noqa: ANN401
        sheet.cell(keys[FIRST], 20).value = "=E9*2"
        sheet.parent.create_sheet("Tính thử")["A1"] = "=1+1"

    assert "Bảng tính ghi khác ở 1 ô" in upload(person, task, edited(data, beside)).text


def test_a_copy_of_the_sheet_or_of_a_column_is_named(
    person: Person, task: Open, sheet: bytes
) -> None:
    def copied(sheet: Any, _keys: Any, _columns: Any) -> None:  # noqa: ANN401
        sheet.parent.copy_worksheet(sheet)

    def doubled(sheet: Any, keys: Any, _columns: Any) -> None:  # noqa: ANN401
        sheet.cell(keys["_key"], 20).value = "points"

    for change, said in ((copied, "hãy xóa trang là bản sao"), (doubled, "hãy xóa cột là bản sao")):
        (line,) = wrong(upload(person, task, edited(sheet, change)))
        assert said in line


def test_a_part_of_the_table_that_was_sorted_alone_is_named_and_never_taken(
    year: YearEnd, person: Person, task: Open, sheet: bytes
) -> None:
    filled = with_cells(sheet, {(FIRST, "points"): 7, (SECOND, "points"): 3})

    def turned(sheet: Any, keys: Any, _columns: Any) -> None:  # noqa: ANN401
        for column in range(2, sheet.max_column + 1):
            one, other = sheet.cell(keys[FIRST], column), sheet.cell(keys[SECOND], column)
            one.value, other.value = other.value, one.value

    said = wrong(upload(person, task, edited(filled, turned)))
    assert len(said) == 2
    assert "đang ghi nội dung của Tiêu chí 1.2 nhưng mang mã ẩn của Tiêu chí 1.1" in said[0]
    content = year.value("SELECT content FROM draft WHERE task_id = :id", id=task.id)
    assert '"7"' not in json.dumps(content)


def test_a_cell_that_was_changed_on_the_page_too_is_marked(
    person: Person, task: Open, sheet: bytes
) -> None:
    data = with_cells(sheet, {(FIRST, "points"): 7, (SECOND, "points"): 3})
    shown = told(upload(person, task, data, {f"scores.{FIRST}.points": "9"}))
    assert re.search(r"1\.1 +Điểm tự chấm +9 +đã sửa từ khi tải bảng tính +7 ", shown)
    assert shown.count("đã sửa từ khi tải") == 1


def test_a_sheet_beside_which_something_else_is_told_now_says_so(
    person: Person, task: Open, sheet: bytes
) -> None:
    data = with_cells(sheet, {(FIRST, "points"): 7})
    assert "phần ghi sẵn đã đổi" not in upload(person, task, data).text
    book, out = load_workbook(io.BytesIO(data)), io.BytesIO()
    next(row[1] for row in book["_binhxet"] if row[0].value == f"told {FIRST}").value = "0" * 16
    book.save(out)
    shown = told(upload(person, task, out.getvalue()))
    assert "phần ghi sẵn đã đổi ở: Tiêu chí 1.1. Hãy xem lại" in shown
    assert "Bảng tính ghi khác ở 1 ô" in shown


def test_the_same_sheet_twice_changes_nothing_the_second_time(
    person: Person, task: Open, sheet: bytes
) -> None:
    data = with_cells(sheet, {(FIRST, "points"): 7})
    take(person, task, upload(person, task, data))
    typed = {f"scores.{FIRST}.points": "7"}
    assert "Không có gì khác" in upload(person, task, data, typed).text
