"""A unit's score sheet as its officer handles it: downloaded, filled in, uploaded."""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import load_workbook
from werkzeug.test import TestResponse

from tests.worlds.year_end import Open, Person

FIRST = "c1-1"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
Change = Callable[[Any, Mapping[str, int], Mapping[str, int]], None]
"""Changes a sheet, told its rows by key and its columns by name."""


def download(person: Person, task: Open) -> bytes:
    where = f"/tasks/{task.id}"
    answer = person.post(f"{where}/blank", {}, at=where)
    assert answer.status_code == 200, answer.text
    return bytes(answer.data)


def edited(data: bytes, change: Change) -> bytes:
    """Save the workbook anew after a change, as a spreadsheet program does."""
    book, out = load_workbook(io.BytesIO(data)), io.BytesIO()
    sheet: Any = book.worksheets[0]
    keys = {str(cell.value): cell.row for cell in sheet["A"] if cell.value}
    columns = {str(cell.value): cell.column for cell in sheet[keys["_key"]] if cell.value}
    change(sheet, keys, columns)
    book.save(out)
    return out.getvalue()


def with_cells(data: bytes, cells: Mapping[tuple[str, str], object]) -> bytes:
    """Fill in cells by key and column."""

    def fill(sheet: Any, keys: Mapping[str, int], columns: Mapping[str, int]) -> None:  # noqa: ANN401
        for (key, column), value in cells.items():
            sheet.cell(keys[key], columns[column]).value = value

    return edited(data, fill)


def upload(person: Person, task: Open, data: bytes, typed: Mapping[str, str] = {}) -> TestResponse:
    where = f"/tasks/{task.id}"
    fields = {**typed, "_sheet": (io.BytesIO(data), "bang.xlsx")}
    return person.post(f"{where}/sheet", fields, at=where)


def take(person: Person, task: Open, shown: TestResponse) -> TestResponse:
    """Press the button of the page that shows what would change."""
    form = shown.text.partition(f'action="/tasks/{task.id}/draft"')[2].partition("</form>")[0]
    return person.client.post(f"/tasks/{task.id}/draft", data=dict(HIDDEN.findall(form)))
