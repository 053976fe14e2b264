"""A field of a task's form as a table to be filled in: what it is made for, what stands in it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Final

from server.forms.readings import read_number
from server.sheets.filling import TICK, FillColumn, FillKind, FillRow, FillTable, FillWords
from server.sheets.pen import ListCell
from server.web.sheets import cell_texts
from server.web.tasks import widgets
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _
from server.web.words.language import LANGUAGES, language, spoken

CASE, ELEMENT, ABOUT, VERSION, YEAR, FIELD = "case", "element", "about", "version", "year", "field"
LANGUAGE = "language"
"""What the hidden sheet says."""
HELD: Final = "held {}"
TOLD: Final = "told {}"
SHORT: Final = 32
"""Hexadecimal digits of a version."""


def table_of(desk: Desk, name: str) -> FillTable | None:
    """Return a field's table with what is typed so far; None for one that is not filled in so."""
    found = widgets.of_page(desk.page).widgets.get(desk.form.widget(name))
    if found is None or found.fills is None:
        return None
    table = _taking_every_language(found.fills(desk, name), partial(found.fills, desk, name))
    columns = {each.name: each for each in table.columns}
    rows = (
        _with_typed(desk, name, row, columns) if isinstance(row, FillRow) else row
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _taking_every_language(table: FillTable, made: Callable[[], FillTable]) -> FillTable:
    """Take the words of a choice in every language: pages change theirs, workbooks do not."""
    if not any(each.kind is FillKind.CHOICE for each in table.columns):
        return table
    taken: dict[str, dict[str, str]] = {each.name: {} for each in table.columns}
    for code in LANGUAGES:
        with spoken(code):
            for each in made().columns:
                taken[each.name] |= {word.casefold(): value for value, word in each.options.items()}
    columns = [replace(each, taken=taken[each.name]) for each in table.columns]
    return replace(table, columns=columns)


def meta_of(desk: Desk, name: str, table: FillTable) -> dict[str, str]:
    """Say what a table is made for: nothing else takes it."""
    task = desk.page.task
    return {
        FIELD: name,
        CASE: str(task.case_id),
        ELEMENT: task.element,
        ABOUT: task.subject_unit_id or task.key,
        YEAR: str(task.year),
        VERSION: _version(desk, table),
        LANGUAGE: language(),
    }


def held_of(name: str, table: FillTable) -> dict[str, str]:
    """Mark what each cell holds when it is handed out, so that one nobody touched is told later."""
    columns = {each.name: each for each in table.columns}
    marks = {
        f"{name}.{row.key}.{column}": cell_texts.mark(cell_texts.read(value, columns[column])[0])
        for row in table.rows
        if isinstance(row, FillRow)
        for column, value in row.filled.items()
    }
    return {HELD.format(path): mark for path, mark in marks.items() if mark}


def told_of(table: FillTable) -> dict[str, str]:
    """Mark what is told beside each row, so that a row under another's key is found out."""
    rows = (row for row in table.rows if isinstance(row, FillRow))
    return {TOLD.format(row.key): cell_texts.mark_told(row.told) for row in rows}


def told_now(desk: Desk, name: str, written: str) -> dict[str, str]:
    """Mark the same of the table as it would be handed out now in a language."""
    with spoken(written if written in LANGUAGES else language()):
        table = table_of(desk, name)
    return told_of(table) if table else {}


def words() -> FillWords:
    """Say what a spreadsheet program says of a number out of its range."""
    return FillWords(
        title=_("Số không hợp lệ"),
        range=_("Nhập số từ 0 đến %(most)s.", most="%(most)s"),
        least=_("Nhập số từ 0 trở lên."),
    )


def _version(desk: Desk, table: FillTable) -> str:
    """Hash what rows and columns mean: the rules, the form, and what of it is asked."""
    asked = {row.key: sorted(row.filled) for row in table.rows if isinstance(row, FillRow)}
    told = {"rules": desk.page.task.rules_digest, "form": desk.form.schema, "asked": asked}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:SHORT]


def _with_typed(desk: Desk, name: str, row: FillRow, columns: Mapping[str, FillColumn]) -> FillRow:
    found = {
        column: _cell(desk.value(f"{name}.{row.key}.{column}"), columns[column])
        for column in row.filled
    }
    return replace(row, filled=found)


def _cell(text: str, column: FillColumn) -> ListCell:
    """Give what is typed in a field as a cell; what cannot be read stands as it was typed."""
    if column.kind is FillKind.TICK:
        return TICK if text == "1" else None
    if column.kind is FillKind.CHOICE:
        return column.options.get(text)
    if column.kind is FillKind.TEXT:
        return text or None
    number = read_number(text, language())
    return number if isinstance(number, Decimal) else text or None
