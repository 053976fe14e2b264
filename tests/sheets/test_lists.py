"""Lists as a workbook that people read: words stay words, numbers and days are such."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from server.sheets.guard import LONGEST_CELL, SheetRefused
from server.sheets.lists import LONGEST_NAME, ListSheet, sheet_name, write

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
