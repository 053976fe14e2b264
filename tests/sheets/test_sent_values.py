"""Cells filled by hand, or to do harm: kept as they are, or named by row and column."""

from collections.abc import Mapping

import pytest

from server.domain.bloc_sheet.merging import read
from server.domain.bloc_sheet.places import places
from server.domain.bloc_sheet.sent_values import read_sent
from server.domain.bloc_sheet.sheets import CRITERIA, empty_sheets, with_sheets
from server.domain.bloc_sheet.tables import Cell, SheetMistake, WorkbookRow
from server.domain.bloc_sheet.toml_text import TomlTable, document
from server.sheets import reading, writing
from server.sheets.guard import SheetRefused
from tests.sheets.test_workbooks import edited

UNKEPT = {
    "a billion digits": "[1e999999999]",
    "a billion decimals": "[1e-999999999]",
    "too long a whole number": "[9" + "9" * 5000 + "]",
    "no number": "[nan]",
    "more than any number": "[inf]",
    "a time": "[12:30:00]",
    "an instant": "[2024-01-01T00:00:00Z]",
    "a time within": "[{ a = [12:30:00] }]",
    "too deep": "[" * 100 + "]" * 100,
    "far too deep": "[" * 4000,
    "more than one value": "[]\ny = 1",
}


def criterion(**cells: Cell) -> list[WorkbookRow]:
    return [
        WorkbookRow(number=3, cells={"cấp": 1, "id": "s1"}),
        WorkbookRow(number=4, cells={"cấp": "tiêu chí", "id": "c1", **cells}),
    ]


def why(rows: list[WorkbookRow]) -> tuple[int, str, str]:
    with pytest.raises(SheetMistake) as refused:
        with_sheets({}, {CRITERIA: rows})
    return refused.value.row, refused.value.column, refused.value.why


@pytest.mark.parametrize("text", UNKEPT.values(), ids=UNKEPT.keys())
def test_a_list_that_cannot_be_kept_is_named_by_its_cell(text: str) -> None:
    assert why(criterion(**{"steps[]": text})) == (4, "steps[]", "list")
    assert read_sent(text) is None


def test_a_number_of_300_digits_is_named_by_its_cell() -> None:
    assert why(criterion(max_points=10**300)) == (4, "max_points", "number")


def test_a_column_of_a_thousand_names_is_named() -> None:
    row, column, said = why(criterion(**{"a" + ".b" * 1500: "x"}))
    assert (row, said, len(column)) == (4, "column", 40)


@pytest.mark.parametrize("columns", [("name.vi", "name"), ("steps", "steps[]")])
def test_a_field_under_two_columns_loses_neither(columns: tuple[str, str]) -> None:
    values = dict.fromkeys(columns, "[1]")
    assert why(criterion(**values)) == (4, columns[1], "twice")


def test_levels_without_end_are_named_by_the_first_too_many() -> None:
    rows = [WorkbookRow(number=n + 2, cells={"cấp": n, "id": f"p{n}"}) for n in range(1, 500)]
    assert why(rows) == (23, "cấp", "level")


@pytest.mark.parametrize("level", ["1", " 1 "])
@pytest.mark.parametrize("mark", ["Tiêu chí", "tie\u0302u chi\u0301", " tiêu chí"])
def test_levels_typed_as_text_are_levels(level: str, mark: str) -> None:
    rows = [
        WorkbookRow(number=3, cells={"cấp": level, "id": "s1"}),
        WorkbookRow(number=4, cells={"cấp": mark, "id": "c1"}),
    ]
    after = with_sheets({}, {CRITERIA: rows})
    assert after["score_table"] == {"sections": [{"id": "s1", "criteria": [{"id": "c1"}]}]}
    assert set(places({CRITERIA: rows})) == {
        "score_table.sections[1]",
        "score_table.sections[1].criteria[1]",
    }


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r\n"])
def test_a_text_with_any_end_of_line_is_written_and_read_again(end: str) -> None:
    values: TomlTable = {"awards": [{"id": "flag", "name": f"Cờ{end}thi đua"}], "theme": f"a{end}b"}
    assert read(document(values)) == values


def test_a_sheet_under_another_name_is_not_passed_over() -> None:
    with pytest.raises(SheetMistake) as refused:
        with_sheets({}, {"Tieu chi": criterion()})
    assert (refused.value.sheet, refused.value.why) == ("Tieu chi", "sheet")
    assert with_sheets({}, {"Ghi chú": []}) == {}


def test_a_note_beside_the_table_is_named_by_its_cell() -> None:
    def change(sheets: Mapping[str, object]) -> None:
        sheets[CRITERIA]["AZ4"] = "nhớ xem lại"  # type: ignore[index]

    with pytest.raises(SheetRefused) as refused:
        reading.read(edited(writing.write(empty_sheets()), change))
    assert (refused.value.fault, refused.value.where) == ("no_column", f"{CRITERIA}!AZ4")
