"""Reads a workbook that somebody sent, in a process of its own, and gives its rows by column."""

import json
import subprocess
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from openpyxl.utils import get_column_letter

from server.bounded_process import ask
from server.domain.bloc_sheet.tables import Cell, WorkbookRow
from server.sheets.guard import SheetFault, SheetRefused, checked
from server.sheets.writing import FORMAT, HEADER_ROWS, META

PATIENCE: Final = 20.0
"""Seconds until the answer must be here, however busy the machine is."""
MODULE: Final = "server.sheets.child"
AT_ONCE: Final = threading.BoundedSemaphore(2)
"""So many of a web process's threads have a workbook parsed; each may take 400 MB."""
MOST_NAMED: Final = 20
"""Cells of one fault that are named."""
TURN: Final = 5.0
"""Seconds that another waits for its turn: no longer, or all threads would stand in line."""


def read(data: bytes) -> Mapping[str, Sequence[WorkbookRow]]:
    """Give the rows of each sheet by name; raises SheetRefused.

    A row without any value is none. Where two columns have one name, the file is refused.
    """
    sheets, _meta = sheets_of(data, FORMAT)
    return {name: _rows(name, cells) for name, cells in sheets.items()}


def sheets_of(data: bytes, form: str) -> tuple[dict[str, list[list[Any]]], dict[str, str]]:
    """Give the cells of each sheet of a workbook of ours, and what it says it is for.

    Raises SheetRefused, also for a workbook of another form.
    """
    sheets = _asked(checked(data))
    meta = {
        key: text
        for key, text, *_rest in (row for row in sheets.pop(META, []) if len(row) > 1)
        if isinstance(key, str) and isinstance(text, str)
    }
    if meta.get("format") != form:
        raise SheetRefused(SheetFault.NOT_OURS)
    return sheets, meta


def _asked(data: bytes) -> dict[str, list[list[Any]]]:
    if not AT_ONCE.acquire(timeout=TURN):
        raise SheetRefused(SheetFault.TOO_SLOW)
    try:
        told = json.loads(ask(MODULE, data, patience=PATIENCE))
    except subprocess.TimeoutExpired:
        raise SheetRefused(SheetFault.TOO_SLOW) from None
    except (subprocess.SubprocessError, ValueError):
        raise SheetRefused(SheetFault.UNREADABLE) from None
    finally:
        AT_ONCE.release()
    if "fault" in told:
        raise SheetRefused(SheetFault(told["fault"]), told["where"])
    found: dict[str, list[list[Any]]] = told["sheets"]
    return found


def _rows(name: str, cells: list[list[Any]]) -> list[WorkbookRow]:
    head = cells[HEADER_ROWS - 1] if len(cells) >= HEADER_ROWS else []
    columns = {at: text for at, text in enumerate(head) if isinstance(text, str)}
    if len(set(columns.values())) != len(columns):
        raise SheetRefused(SheetFault.COLUMN_TWICE, name)
    check_cells(name, cells)
    found: list[WorkbookRow] = []
    for number, row in enumerate(cells[HEADER_ROWS:], start=HEADER_ROWS + 1):
        said = {at: cell_value(value) for at, value in enumerate(row) if value is not None}
        if loose := said.keys() - columns.keys():
            raise SheetRefused(
                SheetFault.NO_COLUMN, f"{name}!{get_column_letter(min(loose) + 1)}{number}"
            )
        if said:
            made = {columns[at]: value for at, value in said.items()}
            found.append(WorkbookRow(number=number, cells=made))
    return found


def check_cells(name: str, cells: list[list[Any]]) -> None:
    """Refuse a sheet with cells that cannot be read, and name all that have the first's fault."""
    bad: dict[SheetFault, list[str]] = {}
    for number, row in enumerate(cells, start=1):
        for at, value in enumerate(row, start=1):
            if fault := fault_of(value):
                bad.setdefault(fault, []).append(f"{get_column_letter(at)}{number}")
    for fault, where in bad.items():
        more = ["…"] if len(where) > MOST_NAMED else []
        raise SheetRefused(fault, f"{name}!{', '.join(where[:MOST_NAMED] + more)}")


def fault_of(value: Any) -> SheetFault | None:  # noqa: ANN401 - what JSON gives
    """Say why a cell cannot be read; None for one that can."""
    match value:
        case ["x", str(fault)]:
            return SheetFault(fault)
        case _:
            return None


def cell_value(value: Any) -> Cell:  # noqa: ANN401 - what JSON gives
    """Give the value of a cell; raises SheetRefused."""
    match value:
        case ["n", str(text)]:
            number = Decimal(text)
            return int(number) if number == number.to_integral_value() else number
        case ["d", str(text)]:
            return date.fromisoformat(text)
        case bool() | str():
            return value
        case _:
            raise SheetRefused(SheetFault.UNREADABLE)
