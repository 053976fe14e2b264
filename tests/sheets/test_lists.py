"""Lists as a workbook that people read: words stay words, numbers and days are such."""

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from server.sheets.cell_text import unpacked
from server.sheets.guard import LONGEST_CELL, SheetRefused
from server.sheets.lists import LONGEST_NAME, ListSheet, Row, Strong, sheet_name, write

A4 = 9
TEXTS = ("=1+1", "-2", "001", "a\nb")


def sheet(*cells: object, title: str = "Góp ý") -> ListSheet:
    """Give a sheet of one row."""
    heads = [f"Cột {number}" for number, _ in enumerate(cells)]
    return ListSheet(title=title, heads=heads, rows=[cells])  # type: ignore[list-item]


def test_a_text_stays_a_text_whatever_it_looks_like() -> None:
    found = load_workbook(BytesIO(write([sheet(*TEXTS)])))["Góp ý"]
    assert [(cell.value, cell.data_type) for cell in found[2]] == [(text, "s") for text in TEXTS]


def test_numbers_and_days_are_such_and_one_that_is_too_fine_is_a_text() -> None:
    fine = Decimal("0.1234567890123456789")
    data = write([sheet(12, Decimal("2.5"), date(2024, 11, 15), None, fine)])
    whole, share, day, nothing, text = load_workbook(BytesIO(data))["Góp ý"][2]
    assert (whole.value, share.value, nothing.value) == (12, 2.5, None)
    assert (day.value.date(), day.number_format) == (date(2024, 11, 15), "dd/mm/yyyy")
    assert (text.value, text.data_type) == (str(fine), "s")


def test_what_no_cell_holds_is_refused_by_its_place() -> None:
    with pytest.raises(SheetRefused) as refused:
        write([sheet("a" * (LONGEST_CELL + 1))])
    assert refused.value.where == "Góp ý, Cột 0"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Góp ý", "Góp ý"),
        ("Kế hoạch 1/2: [mới]?", "Kế hoạch 1 2   mới"),
        ("'", "1"),
        ("A" * 40, "A" * LONGEST_NAME),
        ("ĐÃ CÓ", "ĐÃ CÓ 2"),
        (f"{'b' * 31}!", f"{'b' * 29} 2"),
    ],
)
def test_a_sheet_is_called_by_its_title_as_far_as_it_may_be(title: str, name: str) -> None:
    assert sheet_name(title, ["Đã có", "b" * 31]) == name


def test_lines_above_the_head_and_rows_that_head_others_are_set_apart() -> None:
    rows: list[Row] = [Strong(["I", None]), [1, date(2024, 11, 15)]]
    told = ListSheet(
        title="Sổ",
        above=["Sổ văn bản", "Lấy lúc 8:00"],
        heads=["Số", "Ngày"],
        rows=iter(rows),
    )
    found = load_workbook(BytesIO(write([told])))["Sổ"]
    assert [row[0].value for row in found] == ["Sổ văn bản", "Lấy lúc 8:00", None, "Số", "I", 1]
    assert (found.freeze_panes, found.print_title_rows) == ("A5", "$4:$4")
    assert int(found.page_setup.paperSize) == A4
    assert int(found.page_setup.fitToHeight) == 0, "as many pages as it takes"
    assert [found["A5"].font.bold, found["A6"].font.bold] == [True, False]


def test_a_moment_is_one_as_clocks_in_viet_nam_show_it() -> None:
    data = write([sheet(datetime(2024, 12, 9, 18, 30, tzinfo=UTC), date(1800, 1, 1))])
    moment, old = load_workbook(BytesIO(data))["Góp ý"][2]
    assert moment.value == datetime(2024, 12, 10, 1, 30, tzinfo=UTC).replace(tzinfo=None)
    assert (old.value, old.data_type) == ("1800-01-01", "s")


def test_a_text_that_looks_like_the_librarys_own_markup_stays_a_text() -> None:
    texts = ("<r><evil></r>", "<b>&amp;", "_x000B_", "a\x0bb", "a\r\nb", "x\udcffy")
    found = load_workbook(BytesIO(write([sheet(*texts)])))["Góp ý"]
    said = [unpacked(str(cell.value)) for cell in found[2]]
    assert said == ["<r><evil></r> ", "<b>&amp;", "_x000B_", "a\x0bb", "a\nb", "x\ufffdy"]


def test_a_long_list_is_written_without_being_held() -> None:
    rows: Iterator[Row] = ([number, f"dòng {number}"] for number in range(5_000))
    tracemalloc.start()
    data = write([ListSheet(title="Dài", heads=["Số", "Chữ"], rows=rows)])
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 * 1024 * 1024
    assert load_workbook(BytesIO(data), read_only=True)["Dài"].max_row == 5_001
